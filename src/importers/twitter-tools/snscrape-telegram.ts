/**
 * A post of a Telegram channel as snscrape reads it off t.me/s/<channel>. Documented in
 * JustAnotherArchivist/snscrape, snscrape/modules/telegram.py. It writes no forwards, replies or
 * edits: what a post forwards or answers stands among its links, and is told as no more than that.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key, keyOfUrl, platformOfKey } from "../../model/key.ts";
import {
  addUrl,
  createEdges,
  type Fields,
  findFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";
import type { Reading, Warning } from "../reading/told.ts";
import { publishedAt } from "../twitter/tweet-said.ts";

function keyOf(post: Fields): { key: Key; channel: string; at: string } {
  const url = textAt(post, "url", "");
  const key = url && keyOfUrl(url.value);
  const channel = key && /^telegram:([^/]+)\/\d+$/.exec(key)?.[1];
  if (url && key && channel) return { key, channel, at: url.at };
  throw new RecordError("no-id", "the post has no address of a post on t.me", "/url");
}

/** A tag stands as a search for it in its own channel; such a search elsewhere is a link. */
function tagOf(text: string, channel: string): Key | undefined {
  const url = URL.parse(text);
  if (url?.host !== "t.me" || url.pathname.toLowerCase() !== `/s/${channel}`) return undefined;
  const words = url.searchParams.get("q");
  return words?.startsWith("#") ? findKey(`tag:${words.slice(1).toLowerCase()}`) : undefined;
}

function linksOf(post: Fields): Said[] {
  const links = listOf(post["outlinks"]).flatMap((value, index) =>
    typeof value === "string" ? [{ value: value.toWellFormed(), at: `/outlinks/${index}` }] : [],
  );
  const preview = textAt(findFields(post["linkPreview"]) ?? {}, "href", "/linkPreview");
  return preview === undefined ? links : [...links, preview];
}

/** @throws RecordError when it has no address, or its time cannot be read */
export function readTelegramPost(post: Fields): Reading {
  const { key, channel, at } = keyOf(post);
  const text = textAt(post, "content", "");
  const words = text === undefined ? {} : { text: text.value };
  const platform = platformOfKey(key) ?? "telegram";
  const facts: Fact[] = [
    { fact: "item", item: key, type: "post", platform, ...words, at: text?.at ?? at },
  ];
  const add = createEdges(key, facts);
  add("PART_OF", findKey(`telegram:${channel}`), at);
  add("POSTED_BY", findKey(`telegram:@${channel}`), at);
  for (const { value, at: linkAt } of linksOf(post)) {
    const tag = tagOf(value, channel);
    if (tag === undefined) addUrl(add, value, linkAt);
    else add("TAGGED", tag, linkAt);
  }
  const date = textAt(post, "date", "");
  if (date) facts.push(publishedAt(key, date));
  const warnings: Warning[] = date ? [] : [["no-time", "the post has no date", "/date"]];
  return { told: [{ subject: key, quoteAt: text?.at, facts }], warnings };
}
