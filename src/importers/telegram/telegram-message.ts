/** What messages of Telegram say, whatever wrote them down: their facts, one by one. */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl, parseKey } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import type { AgainWatch } from "../reading/again.ts";
import {
  addLink,
  addRemark,
  type CollectedPost,
  createPost,
  readingOf,
} from "../reading/collected-post.ts";
import { quoted, RecordError } from "../reading/records.ts";
import { placed, type Said } from "../reading/said.ts";
import type { Reading } from "../reading/told.ts";
import {
  accountOf,
  chatKey,
  findMessageKey,
  findNumber,
  type Peer,
  platformOf,
} from "./telegram-peer.ts";
import { addParts, type Part } from "./telegram-words.ts";

/**
 * @param chat with its owner, if its messages are numbered by account
 * @throws RecordError when the id is none
 */
export function createMessage(chat: Peer, id: unknown, at: string): CollectedPost {
  const key = findMessageKey(chat, id);
  if (key === undefined) {
    if (id === undefined || id === null || id === "") {
      throw new RecordError("no-id", "the message has no id", at);
    }
    throw new RecordError("bad-id", `${quoted(id)} is no id of a message`, at);
  }
  const post = createPost(key, at, platformOf(chat));
  post.add("PART_OF", chatKey(chat), at);
  return post;
}

export function addWords(
  post: CollectedPost,
  text: Said | undefined,
  parts: readonly Part[],
): void {
  if (text) {
    post.facts.push({ fact: "item", item: post.key, text: text.value, at: text.at });
    post.quoteAt = text.at;
  }
  addParts(post, parts);
}

/** Who posted it, under the name of the day on which it was written down. */
export function addPoster(post: CollectedPost, poster: Peer, at: string, name?: Said): void {
  const account = accountOf(poster);
  if (!post.add("POSTED_BY", account, at)) return;
  const fact = { fact: "account", account, platform: "telegram" } as const;
  post.facts.push(name ? { ...fact, name: name.value, at: name.at } : { ...fact, at });
}

interface RemarkParts {
  kind?: "attribute" | "count";
  value?: string | undefined;
  object?: Key | undefined;
  time?: Time | undefined;
  at: string;
}

/** Something shown beside the message: a name alone is no edge. */
export function addNote(
  post: CollectedPost,
  relation: string,
  { kind = "attribute", value, object, time, at }: RemarkParts,
): void {
  post.facts.push({
    fact: "remark",
    kind,
    subject: post.key,
    relation,
    ...(object === undefined ? {} : { object }),
    ...(value === undefined ? {} : { value }),
    ...(time === undefined ? {} : { time }),
    at,
  });
}

export function addCount(
  post: CollectedPost,
  relation: string,
  count: unknown,
  at: string,
  object?: string,
): void {
  const value = findNumber(count);
  if (value === undefined) return;
  const remark = { fact: "remark", kind: "count", subject: post.key, relation, value, at } as const;
  post.facts.push(object === undefined ? remark : { ...remark, object });
}

/**
 * The address of the preview: that of a link in the words, or perhaps where one leads. It is a link
 * of its own only where the words have none.
 */
export function addPreview(post: CollectedPost, url: Said): void {
  const key = keyOfUrl(url.value);
  const links = post.facts.flatMap((fact) =>
    fact.fact === "edge" && (fact.relation === "LINKS_TO" || fact.relation === "MENTIONS")
      ? [fact]
      : [],
  );
  if (links.some(({ object }) => object === key)) return;
  if (links.some(({ relation }) => relation === "LINKS_TO")) addRemark(post, "preview of", url);
  else addLink(post, url.value, url.at);
}

export function addReply(post: CollectedPost, chat: Peer, id: unknown, at: string): void {
  const key = findMessageKey(chat, id);
  if (key === undefined || key === post.key) {
    post.warnings.push(["bad-reply", "it answers no message that has a key", at]);
  } else post.add("REPLIES_TO", key, at);
}

export function addEdited(post: CollectedPost, time: Time, at: string): void {
  post.facts.push({ fact: "time", item: post.key, kind: "edited", ...time, at });
}

interface Origin {
  channel: Peer;
  channelAt: string;
  /** The number of the post in it. */
  id: unknown;
  at: string;
  /** When the original was posted, as the header of the forward says. */
  time: { value: Time; at: string } | undefined;
}

/**
 * A forward of a post of a channel, where its key is known: gives the original, whose the words and
 * links are, since nobody can change what he forwards. They are those that it had at that time.
 */
export function addForward(
  post: CollectedPost,
  { channel, channelAt, id, at, time }: Origin,
): CollectedPost | undefined {
  const key = findMessageKey(channel, id);
  if (key === undefined || key === post.key) return undefined;
  const edge = { relation: "RESHARED_BY", subject: key, object: post.key } as const;
  post.facts.push({ fact: "edge", ...edge, at });
  const original = createMessage(channel, id, at);
  original.add("POSTED_BY", accountOf(channel), channelAt);
  if (time) {
    const fact = { fact: "time", item: key, kind: "published" } as const;
    original.facts.push({ ...fact, ...time.value, at: time.at });
  }
  return original;
}

/** What is told of a message, and of the original that it forwards. */
export function messageReading(post: CollectedPost, original: CollectedPost | undefined): Reading {
  if (original === undefined) return readingOf(post);
  const { told, warnings } = readingOf(post);
  const [own, ...apart] = told;
  const [forwarded] = readingOf(original).told;
  return {
    told: [own, forwarded, ...apart].filter((one) => one !== undefined),
    warnings: [...warnings, ...original.warnings],
  };
}

/** Words that differ from those of the same message before: an edit at no time that is known. */
export function addAgain(post: CollectedPost, words: string, watch: AgainWatch, at: string): void {
  if (watch(post.key, words) === undefined) return;
  const message = "the message stands in the file before, with other words: it was edited";
  post.warnings.push(["edited-in-between", message, at]);
  addEdited(post, { earliest: null, latest: null }, at);
}

/** The chat as a thing that carries messages. */
export const chatFact = (chat: Peer, at: string | undefined): Fact => ({
  fact: "item",
  item: chatKey(chat),
  type: "thread",
  platform: platformOf(chat),
  ...placed(at),
});

/**
 * A chat's public name leads to the chat: links to it bear the one, its messages the other. The name
 * is told as a thing, so that it may be asked for where nothing links to it.
 */
export function chatNameFacts(chat: Peer, handle: Key, at: string): Fact[] {
  const name = parseKey(handle.replace("@", ""));
  return [
    { fact: "leads-to", a: name, b: chatKey(chat), at },
    { fact: "item", item: name, type: "thread", at },
  ];
}

/** A message by that name leads to the message by its chat's id. */
export const messageNameFact = (chat: Peer, handle: Key, message: Key, at: string): Fact => ({
  fact: "leads-to",
  a: parseKey(`${handle.replace("@", "")}${message.slice(chatKey(chat).length)}`),
  b: message,
  at,
});
