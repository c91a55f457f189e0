/**
 * One entry of a feed as an item: the page that its link leads to, if it is of the feed's own site.
 * A link to another site is what an entry is *about*: then the entry is known by an address of its
 * own (guid, comments), or it is only a link of the feed's page. All of it is the publisher's word:
 * times are *reported*, authors are names unless an address says whose.
 */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl, kindOfKey, platformOfKey, typeOfKey } from "../../model/key.ts";
import type { Time, Zone } from "../../model/time.ts";
import {
  addLink,
  addRemark,
  addTag,
  type CollectedPost,
  createPost,
  htmlWords,
  plainWords,
  readingOf,
  type Words,
} from "../reading/collected-post.ts";
import { addUrl, createEdges } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { linksInHtml } from "../reading/text-links.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { allOf, attributeOf, type Entry, textOf } from "./feed-entry-parts.ts";
import { type FeedHead, siteOf } from "./feed-head.ts";
import { feedTime } from "./feed-time.ts";

/** Links of Atom by what they are, and those of RSS, which are words. */
function linksOf(entry: Entry, rel: string): Said[] {
  return [...allOf(entry, "link"), ...allOf(entry, "atom:link")].flatMap((element) => {
    const href = attributeOf(element, "href");
    if (href) return (element.attributes["rel"] ?? "alternate") === rel ? [href] : [];
    const text = element.text.trim();
    return rel === "alternate" && text !== ""
      ? [{ value: text.toWellFormed(), at: element.path }]
      : [];
  });
}

const itemAt = (said: Said | undefined): Said<Key> | undefined => {
  const key = said && keyOfUrl(said.value);
  return said && key !== undefined && kindOfKey(key) === "item"
    ? { value: key, at: said.at }
    : undefined;
};

/** The entry's own id where that is an address at which it stays. */
function permalinkOf(entry: Entry): Said | undefined {
  const [guid] = allOf(entry, "guid");
  if (guid && guid.attributes["isPermaLink"] !== "false") return textOf(entry, "guid");
  return textOf(entry, "id") ?? attributeOf(entry.root, "rdf:about");
}

interface Where {
  key: Said<Key>;
  /** Other addresses that lead to it. */
  aliases: readonly Said<Key>[];
  /** What it is about, elsewhere. */
  about: readonly Said[];
}

function whereIs(entry: Entry, { sites }: FeedHead): Where | undefined {
  const isOwn = (said: Said): boolean => sites.size === 0 || sites.has(siteOf(said.value) ?? "");
  const links = linksOf(entry, "alternate");
  // What stands behind an address that only counts who comes by.
  const origin = textOf(entry, "feedburner:origLink");
  const [link, id, comments] = [links[0], permalinkOf(entry), textOf(entry, "comments")];
  const known = [origin, link, id].filter((said) => said !== undefined);
  const addresses = [...known, ...(comments ? [comments] : [])];
  const key = itemAt(addresses.find((said) => isOwn(said) && itemAt(said) !== undefined));
  if (key === undefined) return undefined;
  const leading = known.filter((said) => isOwn(said) || key.at === origin?.at);
  const aliases = leading.flatMap((said) => itemAt(said) ?? []);
  const about = links.filter((said) => !leading.includes(said));
  return { key, aliases: aliases.filter(({ value }) => value !== key.value), about };
}

const HTML = new Set(["html", "text/html", "xhtml", "application/xhtml+xml"]);

const WORDS = [
  ...["content:encoded", "content", "description", "summary", "media:group/media:description"],
];

function wordsOf(entry: Entry, names: readonly string[]): Words | undefined {
  for (const name of names) {
    const found = allOf(entry, name).find(({ text }) => text.trim() !== "");
    if (found === undefined) continue;
    const { type } = found.attributes;
    const said = { value: found.text.toWellFormed(), at: found.path };
    if (type === "xhtml") {
      return htmlWords({ ...said, value: entry.xml.slice(...found.inside).toWellFormed() });
    }
    return type !== undefined && !HTML.has(type) ? plainWords(said) : htmlWords(said);
  }
  return undefined;
}

/** In characters; what is longer is no name. */
const MAX_NAME = 500;
const MAIL = /[^\s<>()@]+@[^\s<>()@]+/g;

/** Names of those who wrote it, without addresses of mail; an account where an address says whose. */
function addAuthors(post: CollectedPost, entry: Entry, { author }: FeedHead): void {
  const names = [
    "author/name",
    "dc:creator",
    "itunes:author",
    "contributor/name",
    "a10:author/a10:name",
  ];
  const found = [
    ...names.flatMap((name) => allOf(entry, name)),
    ...allOf(entry, "author").filter(({ path }) => !entry.parents.has(path)),
  ];
  for (const { text, path } of found) {
    const name = text
      .slice(0, MAX_NAME)
      .toWellFormed()
      .replace(MAIL, "")
      .replace(/^[\s()<>]+|[\s()<>]+$/g, "");
    if (name !== "") addRemark(post, "author", { value: name, at: path });
  }
  for (const { text, path } of allOf(entry, "author/uri")) {
    const key = keyOfUrl(text.trim());
    if (key === undefined || kindOfKey(key) !== "account") continue;
    post.facts.push({
      fact: "account",
      account: key,
      platform: platformOfKey(key) ?? post.platform,
      at: path,
    });
    post.add("POSTED_BY", key, path);
  }
  if (found.length > 0 || author === undefined) return;
  const remark = { fact: "remark", kind: "attribute", subject: post.key } as const;
  post.facts.push({ ...remark, relation: "author of the feed", value: author });
}

function reportTimes(post: CollectedPost, entry: Entry, zone: Zone): void {
  const published = feedTime(
    textOf(
      entry,
      "published",
      "pubDate",
      "pubdate",
      "issued",
      "dcterms:issued",
      "dc:date",
      "dcterms:created",
      "created",
    ),
    zone,
  );
  const updated = feedTime(
    textOf(entry, "updated", "modified", "dcterms:modified", "atom:updated", "a10:updated"),
    zone,
  );
  const report = (kind: "published" | "edited", said: Said<Time>): void => {
    const fact = { fact: "time", item: post.key, kind, ...said.value, at: said.at } as const;
    post.apart.push({ subject: post.key, basis: "reported", quoteAt: said.at, facts: [fact] });
  };
  if (published) report("published", published);
  else if (updated)
    report("published", { ...updated, value: { ...updated.value, earliest: null } });
  else post.warnings.push(["no-time", "the entry does not say when it was published"]);
  const isLater =
    published === undefined ||
    (updated !== undefined && (updated.value.earliest ?? 0) > (published.value.latest ?? 0));
  if (updated && published && isLater) report("edited", updated);
}

function addLinks(post: CollectedPost, entry: Entry, { about }: Where): void {
  const said = [
    ...about,
    ...linksOf(entry, "related"),
    ...linksOf(entry, "via"),
    ...linksOf(entry, "enclosure"),
    ...["enclosure", "source"].flatMap((name) =>
      allOf(entry, name).flatMap((element) => attributeOf(element, "url") ?? []),
    ),
  ];
  for (const { value, at } of said) addLink(post, value, at);
  const comments = textOf(entry, "comments");
  if (comments) addRemark(post, "comments at", comments);
  for (const element of allOf(entry, "thr:in-reply-to")) {
    const answered = attributeOf(element, "href") ?? attributeOf(element, "ref");
    const key = itemAt(answered);
    if (key) post.add("REPLIES_TO", key.value, key.at);
  }
  for (const element of allOf(entry, "category")) {
    const tag =
      attributeOf(element, "term") ?? textOf({ ...entry, elements: [element] }, "category");
    if (tag === undefined) continue;
    if (/\s/.test(tag.value)) addRemark(post, "category", tag);
    else addTag(post, tag);
  }
}

function addWords(post: CollectedPost, entry: Entry): void {
  const words = wordsOf(entry, WORDS);
  if (words === undefined) return;
  post.quoteAt = words.at;
  if (words.value.trim() !== "") {
    post.facts.push({ fact: "item", item: post.key, text: words.value.trim(), at: words.at });
  }
  for (const link of words.links) addLink(post, link, words.at);
}

function titleOf(entry: Entry): Said | undefined {
  const title = textOf(entry, "title", "media:group/media:title");
  if (title === undefined) return undefined;
  const { value, at } = title;
  const plain = /<[a-z/]/i.test(value) ? linksInHtml(value).text.trim() : value;
  return plain === "" ? undefined : { value: plain, at };
}

/** An entry without an address of its own: its links are links of the feed's page. */
function ofPage(entry: Entry, { page }: FeedHead): Reading | Skip {
  const words = wordsOf(entry, WORDS);
  const links = [
    ...linksOf(entry, "alternate"),
    ...(words?.links ?? []).map((value) => ({ value, at: words?.at ?? "" })),
  ];
  const facts: Fact[] = [];
  const add = page && createEdges(page, facts);
  for (const link of links) if (add) addUrl(add, link.value, link.at);
  const [first] = facts;
  if (page === undefined || first === undefined) {
    return { skip: "no-address", why: "the entry has no address, and leads nowhere" };
  }
  const message = "the entry has no address of its own: what it links to, the feed's page links to";
  const told = { subject: page, basis: "reported", quoteAt: first.at, facts } as const;
  return { told: [told], warnings: [["no-address", message, first.at]] };
}

/** @throws RecordError when a time is none */
export function tellEntry(entry: Entry, head: FeedHead, zone: Zone): Reading | Skip {
  const where = whereIs(entry, head);
  if (where === undefined) return ofPage(entry, head);
  const { key, aliases } = where;
  const post = createPost(key.value, key.at, platformOfKey(key.value) ?? "web", {
    title: titleOf(entry),
    type: typeOfKey(key.value) ?? "page",
  });
  post.quoteAt ??= key.at;
  for (const alias of aliases) {
    post.facts.push({ fact: "leads-to", a: alias.value, b: key.value, at: alias.at });
  }
  addAuthors(post, entry, head);
  addWords(post, entry);
  addLinks(post, entry, where);
  reportTimes(post, entry, zone);
  const reading = readingOf(post);
  // A publisher may change a feed at any time, all of it.
  return { ...reading, told: reading.told.map((told) => ({ ...told, basis: "reported" })) };
}
