/**
 * `msgs_dataset.csv` of telegram-tracker, one message of a channel per row. Documented by its source,
 * estebanpdl/telegram-tracker, build-datasets.py and utils. Times are UTC, with or without saying so;
 * numbers may be floats of a table (`12.0`). Runs that were joined repeat messages. An answer is
 * written as if it were to the same channel: so the tool reports it, and one to a later number is none
 * of it. Older files have no `msg_id`: it is in `msg_link`. In these a row of a notice repeats the
 * message before, and one that answers or forwards a person's message keeps the last columns of the
 * row before; what may be so is not told. Left out: polls, contact cards and places, and words that
 * are the same with spaces joined.
 */
import { keyOfUrl } from "../../model/key.ts";
import type { Time, Zone } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { type AgainWatch, createAgainWatch } from "../reading/again.ts";
import type { CollectedPost } from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { collectedBy, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { findColumns, type Row, readTable } from "../reading/table.ts";
import type { Reading, Skip } from "../reading/told.ts";
import {
  addAgain,
  addCount,
  addForward,
  addNote,
  addPoster,
  addPreview,
  addWords,
  createMessage,
  messageReading,
} from "./telegram-message.ts";
import {
  accountOf,
  findHandle,
  findMessageKey,
  findNumber,
  findPeer,
  type Peer,
} from "./telegram-peer.ts";
import { readTime } from "./telegram-time.ts";
import { partsOfPlain } from "./telegram-words.ts";

const FIELDS = fieldTable(
  `channel_id channel_name username msg_id msg_link message date msg_from_peer msg_from_id
   views number_replies number_forwards is_forward forward_msg_from_peer_type forward_msg_from_peer_id
   forward_msg_from_peer_name from_channel_id from_channel_name forward_msg_date forward_msg_link
   reply_to_msg_id url document_id document_filename`,
  {
    "signature is_reply reply_msg_link contains_media media_type has_url domain":
      "made of columns that are read",
    "cleaned_message date_string date_year date_month_name date_day date_day_name date_time_hour date_quarter date_dayofyear date_weekofyear forward_msg_date_string":
      "parts of columns that are read",
    "url_title url_description": "what the page that is linked to says of itself",
    "document_type document_video_duration video_duration_secs": "what kind of file is attached",
    "poll_id poll_question poll_total_voters poll_results poll_number_results":
      "a question that others answer",
    "contact_phone_number contact_name contact_userid": "somebody's name and telephone number",
    "geo_type lat lng lon venue_id venue_type venue_title venue_address venue_provider geo_shared_lat geo_shared_lng geo_shared_title geo_shared_address":
      "where somebody is",
  },
);

const UTC: Zone = { name: "UTC", reason: "documented", note: "telegram-tracker writes UTC" };

function said(row: Row, ...columns: string[]): Said | undefined {
  for (const column of columns) {
    const value = row.find(column);
    if (value !== undefined && value !== "None" && value !== "nan") {
      return { value, at: row.at(column) };
    }
  }
  return undefined;
}

const isOld = (row: Row): boolean => !row.columns.includes("msg_id");

const IN_LINK = /^https?:\/\/t\.me\/([A-Za-z]\w{2,31})\/(\d{1,19})$/;

const numberIn = (link: string | undefined): string | undefined => IN_LINK.exec(link ?? "")?.[2];

function timeOf(row: Row, column: string): { value: Time; at: string } | undefined {
  const written = said(row, column);
  return written && { value: readTime(written.value, UTC, column), at: written.at };
}

/** The link shows under which name the channel was reached: a name of the day. */
function addNames(post: CollectedPost, chat: Peer, link: Said | undefined, name: Said | undefined) {
  const handle = findHandle(name?.value);
  if (handle && name) {
    const fact = { fact: "account", account: accountOf(chat), platform: "telegram" } as const;
    post.facts.push({ ...fact, handle, at: name.at });
  }
  const byName = link && IN_LINK.test(link.value) ? keyOfUrl(link.value) : undefined;
  const byId = findMessageKey(chat, numberIn(link?.value));
  if (link && byName !== undefined && byId !== undefined && byName !== byId) {
    post.facts.push({ fact: "leads-to", a: byName, b: byId, at: link.at });
  }
}

/** Older files leave the poster of the row before where a message names none. */
function addAuthor(post: CollectedPost, row: Row, chat: Peer): void {
  const id = said(row, "msg_from_id");
  const from = peerOf(said(row, "msg_from_peer")?.value, findNumber(id?.value));
  const isChat = from?.kind === chat.kind && from.id === chat.id;
  if (id === undefined) addPoster(post, chat, row.at("channel_id"));
  else if (from && (isChat || !isOld(row))) addPoster(post, from, id.at);
  else
    post.warnings.push([
      "no-author",
      "whether the row's poster is of this message is not sure",
      id.at,
    ]);
}

function peerOf(type: string | undefined, id: string | undefined): Peer | undefined {
  const kind = /^Peer(User|Chat|Channel)$/.exec(type ?? "")?.[1]?.toLowerCase();
  return id === undefined || kind === undefined ? undefined : findPeer({ [`${kind}_id`]: id });
}

/** @returns the original, where the link of a forward says which post it is */
function addForwarded(post: CollectedPost, row: Row): CollectedPost | undefined {
  const time = timeOf(row, "forward_msg_date");
  const id = said(row, "forward_msg_from_peer_id", "from_channel_id");
  const type = said(row, "forward_msg_from_peer_type")?.value;
  const name = said(row, "forward_msg_from_peer_name", "from_channel_name");
  const link = said(row, "forward_msg_link");
  const from = id && peerOf(type ?? "PeerChannel", findNumber(id.value));
  if (from === undefined || id === undefined) {
    const at = time?.at ?? (isForward(row) ? row.at("is_forward") : undefined);
    if (at !== undefined) addNote(post, "forwarded from", { time: time?.value, at });
    return undefined;
  }
  // The name is looked up among channels by number alone, so that a person's is another's.
  const isChannel = from.kind === "channel";
  const number = numberIn(link?.value);
  const original =
    isChannel && link
      ? addForward(post, { channel: from, channelAt: id.at, id: number, at: link.at, time })
      : undefined;
  if (original === undefined) {
    const value = isChannel ? name?.value : undefined;
    const object = accountOf(from);
    addNote(post, "forwarded from", { object, value, time: time?.value, at: id.at });
  }
  if (isChannel) addNames(post, from, link, name);
  return original;
}

const isForward = (row: Row): boolean => /^1(?:\.0)?$/.test(row.find("is_forward") ?? "");

function addAnswered(post: CollectedPost, id: Said, chat: Peer, own: string): void {
  const number = findNumber(id.value);
  const object = findMessageKey(chat, number);
  const [subject, { at }] = [post.key, id];
  if (object === undefined || object === subject) {
    post.warnings.push(["bad-reply", "it answers no message that has a key", at]);
  } else if (Number(number) > Number(own)) {
    const words = "it answers a later number, so one of another chat, which is not written";
    post.warnings.push(["bad-reply", words, at]);
  } else {
    const fact = { fact: "edge", relation: "REPLIES_TO", subject, object, at } as const;
    post.apart.push({ subject, basis: "reported", quoteAt: at, facts: [fact] });
  }
}

function addRest(post: CollectedPost, row: Row): void {
  for (const [column, relation] of [
    ["views", "views"],
    ["number_replies", "replies"],
    ["number_forwards", "forwards"],
  ] as const) {
    const count = said(row, column);
    if (count) addCount(post, relation, count.value, count.at);
  }
  const [file, name] = [said(row, "document_id"), said(row, "document_filename")];
  if (file) addNote(post, "document", file);
  if (name) addNote(post, "file", name);
}

/** Columns that an older version may keep from the row before. */
const KEPT = ["url", "reply_to_msg_id"] as const;
type Kept = ReadonlyMap<string, string | undefined>;

const keptOf = (row: Row): Kept =>
  new Map(KEPT.map((column) => [column, said(row, column)?.value]));

/** What the row says itself: in older files only what the row before does not say. */
function ownSaid(post: CollectedPost, row: Row, column: (typeof KEPT)[number], before: Kept) {
  const value = said(row, column);
  if (value === undefined || !isOld(row) || before.get(column) !== value.value) return value;
  const words = `${column} may be left from the row before`;
  post.warnings.push(["of-another-row", words, value.at]);
  return undefined;
}

function addTime(post: CollectedPost, row: Row): void {
  const time = timeOf(row, "date");
  if (time) {
    const fact = { fact: "time", item: post.key, kind: "published" } as const;
    post.facts.push({ ...fact, ...time.value, at: time.at });
  } else post.warnings.push(["no-time", "the row does not say when it was posted", "date"]);
}

function readRow(row: Row, watchAgain: AgainWatch, before: Kept): Reading | Skip {
  const channel = said(row, "channel_id");
  const chat = peerOf("PeerChannel", findNumber(channel?.value));
  if (chat === undefined)
    throw new RecordError("no-chat", "the row names no channel", "channel_id");
  const link = said(row, "msg_link");
  const id = said(row, "msg_id");
  const number = id === undefined ? numberIn(link?.value) : id.value;
  const idAt = id?.at ?? link?.at ?? row.at("channel_id");
  if (number === undefined && isOld(row) && said(row, "signature") === undefined) {
    return { skip: "notice", why: "a notice before the first message leaves an empty row" };
  }
  const post = createMessage(chat, number, idAt);
  addTime(post, row);
  addAuthor(post, row, chat);
  addNames(post, chat, link, said(row, "channel_name", "username"));
  const original = addForwarded(post, row);
  const written = original ?? post;
  const message = row.find("message");
  const text = message === undefined ? undefined : { value: message, at: row.at("message") };
  addWords(written, text, text ? partsOfPlain(text) : []);
  const url = ownSaid(post, row, "url", before);
  if (url) addPreview(written, url);
  const answered = ownSaid(post, row, "reply_to_msg_id", before);
  if (answered) addAnswered(post, answered, chat, findNumber(number) ?? "");
  addRest(post, row);
  addAgain(post, text?.value ?? "", watchAgain, text?.at ?? idAt);
  return messageReading(post, original);
}

const OWN_COLUMNS = ["signature", "channel_id", "message", "date", "msg_link", "forward_msg_date"];

export const telegramTracker: Importer = {
  id: "telegram-tracker",
  version: 1,
  label: "Telegram messages (telegram-tracker)",
  reads: "Messages of channels in telegram-tracker's msgs_dataset.csv.",
  example: "signature,channel_id,channel_name,msg_id,message,cleaned_message,date,msg_link,…",
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const columns = new Set(findColumns(sample, whole));
    return OWN_COLUMNS.every((column) => columns.has(column));
  },

  parse(bytes, { manifest }) {
    const watchAgain = createAgainWatch();
    let latest: Kept = new Map();
    return readTable(bytes, {
      delimiter: ",",
      fields: FIELDS,
      read: (row) => {
        const before = latest;
        latest = keptOf(row);
        return readRow(row, watchAgain, before);
      },
      shownBy: collectedBy(manifest),
    });
  },
};
