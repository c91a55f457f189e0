/** Links of tweets, of any of Twitter's formats, and where their short forms led when Twitter followed them. */

import { getDomain } from "tldts";
import type { Fact } from "../../model/claim.ts";
import type { Relation } from "../../model/edge.ts";
import { findKey, type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { createEdges, type Fields, findText, relationOfLink } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";
import { type Person, type PersonAt, postedBy } from "./tweet-ids.ts";

type Placed = Said<unknown>;

/** A link as it stands in the words, as its author wrote it, and as it was when followed to its end. */
export interface TweetLink {
  short: Placed;
  expanded: Placed;
  unwound?: Placed;
  /** What the page at the end answered, in HTTP's numbers. */
  status?: unknown;
}

const TCO = /^\/\w{1,16}$/;
/** Made by a program, not a word of a page's address. */
const CODE = /^\/(?=[\w-]*[A-Za-z])(?=[\w-]*\d|[\w-]+[A-Z])[\w-]{4,16}$/;
/** Where whoever is not let in ends, whatever page was asked for. */
const DOOR =
  /log-?in|sign-?in|sign-?up|auth|account|consent|cookie|gdpr|captcha|challenge|subscri|paywall|error|404|not-?found|unavailable|expired|blocked|denied|suspended/i;

const urlOf = (value: unknown): URL | undefined =>
  typeof value === "string" ? (URL.parse(value) ?? undefined) : undefined;

/** Twitter's own address of a link leads to that link for good, whoever asks. */
function isTcoOf(short: unknown, expanded: unknown): boolean {
  const [from, to] = [urlOf(short), urlOf(expanded)];
  return from?.hostname === "t.co" && TCO.test(from.pathname) && to?.hostname !== "t.co";
}

/**
 * Whether the link is nothing but a code on a site of its own, and what Twitter found there a page
 * that no other code leads to: two links that ended at one login would become one thing.
 */
function isCodeOf(link: unknown, unwound: unknown, status: unknown): boolean {
  const [from, to] = [urlOf(link), urlOf(unwound)];
  if (from === undefined || to === undefined || status !== 200) return false;
  const isCode = CODE.test(from.pathname) && from.search === "" && from.hash === "";
  const isElsewhere = getDomain(from.hostname) !== getDomain(to.hostname);
  const isOnePage = /[^/]\/+[^/]|[^/]{17}/.test(to.pathname) && !DOOR.test(to.host + to.pathname);
  return isCode && isElsewhere && isOnePage;
}

const isItem = (key: Key | undefined): key is Key => key !== undefined && kindOfKey(key) === "item";

/** What a tweet links to, mentions and is tagged with, each once; `quoted` is no link besides. */
export function createTweetEdges(tweet: Key, quoted: ReadonlySet<Key>, facts: Fact[]) {
  const add = createEdges(tweet, facts);
  const leads = new Set<string>();
  /** Other tweets whose author is told. */
  const authored = new Set<Key>();

  function addLeadsTo(from: Placed, to: Placed): void {
    if (typeof from.value !== "string" || typeof to.value !== "string") return;
    const [a, b] = [keyOfUrl(from.value), keyOfUrl(to.value)];
    if (!isItem(a) || !isItem(b) || a === b || leads.has(`${a} ${b}`)) return;
    leads.add(`${a} ${b}`);
    facts.push({ fact: "leads-to", a, b, at: to.at });
  }

  function addLead(short: Placed, expanded: Placed): void {
    if (isTcoOf(short.value, expanded.value)) addLeadsTo(short, expanded);
  }

  function addUrl({ value, at }: Placed): void {
    const key = typeof value === "string" ? keyOfUrl(value) : undefined;
    if (key === undefined || quoted.has(key)) return;
    add(relationOfLink(key), key, at);
  }

  function addLink({ short, expanded, unwound, status }: TweetLink): void {
    const written = typeof expanded.value === "string" && expanded.value !== "";
    addUrl(written ? expanded : short);
    if (unwound) addUrl(unwound);
    addLead(short, expanded);
    if (!unwound || !isCodeOf(expanded.value, unwound.value, status)) return;
    addLeadsTo(expanded, unwound);
  }

  return {
    add,
    addUrl,
    addLead,
    addLink,
    /** Links in the words: in their whole forms where the record lists them. */
    addWritten(text: Said, listed: readonly TweetLink[] | undefined): void {
      for (const link of listed ?? []) addLink(link);
      if (listed !== undefined) return;
      for (const value of linksInText(text.value)) addUrl({ value, at: text.at });
    },
    /** Another tweet; who posted it is recorded where the record names both together. */
    addTweet(relation: Relation, { value, at }: Said<Key>, author?: PersonAt): void {
      add(relation, value, at);
      if (author === undefined || value === tweet || authored.has(value)) return;
      authored.add(value);
      facts.push(postedBy(value, author));
    },
    /** Somebody who is named in the words or answered, and what the record shows of them. */
    addMention({ account, keyAt, fact }: Person): void {
      const isNamed = (fact.handle ?? fact.name) !== undefined;
      if (add("MENTIONS", account, keyAt) && isNamed) facts.push(fact);
    },
    addTag({ value, at }: Placed): void {
      const tag = findText(value);
      if (tag !== undefined) add("TAGGED", findKey(`tag:${tag.toLowerCase()}`), at);
    },
  };
}

export type TweetEdges = ReturnType<typeof createTweetEdges>;

const TWITTER_SAYS =
  /^(?:@\w{1,20}['\u2019]s account|This (?:Tweet|Post) from @\w{1,20}) (?:is temporarily unavailable|has been withheld)/;

/** Addresses in the words, and as Twitter shows them. */
export const shownLinks = (urls: readonly { fields: Fields }[]) =>
  urls.map(({ fields }) => ({ url: fields["url"], shown: fields["display_url"] }));

/**
 * Whether the words are Twitter's own, put in place of a tweet that it withholds. Every link that an
 * author writes is shown as a t.co address, so that nobody else's ends in "Learn more".
 */
export const areTwittersWords = (
  text: string,
  links: readonly { url: unknown; shown: unknown }[],
): boolean =>
  TWITTER_SAYS.test(text) &&
  links.some(
    ({ url, shown }) =>
      shown === "Learn more" && typeof url === "string" && !/^https?:\/\/t\.co\//.test(url),
  );
