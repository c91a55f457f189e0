/** What one message of an export of tdesktop says. */
import type { Zone } from "../../model/time.ts";
import type { AgainWatch } from "../reading/again.ts";
import { addLink, type CollectedPost, readingOf } from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import {
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  scalarText,
} from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { type Chat, isBroadcast } from "./telegram-export-chat.ts";
import {
  addAgain,
  addCount,
  addEdited,
  addNote,
  addPoster,
  addReply,
  addWords,
  createMessage,
} from "./telegram-message.ts";
import type { Numbering } from "./telegram-owner.ts";
import { accountOf, findHandle, findNamedPeer, findNumber } from "./telegram-peer.ts";
import { datesAt } from "./telegram-time.ts";
import type { Part } from "./telegram-words.ts";

export const MESSAGE_FIELDS = fieldTable(
  `id type action date date_unixtime edited edited_unixtime from from_id author
   forwarded_from forwarded_from_id saved_from reply_to_message_id reply_to_peer_id via_bot
   text.type text.text text.href text.user_id
   text_entities.type text_entities.text text_entities.href text_entities.user_id
   inline_bot_buttons.type inline_bot_buttons.data reactions.emoji reactions.count game_link
   file file_name`,
  {
    "photo photo_file_size width height thumbnail thumbnail_file_size file_size mime_type media_type duration_seconds media_spoiler performer title sticker_emoji self_destruct_period_seconds":
      "the picture or recording, which is evidence of its own if it was saved",
    "text.document_id text_entities.document_id reactions.document_id reactions.type":
      "drawn emojis, and which kind a reaction is",
    "text.language text.collapsed text_entities.language text_entities.collapsed":
      "how the words look",
    "reactions.recent": "who reacted, and when: people who posted nothing",
    "inline_bot_buttons.text inline_bot_buttons.dataBase64 inline_bot_buttons.forward_text inline_bot_buttons.button_id":
      "what a button says to its bot",
    "contact_information contact_vcard contact_vcard_file_size":
      "somebody's name and telephone number",
    "location_information live_location_period_seconds place_name address": "where somebody is",
    "poll todo_list": "a question or list that others fill in",
    "game_title game_description": "what a game that is linked to says of itself",
    "invoice_information paid_stars_amount": "what something costs",
    "giveaway_information giveaway_results": "a prize to be won, by whom and until when",
  },
);

interface Source {
  message: Fields;
  chat: Chat;
  numbering: Numbering;
  /** Numbers of the notices that opened the chat's topics so far. */
  topics: Set<string>;
  zone: Zone;
  watchAgain: AgainWatch;
}

/** A bare string among the parts is plain. */
function partAt(value: unknown, at: string): Part[] {
  const plain = findText(value);
  if (plain !== undefined) return [{ kind: "plain", value: plain, at }];
  const fields = findFields(value);
  const text = fields && findText(fields["text"]);
  if (fields === undefined || text === undefined) return [];
  const user = findNumber(fields["user_id"]);
  return [
    {
      kind: findText(fields["type"]) ?? "plain",
      value: text,
      at: `${at}/text`,
      href: textAt(fields, "href", at),
      user: user === undefined ? undefined : { value: user, at: `${at}/user_id` },
    },
  ];
}

const partsIn = (value: unknown, at: string): Part[] =>
  Array.isArray(value)
    ? value.flatMap((part, index) => partAt(part, `${at}/${index}`))
    : partAt(value, at);

function wordsOf(message: Fields): { text: Said | undefined; parts: Part[] } {
  const inText = partsIn(message["text"], "/text");
  const inEntities = partsIn(message["text_entities"], "/text_entities");
  const parts = inEntities.length > 0 ? inEntities : inText;
  const [whole, at] = inText.length > 0 ? [inText, "/text"] : [inEntities, "/text_entities"];
  const value = whole.map((part) => part.value).join("");
  return { text: value === "" ? undefined : { value, at }, parts };
}

function addWhen(post: CollectedPost, { message, zone }: Source): void {
  const published = datesAt(message, "date", zone);
  const edited = datesAt(message, "edited", zone);
  post.warnings.push(...published.warnings, ...edited.warnings);
  if (published.times.length === 0) {
    post.warnings.push(["no-time", "the message does not say when it was posted", "/date"]);
  }
  for (const { value, at } of published.times) {
    post.facts.push({ fact: "time", item: post.key, kind: "published", ...value, at });
  }
  for (const { value, at } of edited.times) addEdited(post, value, at);
}

/** Posts of a channel are the channel's; `from` is what the account was called at the export. */
function addAuthor(post: CollectedPost, { message, chat }: Source): void {
  const name = textAt(message, "from", "");
  const from = findNamedPeer(message["from_id"]);
  if (from !== undefined) addPoster(post, from, "/from_id", name);
  if (isBroadcast(chat)) addPoster(post, chat.peer, "/id");
  else if (from === undefined) {
    if (name) addNote(post, "author", name);
    post.warnings.push(["no-author", "the message names no account that posted it", "/from_id"]);
  }
  const signed = textAt(message, "author", "");
  if (signed) addNote(post, "signed", signed);
}

/** Of what is forwarded only a name is written, and in newer files whose it is: never which message. */
function addForwarded(post: CollectedPost, { message }: Source): void {
  const name = textAt(message, "forwarded_from", "");
  const from = findNamedPeer(message["forwarded_from_id"]);
  if (from !== undefined) {
    const account = accountOf(from);
    const object = account;
    addNote(post, "forwarded from", { object, value: name?.value, at: "/forwarded_from_id" });
    const fact = { fact: "account", account, platform: "telegram" } as const;
    if (name) post.facts.push({ ...fact, name: name.value, at: name.at });
  } else if (name) addNote(post, "forwarded from", name);
  else if (message["forwarded_from"] === null) {
    addNote(post, "forwarded from", { at: "/forwarded_from" });
  }
  const saved = textAt(message, "saved_from", "");
  if (saved) addNote(post, "saved from", saved);
}

/** In a forum every message refers to the notice that opened its topic, which it does not answer. */
function addAnswered(post: CollectedPost, { message, chat, numbering, topics }: Source): void {
  const id = message["reply_to_message_id"];
  if (id === undefined || id === null) return;
  const elsewhere = message["reply_to_peer_id"];
  const topic = scalarText(id);
  if (elsewhere === undefined && topics.has(topic)) {
    addNote(post, "in the thread of", { value: topic, at: "/reply_to_message_id" });
    return;
  }
  const named = elsewhere === undefined ? chat.peer : findNamedPeer(elsewhere);
  const peer = named && numbering(named);
  if (peer !== undefined && !("skip" in peer)) addReply(post, peer, id, "/reply_to_message_id");
  else {
    post.warnings.push([
      "bad-reply",
      "it answers in a chat that is not named",
      "/reply_to_peer_id",
    ]);
  }
}

const OPENS = new Set(["url", "auth", "web_view", "simple_web_view"]);

function addButtons(post: CollectedPost, { message }: Source): void {
  listOf(message["inline_bot_buttons"]).forEach((row, index) => {
    listOf(row).forEach((button, place) => {
      const fields = findFields(button);
      const url = fields && textAt(fields, "data", `/inline_bot_buttons/${index}/${place}`);
      if (url && OPENS.has(findText(fields["type"]) ?? "")) addLink(post, url.value, url.at);
    });
  });
  const game = textAt(message, "game_link", "");
  if (game) addLink(post, game.value, game.at);
}

/** In place of a path, where the file was not exported. */
const NO_FILE = /^\(/;

function addRest(post: CollectedPost, { message }: Source): void {
  const bot = textAt(message, "via_bot", "");
  if (bot) addNote(post, "via bot", { ...bot, object: findHandle(bot.value) });
  const file = textAt(message, "file_name", "") ?? textAt(message, "file", "");
  if (file && !NO_FILE.test(file.value)) addNote(post, "file", file);
  listOf(message["reactions"]).forEach((reaction, index) => {
    if (!isFields(reaction)) return;
    const emoji = findText(reaction["emoji"]);
    addCount(post, "reactions", reaction["count"], `/reactions/${index}/count`, emoji);
  });
}

const MAX_TOPICS = 10_000;

function watchTopic({ message, topics }: Source): void {
  if (message["action"] !== "topic_created" || topics.size >= MAX_TOPICS) return;
  const id = findNumber(message["id"]);
  if (id !== undefined) topics.add(id);
}

/** What is no message of somebody's in this chat. */
function findSkip(message: Fields): Skip | undefined {
  const type = message["type"] ?? "message";
  if (type === "unsupported") {
    return { skip: "unsupported", why: "the exporter did not know the kind of message" };
  }
  if (type !== "message") {
    return { skip: "notice", why: `a notice (${scalarText(type).slice(0, 40)}) is no message` };
  }
  if (typeof message["id"] === "number" && message["id"] < 0) {
    const why =
      "a message of the basic group that became this one, whose chat the file does not name";
    return { skip: "before-migration", why };
  }
  return undefined;
}

/** @throws RecordError when the message has no id, or a time that does not exist */
export function readMessage(source: Source): Reading | Skip {
  const { message, chat, numbering, watchAgain } = source;
  const skip = findSkip(message);
  if (skip) {
    watchTopic(source);
    return skip;
  }
  const peer = numbering(chat.peer);
  if ("skip" in peer) return peer;
  const { text, parts } = wordsOf(message);
  const post = createMessage(peer, message["id"], "/id");
  addWords(post, text, parts);
  addWhen(post, source);
  addAuthor(post, source);
  addForwarded(post, source);
  addAnswered(post, source);
  addButtons(post, source);
  addRest(post, source);
  addAgain(post, text?.value ?? "", watchAgain, text?.at ?? "/id");
  return readingOf(post);
}
