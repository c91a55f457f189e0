/** What one message says as Telethon writes it: the API's own object, field by field. */

import type { AgainWatch } from "../reading/again.ts";
import { addLink, addRemark, type CollectedPost } from "../reading/collected-post.ts";
import {
  type Fields,
  findFields,
  findText,
  listOf,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";
import type { Reading, Skip } from "../reading/told.ts";
import {
  addAgain,
  addCount,
  addEdited,
  addNote,
  addPoster,
  addReply,
  addWords,
  createMessage,
  messageReading,
} from "./telegram-message.ts";
import type { Numbering } from "./telegram-owner.ts";
import { accountOf, findNumber, findPeer, type Peer } from "./telegram-peer.ts";
import type { Part } from "./telegram-words.ts";
import { addForwarded } from "./telethon-forward.ts";
import { addMedia } from "./telethon-media.ts";
import { timeAt } from "./telethon-values.ts";

/** The API's names for stretches of words that say something. */
const KIND_OF_ENTITY: ReadonlyMap<unknown, string> = new Map([
  ["MessageEntityUrl", "link"],
  ["MessageEntityTextUrl", "text_link"],
  ["MessageEntityMention", "mention"],
  ["MessageEntityMentionName", "mention_name"],
  ["MessageEntityHashtag", "hashtag"],
  ["MessageEntityBlockquote", "blockquote"],
]);

/** No message of Telegram's is longer. */
const MAX_STRETCH = 4096;

function entityPart(entity: Fields, text: Said, at: string): (Part & { from: number }) | undefined {
  const kind = KIND_OF_ENTITY.get(entity["_"]);
  const [from, length] = [entity["offset"], entity["length"]];
  if (kind === undefined || typeof from !== "number" || typeof length !== "number")
    return undefined;
  const value = findText(text.value.slice(from, from + length));
  if (from < 0 || value === undefined) return undefined;
  if (kind !== "blockquote" && value.length > MAX_STRETCH) return undefined;
  const user = findNumber(entity["user_id"]);
  return {
    kind,
    value,
    at: text.at,
    from,
    href: textAt(entity, "url", at),
    user: user === undefined ? undefined : { value: user, at: `${at}/user_id` },
  };
}

/** Offsets count UTF-16 units. What no entity covers is read as plain words, unless it is quoted. */
function partsOf(message: Fields, text: Said): Part[] {
  const parts = listOf(message["entities"]).flatMap((entry, index) => {
    const entity = findFields(entry);
    const part = entity && entityPart(entity, text, `/entities/${index}`);
    return part === undefined ? [] : [part];
  });
  const own: Part[] = [];
  let plain = "";
  let end = 0;
  let quoteEnd = 0;
  // What begins at one place is sorted with the widest first, so that a quote comes before its links.
  for (const part of parts.sort((a, b) => a.from - b.from || b.value.length - a.value.length)) {
    const { from, value } = part;
    const stop = from + value.length;
    if (from > end) plain += `${text.value.slice(end, from)} `;
    end = Math.max(end, stop);
    if (part.kind === "blockquote") {
      own.push({ ...part, value: text.value.slice(Math.max(from, quoteEnd), stop) });
      quoteEnd = Math.max(quoteEnd, stop);
    } else if (from >= quoteEnd) own.push(part);
  }
  return [...own, { kind: "plain", value: plain + text.value.slice(end), at: text.at }];
}

function addWhen(post: CollectedPost, message: Fields): void {
  const published = timeAt(message, "date", "");
  if (published) {
    const fact = { fact: "time", item: post.key, kind: "published" } as const;
    post.facts.push({ ...fact, ...published.value, at: published.at });
  } else {
    post.warnings.push(["no-time", "the message does not say when it was posted", "/date"]);
  }
  const edited = timeAt(message, "edit_date", "");
  // Telegram shows such a message as not edited: what changed are its reactions or buttons.
  if (edited && message["edit_hide"] === true) {
    addNote(post, "changed, but not shown as edited", { time: edited.value, at: edited.at });
  } else if (edited) addEdited(post, edited.value, edited.at);
}

/** A channel's posts have no sender, nor have those that come in from the other side of a private chat. */
function addAuthor(post: CollectedPost, message: Fields, chat: Peer, chatAt: string): void {
  const from = findPeer(message["from_id"]);
  if (from) addPoster(post, from, "/from_id");
  if (message["post"] === true) addPoster(post, chat, chatAt);
  else if (from === undefined && chat.kind === "user" && message["out"] !== true) {
    addPoster(post, chat, chatAt);
  } else if (from === undefined) {
    post.warnings.push(["no-author", "the message names no account that posted it", "/from_id"]);
  }
  const signed = textAt(message, "post_author", "");
  if (signed) addRemark(post, "signed", signed);
}

/**
 * In a forum each message refers to its topic: only where the topic is named beside it is the first
 * id a message that is answered.
 */
function addAnswered(post: CollectedPost, message: Fields, chat: Peer, numbering: Numbering): void {
  const header = findFields(message["reply_to"]);
  const id = header?.["reply_to_msg_id"] ?? message["reply_to_msg_id"];
  const at = header === undefined ? "/reply_to_msg_id" : "/reply_to/reply_to_msg_id";
  const story = findPeer(header?.["peer"]);
  if (story)
    addNote(post, "answers a story of", { object: accountOf(story), at: "/reply_to/peer" });
  const top = findNumber(header?.["reply_to_top_id"]);
  if (top !== undefined) {
    addRemark(post, "in the thread of", { value: top, at: "/reply_to/reply_to_top_id" });
  }
  if (id === undefined || id === null) return;
  if (header?.["forum_topic"] === true && top === undefined) {
    const topic = findNumber(id);
    if (topic !== undefined) addRemark(post, "in the thread of", { value: topic, at });
    return;
  }
  const elsewhere = header?.["reply_to_peer_id"];
  const named = elsewhere === undefined || elsewhere === null ? chat : findPeer(elsewhere);
  const peer = named && numbering(named);
  if (peer !== undefined && !("skip" in peer)) addReply(post, peer, id, at);
  else {
    const words = "it answers in a chat that is not named";
    post.warnings.push(["bad-reply", words, "/reply_to/reply_to_peer_id"]);
  }
}

function addButtons(post: CollectedPost, message: Fields): void {
  const markup = findFields(message["reply_markup"]);
  listOf(markup?.["rows"]).forEach((row, index) => {
    listOf(findFields(row)?.["buttons"]).forEach((button, place) => {
      const at = `/reply_markup/rows/${index}/buttons/${place}`;
      const url = textAt(findFields(button), "url", at);
      if (url) addLink(post, url.value, url.at);
    });
  });
}

function addCounts(post: CollectedPost, message: Fields): void {
  addCount(post, "views", message["views"], "/views");
  addCount(post, "forwards", message["forwards"], "/forwards");
  const replies = findFields(message["replies"]);
  addCount(post, "replies", replies?.["replies"], "/replies/replies");
  const comments = findPeer({ channel_id: replies?.["channel_id"] });
  if (comments) {
    addNote(post, "comments in", { object: accountOf(comments), at: "/replies/channel_id" });
  }
  listOf(findFields(message["reactions"])?.["results"]).forEach((entry, index) => {
    const result = findFields(entry);
    const emoji = findText(findFields(result?.["reaction"])?.["emoticon"]);
    addCount(post, "reactions", result?.["count"], `/reactions/results/${index}/count`, emoji);
  });
}

function addRest(post: CollectedPost, message: Fields): void {
  for (const name of ["via_bot_id", "via_business_bot_id"] as const) {
    const bot = findPeer({ user_id: message[name] });
    if (bot) addNote(post, "via bot", { object: accountOf(bot), at: `/${name}` });
  }
  const album = findText(scalarText(message["grouped_id"]));
  if (album !== undefined) addRemark(post, "album", { value: album, at: "/grouped_id" });
}

/** The chat; older versions call it `to_id`. @throws RecordError when there is none */
function chatOf(message: Fields): { chat: Peer; at: string } {
  for (const name of ["peer_id", "to_id"]) {
    const chat = findPeer(message[name]);
    if (chat) return { chat, at: `/${name}` };
  }
  throw new RecordError("no-chat", "the message names no chat", "/peer_id");
}

/** @throws RecordError when the message has no chat, no id, or a time that does not exist */
export function readMessage(
  message: Fields,
  watchAgain: AgainWatch,
  numbering: Numbering,
): Reading | Skip {
  const kind = scalarText(message["_"]).slice(0, 40);
  if (kind !== "Message") return { skip: "notice", why: `a notice (${kind}) is no message` };
  const { chat: named, at } = chatOf(message);
  const chat = numbering(named);
  if ("skip" in chat) return chat;
  const text = textAt(message, "message", "");
  const post = createMessage(chat, message["id"], "/id");
  addWhen(post, message);
  addAuthor(post, message, chat, at);
  const original = addForwarded(post, message);
  const written = original ?? post;
  addWords(written, text, text ? partsOf(message, text) : []);
  addMedia(written, message);
  addButtons(written, message);
  addAnswered(post, message, chat, numbering);
  addCounts(post, message);
  addRest(post, message);
  addAgain(post, text?.value ?? "", watchAgain, text?.at ?? "/id");
  return messageReading(post, original);
}
