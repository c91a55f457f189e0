/**
 * A channel as DiscordChatExporter writes it in CSV, in its three dialects: `;` behind every cell until
 * December 2019; `,` since then; ISO 8601 with an offset since November 2023. Before that the clock
 * shows minutes of a zone that is not written. Documented by its source, CsvChatLogRenderer.cs and
 * CsvMessageWriter.cs.
 * No row says which message it is, and nothing invents an id: no row becomes a post. A number of the
 * row would name another message in the next export, and a post of its own beside the one that an
 * export in JSON or HTML gives. What has a key without the row's is told: attached files, posted by the
 * author at that time unless they were attached in another channel, as those of what is sent on; and of
 * each link who posted it when, as a remark on what is linked to. Where the manifest's origin is the
 * channel's address, the channel, which carries what is posted in it, links there, at the latest when
 * the message was posted: that it was edited since, no row says. Rows that hold neither are skipped.
 * Left out: reactions; in CSV a webhook of today looks like an account.
 */
import { type CsvDelimiter, csvDelimiterSchema, type Fact } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { type ImportContext, type Importer, SAMPLE_BYTES } from "../importer.ts";
import { peekBytes } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { addUrl, collectedBy, createEdges, findDigits, RecordError } from "../reading/records.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import type { Channel } from "./discord-channel.ts";
import { channelOfOrigin, findCdnPath } from "./discord-origin.ts";
import { type Person, personOf, splitFullName } from "./discord-people.ts";
import { findShownTime } from "./discord-shown-time.ts";
import { linksOf } from "./discord-words.ts";

const FIELDS = fieldTable("AuthorID Author Date Content Attachments", {
  Reactions: "counts of a message that has no key",
});

const COLUMNS = /^(?:AuthorID,)?Author,Date,Content,Attachments(?:,Reactions)?,?$/;

/** The semicolon stood behind the last name too. */
function delimiterOf(sample: Uint8Array, whole: boolean): CsvDelimiter | undefined {
  const isHere = (delimiter: CsvDelimiter) =>
    COLUMNS.test(findColumns(sample, whole, delimiter).join());
  return csvDelimiterSchema.options.find(isHere);
}

/** A message without an id. */
interface Post {
  row: Row;
  channel: Channel | undefined;
  time: Time | undefined;
  /** Who wrote it, where an account can be named. */
  author: (Person & { kind: "user" }) | undefined;
  warnings: Warning[];
}

function findAuthor(row: Row): Post["author"] {
  const name = row.find("Author");
  const id = findDigits(row.find("AuthorID"));
  if (name === undefined || id === undefined) return undefined;
  const [idAt, at] = [row.at("AuthorID"), row.at("Author")];
  const places = { id: idAt, name: at, fullName: at, nickname: at, isBot: at };
  const person = personOf({ id, ...splitFullName(name), isBot: false, at: places });
  const isNobody = name.endsWith("#0000") || name === "Deleted User";
  return person?.kind === "user" && !isNobody ? person : undefined;
}

function findTime(row: Row, zone: Zone, warnings: Warning[]): Time | undefined {
  const written = row.find("Date");
  if (written === undefined) {
    warnings.push(["no-time", "the row has no date", undefined]);
    return undefined;
  }
  const at = row.at("Date");
  try {
    const time = findShownTime(written, zone);
    if (time === undefined) {
      const words = "the date is in no form that can be read in one way only: it is left out";
      warnings.push(["unread-date", words, at]);
    }
    return time;
  } catch (error) {
    if (error instanceof TimeFormatError) throw new RecordError("bad-time", error.message, at);
    throw error;
  }
}

const shownWith = ({ time }: Post) => (typeof time?.latest === "number" ? time.latest : undefined);

/** Of what is linked to: by whom and when. */
function linkRemarks({ row, time, author }: Post, links: readonly string[], how: string): Fact[] {
  const at = row.at("Content");
  const name = row.find("Author");
  const told = new Set<Key>();
  return links.flatMap((link): Fact[] => {
    const subject = keyOfUrl(link);
    if (subject === undefined || told.has(subject)) return [];
    told.add(subject);
    const remark = { fact: "remark", kind: "attribute", subject, relation: how } as const;
    const by = {
      ...(author === undefined ? {} : { object: author.account }),
      ...(name === undefined ? {} : { value: name }),
      ...(time === undefined ? {} : { time }),
    };
    return [{ ...remark, ...by, at }];
  });
}

const OWN = "linked in a Discord message of";
const QUOTED = "linked in a quoted line of a Discord message of";

function linkTold(post: Post): Told[] {
  const { row, channel } = post;
  const words = row.find("Content");
  if (words === undefined) return [];
  const links = linksOf(words, true);
  const remarks = [
    ...linkRemarks(post, links.own, OWN),
    ...linkRemarks(post, links.quoted, QUOTED),
  ];
  if (remarks.length === 0) return [];
  const quoteAt = row.at("Content");
  const told: Told[] = [{ quoteAt, facts: remarks }];
  if (channel === undefined) return told;
  const { key, platform } = channel;
  const facts: Fact[] = [{ fact: "item", item: key, type: "thread", platform }];
  const add = createEdges(key, facts);
  for (const link of links.own) addUrl(add, link, quoteAt);
  return facts.length === 1
    ? told
    : [...told, { subject: key, shownBy: shownWith(post), quoteAt, facts }];
}

function fileTold(post: Post, url: string, at: string): Told | undefined {
  const { channel, time, author, warnings } = post;
  const key = keyOfUrl(url);
  const path = findCdnPath(url);
  if (key === undefined || path === undefined) {
    const words = "an attached file was saved beside the export, where no id is written";
    warnings.push(["local-attachment", words, at]);
    return undefined;
  }
  const isElsewhere = channel !== undefined && channel.id !== path.channelId;
  if (isElsewhere) {
    const words = `the file was attached in channel ${path.channelId}, not in that of the manifest: by whom and when is left out`;
    warnings.push(["attached-elsewhere", words, at]);
  }
  const item = { fact: "item", item: key, at } as const;
  const platform = channel?.platform ?? "discord";
  const facts: Fact[] = [
    { ...item, type: "file", platform },
    { ...item, title: path.name },
  ];
  if (time && !isElsewhere) {
    facts.push({ fact: "time", item: key, kind: "published", ...time, at: post.row.at("Date") });
  }
  const add = createEdges(key, facts);
  if (author && !isElsewhere) add("POSTED_BY", author.account, post.row.at("AuthorID"));
  if (channel?.id === path.channelId) add("PART_OF", channel.key, at);
  const quoteAt = post.row.find("Content") === undefined ? at : post.row.at("Content");
  return { subject: key, quoteAt, facts };
}

/** Names of files on Discord's servers hold no comma. */
function fileTolds(post: Post): Told[] {
  const written = post.row.find("Attachments");
  if (written === undefined) return [];
  const at = post.row.at("Attachments");
  const urls = [...new Set(written.split(/,(?=https?:\/\/)/))];
  return urls.flatMap((url) => fileTold(post, url, at) ?? []);
}

const NOTHING =
  "the row does not say which message it is, and holds no link and no file that has a key: export the channel as JSON or HTML for the message itself";

function readRow(row: Row, channel: Channel | undefined, zone: Zone): Reading | Skip {
  const warnings: Warning[] = [];
  const author = findAuthor(row);
  const post: Post = { row, channel, time: findTime(row, zone, warnings), author, warnings };
  const told = [...linkTold(post), ...fileTolds(post)];
  if (told.length === 0) return { skip: "no-id", why: NOTHING };
  return { told: author ? [{ facts: author.facts }, ...told] : told, warnings };
}

const NO_HEADER = "the first row does not hold the columns that DiscordChatExporter writes";

export const discordCsv: Importer = {
  id: "discord-csv",
  version: 1,
  label: "Discord channel as CSV (DiscordChatExporter)",
  reads:
    "The links and attached files of a channel in the CSV of DiscordChatExporter, whose rows have no ids; the manifest's origin is the channel's address.",
  example: "AuthorID,Author,Date,Content,Attachments,Reactions",
  checkedAgainst: "documentation only",

  detects: (sample, whole) => delimiterOf(sample, whole) !== undefined,

  async *parse(bytes: AsyncIterable<Uint8Array>, { manifest, zone }: ImportContext) {
    const { start, all } = await peekBytes(bytes, SAMPLE_BYTES + 1);
    const whole = start.length <= SAMPLE_BYTES;
    const delimiter = delimiterOf(start.subarray(0, SAMPLE_BYTES), whole);
    if (delimiter === undefined) throw new ImportError("bad-structure", NO_HEADER);
    const channel = channelOfOrigin(manifest);
    yield* readTable(all, {
      delimiter,
      fields: FIELDS,
      read: (row) => readRow(row, channel, zone),
      shownBy: collectedBy(manifest),
      emptyLast: true,
    });
  },
};
