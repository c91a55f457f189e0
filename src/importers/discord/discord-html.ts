/**
 * A channel as DiscordChatExporter writes it in HTML, of every version since 2019. Documented by its
 * templates, MessageGroupTemplate.cshtml and PreambleTemplate.cshtml (HtmlShared.html before 2020). Read
 * group by group, however long. The page holds no id of its channel: it is the manifest's origin; else
 * the guild is in the address of the guild's picture, and the channel in those of attached files, where
 * all agree. Messages have ids, which say when they were posted; the clock beside them is in the
 * exporter's zone and language, and counts where it can be read in one way only. When it was exported
 * is not written.
 * Messages are those that people or programs wrote. Pages of before 2022 do not mark notices of
 * Discord's own: there what reads as the exporter writes them is taken for one. The words of the
 * message that is answered are another's, and previews are Discord's. With `--markdown false` the
 * exporter writes words as they are, so that who wrote them may have forged what looks like other
 * messages. Left out: roles, avatars, mentions (the page has names only), custom emojis, what is
 * pinned, and how many messages the page says it holds.
 */
import type { Claim } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { isArchivedPage } from "../pages/saved-page.ts";
import { peekBytes } from "../reading/bytes.ts";
import type { HtmlElement } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { collectedBy, RecordError, warning } from "../reading/records.ts";
import { readingResult, type Warning } from "../reading/told.ts";
import type { Channel } from "./discord-channel.ts";
import { type Piece, readPieces } from "./discord-html-groups.ts";
import { channelOfFiles, type HtmlHead, headFacts, readHead } from "./discord-html-head.ts";
import { type HtmlMessage, MESSAGE_PARTS, readHtmlMessage } from "./discord-html-message.ts";
import { findGroup, messagesWithin, type Parts, partsOf } from "./discord-html-parts.ts";
import { channelOf, channelOfOrigin } from "./discord-origin.ts";

const NO_CHANNEL =
  'nothing says which channel the messages are of: write its address, https://discord.com/channels/<guild>/<channel>, as "origin" in the manifest';
const OTHER_GUILD = "the picture is that of another guild than the manifest's origin names";
const BY_FILES =
  "the channel is the one whose id the addresses of attached files hold: the manifest's origin could say so";

/** So much of the file is looked through for files that name the channel. */
const LOOKED_AT = 4 * 1024 * 1024;

interface Found {
  head: HtmlHead;
  channel: Channel;
  warnings: Warning[];
}

async function findChannel(start: Uint8Array, { manifest }: ImportContext): Promise<Found> {
  const pieces: Piece[] = [];
  for await (const some of readPieces(inOne(start.subarray(0, LOOKED_AT)))) pieces.push(...some);
  const [before, ...groups] = pieces.map(({ slice }) => slice);
  const head = readHead(before ?? start);
  const given = channelOfOrigin(manifest) ?? head.direct;
  if (given !== undefined) {
    const differs = head.guild !== undefined && head.guild !== given.guild;
    return { head, channel: given, warnings: differs ? [["other-guild", OTHER_GUILD]] : [] };
  }
  const id = head.guild === undefined ? undefined : channelOfFiles(groups);
  const found =
    head.guild === undefined || id === undefined ? undefined : channelOf(head.guild, id);
  if (found === undefined) throw new ImportError("bad-structure", NO_CHANNEL);
  return { head, channel: found, warnings: [["channel-by-files", BY_FILES]] };
}

async function* inOne(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Older pages say of the group, before its first message, who wrote it and when. */
function* messagesIn(
  group: HtmlElement,
  isOf: Pick<HtmlMessage, "channel" | "zone" | "marksNotices">,
): Iterable<HtmlMessage> {
  const before = partsOf(group, MESSAGE_PARTS);
  let named: Parts | undefined;
  for (const element of messagesWithin(group)) {
    const own = partsOf(element, MESSAGE_PARTS);
    const parts = named === undefined ? new Map([...before, ...own]) : own;
    const isNamed = own.has("chatlog__author") || own.has("chatlog__author-name");
    if (named === undefined || isNamed) named = parts;
    yield { element, parts, named, ...isOf };
  }
}

function createReader({ head, channel, warnings }: Found, before: Piece, context: ImportContext) {
  const shownBy = collectedBy(context.manifest);
  const isOf = { channel, zone: context.zone, marksNotices: head.marksNotices };
  let count = 0;
  let isHeadTold = false;
  let hasUnreadDate = false;

  const headClaim = (record: number): Claim => ({
    subject: channel.key,
    place: { bytes: before.bytes, record, as: "html" },
    basis: "recorded",
    ...(shownBy === undefined ? {} : { shownBy }),
    ...(head.names[1] === undefined ? {} : { quoteAt: head.names[1].at }),
    facts: headFacts(head, channel),
  });

  /** That dates cannot be read is said once, with what is said of the page. */
  function withHead(result: RecordResult): RecordResult {
    const diagnostics = result.diagnostics.filter(
      ({ code }) => code !== "unread-date" || !hasUnreadDate,
    );
    hasUnreadDate ||= diagnostics.some(({ code }) => code === "unread-date");
    if (isHeadTold || result.outcome !== "imported") return { ...result, diagnostics };
    isHeadTold = true;
    const notes = warnings.map((parts) => warning(result.record, ...parts));
    const claims = [headClaim(result.record), ...result.claims];
    return { ...result, claims, diagnostics: [...notes, ...diagnostics] };
  }

  function* read({ bytes, slice }: Piece): Iterable<RecordResult> {
    const placed = () => {
      count += 1;
      return { place: { bytes, record: count, as: "html" } as const, shownBy };
    };
    const group = findGroup(slice);
    let isEmpty = true;
    for (const message of group ? messagesIn(group, isOf) : []) {
      isEmpty = false;
      yield withHead(readingResult(placed(), [], () => readHtmlMessage(message)));
    }
    if (!isEmpty) return;
    yield readingResult(placed(), [], () => {
      if (group) throw new RecordError("no-id", "the group holds no message that has an id");
      throw new RecordError("bad-structure", "the group has too many elements to be read");
    });
  }
  return read;
}

const STYLED = /<style\b[^<>]*>[^<]*\.chatlog__message-group\s*\{/;
const BEGINS = /^\s*<!doctype html/i;

export const discordHtml: Importer = {
  id: "discord-html",
  version: 1,
  label: "Discord channel as a page (DiscordChatExporter)",
  reads:
    "A channel, thread or direct conversation in the HTML of DiscordChatExporter; the manifest's origin is the channel's address.",
  example: "<!DOCTYPE html> … .chatlog__message-group { … (with the channel's address as origin)",
  checkedAgainst: "documentation only",

  detects(sample) {
    const { text } = decodeHtml(sample);
    // In the copy that an archive took, links lead through the archive.
    return BEGINS.test(text) && STYLED.test(text) && !isArchivedPage(sample);
  },

  async *parse(bytes: AsyncIterable<Uint8Array>, context: ImportContext) {
    const { start, all } = await peekBytes(bytes, LOOKED_AT);
    const found = await findChannel(start, context);
    let read: ReturnType<typeof createReader> | undefined;
    for await (const pieces of readPieces(all)) {
      const results: RecordResult[] = [];
      for (const piece of pieces) {
        if (read === undefined) read = createReader(found, piece, context);
        else results.push(...read(piece));
      }
      yield results;
    }
  },
};
