/**
 * The live chat of a film on YouTube as yt-dlp keeps it (`--sub-langs live_chat`, `.live_chat.json`): lines of
 * what the page's replay does, of which messages are told with the microsecond in which YouTube took them.
 * Which film it is stands in the origin of the manifest, or else in the token by which the page opens a
 * message's menu: base64 twice over of a protocol buffer, in which the film's id follows its channel's.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { instant, type Time } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import {
  addAuthor,
  addPublished,
  addRemark,
  createPost,
  readingOf,
} from "../reading/collected-post.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import { fieldsAt, type Said, scalarAt, textAt } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { LIVE_CHAT_FIELDS, MESSAGES } from "./live-chat-fields.ts";

const ACTIONS = "/replayChatItemAction/actions";

const partsOf = (line: Fields): Part[] =>
  listOf(findFields(line["replayChatItemAction"])?.["actions"]).map((value, index) => ({
    value,
    at: `${ACTIONS}/${index}`,
  }));

/** A channel, then tag and length of the next field, which is the film. */
const FILM_IN_TOKEN = /UC[\w-]{22}\W{2}([\w-]{11})(?![\w-])/;
const MAX_TOKEN = 4096;

function unBase64(text: string): string | undefined {
  try {
    return atob(decodeURIComponent(text).replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}

/** Undefined where the token does not hold it, or is another. */
function filmInToken(token: string): Key | undefined {
  const inner = token.length > MAX_TOKEN ? undefined : unBase64(token);
  const film = FILM_IN_TOKEN.exec((inner && unBase64(inner)) ?? "")?.[1];
  return film === undefined ? undefined : findKey(`youtube:${film}`);
}

/** @throws RecordError */
function timeAt(fields: Fields, at: string): Said<Time> | undefined {
  const said = scalarAt(fields, "timestampUsec", at);
  if (said === undefined) return undefined;
  if (!/^\d{1,18}$/.test(said.value)) {
    throw new RecordError("bad-time", `"${said.value.slice(0, 80)}" is no time`, said.at);
  }
  // Microseconds of less than a millisecond are left out.
  const ms = Number(BigInt(said.value) / 1000n);
  return { value: instant(ms, "millisecond", said.value), at: said.at };
}

/** Plain words, or runs of them with links and emoji between. */
function wordsIn(value: Fields | undefined): { text: string; links: string[] } {
  const simple = findText(value?.["simpleText"]);
  if (simple !== undefined) return { text: simple, links: linksInText(simple) };
  const links: string[] = [];
  const runs = listOf(value?.["runs"]).map((one) => {
    const run = findFields(one);
    const endpoint = findFields(findFields(run?.["navigationEndpoint"])?.["urlEndpoint"]);
    const url = findText(endpoint?.["url"]);
    if (url !== undefined) links.push(url);
    const emoji = findFields(run?.["emoji"]);
    const name = findText(listOf(emoji?.["shortcuts"])[0]) ?? findText(emoji?.["emojiId"]);
    return findText(run?.["text"]) ?? name ?? "";
  });
  const text = runs.join("");
  // Of a link the text is shortened; it leads where its endpoint does.
  return { text, links: links.length > 0 ? links : linksInText(text) };
}

/** Where the words stand: of several runs that is all of them together. */
function placeOfWords({ value, at }: Said<Fields>): string {
  if (findText(value["simpleText"]) !== undefined) return `${at}/simpleText`;
  const [run, ...others] = listOf(value["runs"]);
  const isOne = others.length === 0 && findText(findFields(run)?.["text"]) !== undefined;
  return isOne ? `${at}/runs/0/text` : at;
}

function messageWords(fields: Fields, at: string) {
  const message = fieldsAt(fields, "message", at);
  const { text, links } = wordsIn(message?.value);
  if (message === undefined || text === "") return undefined;
  return { value: text, at: placeOfWords(message), links };
}

function addPaid(post: ReturnType<typeof createPost>, fields: Fields, at: string): void {
  for (const [name, relation] of [
    ["purchaseAmountText", "paid"],
    ["headerPrimaryText", "member"],
    ["headerSubtext", "member"],
  ] as const) {
    const said = fieldsAt(fields, name, at);
    const { text } = wordsIn(said?.value);
    if (said && text !== "") addRemark(post, relation, { value: text, at: said.at });
  }
  const label = findFields(
    findFields(findFields(fields["sticker"])?.["accessibility"])?.["accessibilityData"],
  );
  const sticker = findText(label?.["label"]);
  if (sticker !== undefined) addRemark(post, "sticker", { value: sticker, at: `${at}/sticker` });
}

const NO_FILM =
  'nothing says which film the chat is of: write its address as "origin" in the manifest';

function addFilm(
  post: ReturnType<typeof createPost>,
  fields: Fields,
  at: string,
  known: Key | undefined,
): void {
  const menu = fieldsAt(fields, "contextMenuEndpoint", at);
  const endpoint = menu && fieldsAt(menu.value, "liveChatItemContextMenuEndpoint", menu.at);
  const token = endpoint && textAt(endpoint.value, "params", endpoint.at);
  const own = token && filmInToken(token.value);
  if (known !== undefined && own !== undefined && own !== known) {
    const message = `the message is of ${own}, but the manifest says ${known}`;
    throw new RecordError("film-differs", message, token?.at);
  }
  if (own ?? known) post.add("PART_OF", own ?? known, own && token ? token.at : `${at}/id`);
  else post.warnings.push(["no-film", NO_FILM, at]);
}

function readMessage(fields: Fields, at: string, film: Key | undefined): Reading {
  const id = scalarAt(fields, "id", at);
  const key = id && findKey(`youtube:chat/${id.value}`);
  if (id === undefined || key === undefined)
    throw new RecordError("no-id", "the message has no id", at);
  const post = createPost(key, id.at, "youtube", { words: messageWords(fields, at) });
  const time = timeAt(fields, at);
  addPublished(post, time?.value, time?.at ?? at);
  const name = fieldsAt(fields, "authorName", at);
  const simple = name && textAt(name.value, "simpleText", name.at);
  const handle = simple?.value.startsWith("@") ? simple : undefined;
  addAuthor(post, "youtube", {
    id: scalarAt(fields, "authorExternalChannelId", at),
    handle,
    name: handle ? undefined : simple,
  });
  addPaid(post, fields, at);
  addFilm(post, fields, at, film);
  return readingOf(post);
}

const DELETED = ["markChatItemAsDeletedAction", "removeChatItemAction"];
const ALL_DELETED = ["markChatItemsByAuthorAsDeletedAction", "removeChatItemByAuthorAction"];

/** What the chat took down while the film was on; nothing says when. */
function readDeletion(action: Fields, at: string): Reading | undefined {
  for (const [names, field, start, relation] of [
    [DELETED, "targetItemId", "youtube:chat/", "deleted"],
    [ALL_DELETED, "externalChannelId", "youtube:user/", "all messages deleted"],
  ] as const) {
    for (const name of names) {
      const found = fieldsAt(action, name, at);
      const said = found && scalarAt(found.value, field, found.at);
      const subject = said && findKey(`${start}${said.value}`);
      if (said === undefined || subject === undefined) continue;
      const remark = { fact: "remark", kind: "attribute", subject, relation, at: said.at } as const;
      return { told: [{ quoteAt: said.at, facts: [remark] }], warnings: [] };
    }
  }
  return undefined;
}

const TICKER: Skip = { skip: "ticker", why: "a paid message shown once more above the chat" };
const OTHER: Skip = {
  skip: "no-message",
  why: "what the page does beside messages: notices, polls, banners",
};

function readAction(action: Fields, at: string, film: Key | undefined): Reading | Skip {
  const item = findFields(findFields(action["addChatItemAction"])?.["item"]);
  for (const name of MESSAGES) {
    const found = item && fieldsAt(item, name, `${at}/addChatItemAction/item`);
    if (found) return readMessage(found.value, found.at, film);
  }
  const deletion = readDeletion(action, at);
  if (deletion) return deletion;
  return action["addLiveChatTickerItemAction"] === undefined ? OTHER : TICKER;
}

export const youtubeLiveChat: Importer = {
  id: "youtube-live-chat",
  version: 1,
  label: "Live chat of a film on YouTube (yt-dlp)",
  reads: "Messages of a live chat, line by line as yt-dlp keeps its replay (.live_chat.json).",
  example:
    '{"replayChatItemAction": {"actions": [{"addChatItemAction": …}], "videoOffsetTimeMsec": "0"}}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const [first] = sampleJsonRecords(sample, whole);
    if (first === undefined || first.error !== undefined || !isFields(first.value)) return false;
    return Array.isArray(findFields(first.value["replayChatItemAction"])?.["actions"]);
  },

  parse(bytes, { manifest }) {
    const key = keyOfUrl(manifest?.origin ?? "");
    const film = key !== undefined && /^youtube:[\w-]{11}$/.test(key) ? key : undefined;
    return readJsonFile(bytes, {
      fields: LIVE_CHAT_FIELDS,
      partsOf,
      read: (action, at) => readAction(action, at, film),
      shownBy: collectedBy(manifest),
    });
  },
};
