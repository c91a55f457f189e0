/**
 * Telegram messages in 4CAT's CSV (datasources/telegram). `unix_timestamp*` is true; the clocks
 * beside it are the server's own. `id` is `<chat>-<message>`, in old sets the bare number; `chat` is
 * the chat's name, or its id where it has none (a channel's: a basic group's cannot be told from it).
 * What the chat itself sent shows both, and then the id makes the key and the name leads to it. Where a message was forwarded from, the columns name
 * the account but not the message: no edge, only a remark with the original's date.
 */
import { findKey, parseKey, platformOfKey } from "../../model/key.ts";
import {
  addAuthor,
  addLink,
  addMention,
  addPublished,
  addRemark,
  type CollectedPost,
  createPost,
  isHidden,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, MEDIA } from "../reading/left-out.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import {
  epochTime,
  type Find,
  type FourcatSet,
  type FourcatSource,
  LOCAL,
  needed,
  timeOf,
} from "./fourcat-source.ts";

/** Pseudonyms and removed authors are no numbers. */
const NUMBER = /^\d{1,20}$/;

/**
 * Whether the chat itself sent the message, as channels do: then its id is known too. 4CAT writes
 * first and last names only, so that who has one is a person.
 */
function isByChat(find: Find, chat: Said): boolean {
  const handle = find("author_username");
  if (handle === undefined || find("author_name") !== undefined) return false;
  return handle.value.toLowerCase() === chat.value.toLowerCase();
}

function addSender(post: CollectedPost, find: Find, chat: Said): void {
  const [id, handle, name] = [find("author"), find("author_username"), find("author_name")];
  if (id === undefined && handle === undefined && name === undefined) return;
  if (id !== undefined && !NUMBER.test(id.value)) {
    addAuthor(post, "telegram", { id, handle, name });
    return;
  }
  const kind = name !== undefined ? "user" : isByChat(find, chat) ? "channel" : undefined;
  const known = kind === undefined ? {} : { id, idPrefix: `id/${kind}-` };
  addAuthor(post, "telegram", { ...known, handle, name });
}

function addForward(post: CollectedPost, find: Find): void {
  const handle = find("author_forwarded_from_username");
  const from = handle ?? find("author_forwarded_from_name") ?? find("author_forwarded_from_id");
  const time = epochTime(find("unix_timestamp_forwarded_from"));
  if (from && !isHidden(from.value)) addRemark(post, "forwarded from", from, time);
  else if (time) {
    const at = find("unix_timestamp_forwarded_from")?.at ?? "";
    addRemark(post, "forwarded from", { value: "not named", at }, time);
  }
  if (handle) addMention(post, "telegram", handle);
  if (from ?? time) {
    post.warnings.push(["no-origin", "the row does not say which message this forwards"]);
  }
}

/** Of a link behind other words, as Telethon marks it. */
const HIDDEN_LINK = /\]\((https?:\/\/[^\s()]{1,2000})\)/g;

/** Links that do not stand in the words; old sets have the attached one among the data of attachments. */
function addHiddenLinks(post: CollectedPost, find: Find): void {
  const attached = find("link_attached");
  const data = find("attachment_type")?.value === "url" ? find("attachment_data") : undefined;
  for (const link of [attached, data]) if (link) addLink(post, link.value, link.at);
  const marked = find("body_markdown");
  for (const [, url = ""] of marked?.value.matchAll(HIDDEN_LINK) ?? []) {
    addLink(post, url, marked?.at ?? "");
  }
}

const NAMED = /(?<![\w@./-])@([A-Za-z]\w{3,31})/g;

interface Message {
  id: Said;
  number: string;
  chat: Said;
  /** Of the chat in keys: its id where the row shows that, else its name. */
  base: string;
}

const NO_CHAT = new Set(["unknown", "None"]);

function messageOf(find: Find): Message {
  const [id, chat] = [needed(find("id"), "id"), needed(find("chat"), "chat")];
  const number = /^(?:.{1,80}-)?(\d{1,15})$/.exec(id.value)?.[1];
  if (number === undefined) {
    throw new RecordError("bad-id", `"${id.value.slice(0, 80)}" is no message`, id.at);
  }
  const sender = find("author")?.value ?? "";
  const isKnown = isByChat(find, chat) && NUMBER.test(sender);
  const base = isKnown ? sender : chat.value;
  if (!NO_CHAT.has(chat.value) && findKey(`telegram:${base}/${number}`) !== undefined) {
    return { id, number, chat, base };
  }
  throw new RecordError("bad-id", `"${chat.value.slice(0, 80)}" is no chat`, chat.at);
}

/** The names of message and chat lead to their ids where the row shows both. */
function addNames(post: CollectedPost, { number, chat, base }: Message): void {
  if (base === chat.value) return;
  for (const rest of [`/${number}`, ""]) {
    const [a, b] = [findKey(`telegram:${chat.value}${rest}`), findKey(`telegram:${base}${rest}`)];
    if (a && b) post.facts.push({ fact: "leads-to", a, b, at: chat.at });
  }
}

function readMessage(find: Find, { zone }: FourcatSet): Reading {
  const message = messageOf(find);
  const { id, number, chat, base } = message;
  const key = parseKey(`telegram:${base}/${number}`);
  const body = find("body");
  const platform = platformOfKey(key) ?? "telegram";
  const post = createPost(key, id.at, platform, { words: body && plainWords(body) });
  const { time, at } = timeOf(find, zone);
  addPublished(post, time, at);
  const [edited, reply] = [find("unix_timestamp_edited"), find("reply_to")];
  const editedAt = epochTime(edited);
  if (edited && editedAt) {
    post.facts.push({ fact: "time", item: key, kind: "edited", ...editedAt, at: edited.at });
  }
  post.add("PART_OF", findKey(`telegram:${base}`), chat.at);
  addNames(post, message);
  if (reply) post.add("REPLIES_TO", findKey(`telegram:${base}/${reply.value}`), reply.at);
  addHiddenLinks(post, find);
  addSender(post, find, chat);
  addForward(post, find);
  for (const [, name = ""] of body?.value.matchAll(NAMED) ?? []) {
    addMention(post, "telegram", { value: name, at: body?.at ?? "" });
  }
  return readingOf(post);
}

export const TELEGRAM: FourcatSource = {
  name: "telegram",
  columns: ["id", "chat", "author", "author_forwarded_from_name", "attachment_type"],
  fields: fieldTable(
    `id chat author author_username author_name body reply_to timestamp unix_timestamp
     unix_timestamp_edited author_forwarded_from_name author_forwarded_from_username
     author_forwarded_from_id unix_timestamp_forwarded_from link_attached body_markdown
     attachment_type attachment_data`,
    {
      "thread_id is_reply": "repeats the chat, and whether it answers",
      "timestamp_edited timestamp_forwarded_from": LOCAL,
      "author_is_bot link_title link_description":
        "what the platform says of the author or the link",
      "entities_linked entities_mentioned all_connections":
        "names that 4CAT took from the words, which are read themselves",
      "views reactions forwards": COUNTS,
      attachment_filename: MEDIA,
    },
  ),
  read: readMessage,
};
