/** A post of any site in Open Measures' index, as facts. */
import { findKey, type Key, platformOfKey } from "../../model/key.ts";
import type { PlatformId } from "../../model/platform.ts";
import type { Zone } from "../../model/time.ts";
import {
  addAuthor,
  addAuthorsTime,
  addPublished,
  type CollectedPost,
  createPost,
  htmlWords,
  plainWords,
  readingOf,
} from "../reading/collected-post.ts";
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { findFields, listOf, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { linksInHtml } from "../reading/text-links.ts";
import type { Reading, Told } from "../reading/told.ts";
import {
  find,
  findFirst,
  type Hit,
  type Keys,
  seenBy,
  timeOf,
  valueAt,
} from "./openmeasures-hit.ts";
import type { Located, OpenMeasuresSite } from "./openmeasures-site.ts";

/** Fields of every site, by the collector. */
const COLLECTORS = "openmeasures_meta.last_scraped_ts lastseents";
const OF_COLLECTOR = {
  "openmeasures_meta.*": "how it was collected",
  "firstseents lastseen _scraped scraped": "the collector's own notes, of which the last is read",
};

/** What is read of a site's posts, and what is not. */
export function fieldsOf(site: OpenMeasuresSite, { created, content }: Keys = {}): FieldTable {
  const { author = {} } = site;
  const own = [
    ...site.text,
    ...site.time,
    site.title,
    author.id,
    author.handle,
    author.name,
    created,
    content,
  ].filter((path) => path !== undefined);
  const table = fieldTable(`${own.join(" ")} ${site.read ?? ""} ${COLLECTORS}`, {
    ...site.ignored,
    ...OF_COLLECTOR,
  });
  for (const path of [site.original, site.quoted]) {
    if (path !== undefined) placeTable(table, path, table);
  }
  return table;
}

/** By what the site itself calls it, else by the index's own id; some servers give a reshare the address of its original. */
function keyOf(hit: Hit, site: OpenMeasuresSite): Located {
  const own = site.key?.(hit) ?? blueskyKeyOf(hit, site);
  const original = postIn(hit, site.original);
  if (own !== undefined && own.key !== (original && site.key?.(original)?.key)) return own;
  const part = site.name.endsWith("_comment") ? "comment:" : "";
  const key = hit.id && findKey(`openmeasures:${site.platform}/${part}${hit.id.value}`);
  if (key !== undefined && hit.id) return { key, at: hit.id.at };
  throw new RecordError("no-id", "nothing names the post", hit.id?.at);
}

function blueskyKeyOf(hit: Hit, { name }: OpenMeasuresSite): Located | undefined {
  const [author, record] = [find(hit, "author"), find(hit, "rkey_str")];
  if (name !== "bluesky" || author === undefined || record === undefined) return undefined;
  const key = findKey(`bluesky:${author.value}/${record.value}`);
  return key && { key, at: record.at };
}

function wordsOf(hit: Hit, { text, html }: OpenMeasuresSite, { content }: Keys) {
  const paths = content === undefined ? text : [...text, content];
  const path = paths.find((one) => find(hit, one) !== undefined);
  const said = path === undefined ? undefined : find(hit, path);
  if (said === undefined || path === undefined) return undefined;
  if (path === "com") {
    const { text: value, links } = linksInHtml(said.value);
    return { value, at: said.at, links };
  }
  // Where links have facets, the words show them shortened.
  if (listOf(hit.source["facets"]).length > 0) return { ...said, links: [] };
  return html?.includes(path) ? htmlWords(said) : plainWords(said);
}

function titleOf(hit: Hit, { title, html }: OpenMeasuresSite): Said | undefined {
  const said = title === undefined ? undefined : find(hit, title);
  if (said === undefined || title === undefined || !html?.includes(title)) return said;
  const value = linksInHtml(said.value).text;
  return value === "" ? undefined : { ...said, value };
}

/** Times that an answer may name as those of posting, and are not. */
const OTHER_TIMES = new Set([
  "openmeasures_meta.last_scraped_ts",
  "lastseents",
  "firstseents",
  "lastseen",
  "scraped",
  "_scraped",
  "now",
]);

function addTime(
  post: CollectedPost,
  hit: Hit,
  site: OpenMeasuresSite,
  { created }: Keys,
  zone: Zone,
): void {
  const isOther = created === undefined || OTHER_TIMES.has(created);
  const paths = isOther ? site.time : [created, ...site.time];
  const said = findFirst(hit, paths);
  const time = timeOf(said, zone);
  if (time !== undefined && site.timeIsAuthors && said) addAuthorsTime(post, time, said.at);
  else addPublished(post, time, said?.at ?? hit.at);
}

/** Sites without a row for authors name them in a way of their own, or not at all. */
function addPoster(post: CollectedPost, hit: Hit, { author, platform }: OpenMeasuresSite): void {
  if (author === undefined) return;
  const at = (path: string | undefined): Said | undefined =>
    path === undefined ? undefined : find(hit, path);
  const [id, handle, name] = [at(author.id), at(author.handle), at(author.name)];
  if (author.accounts !== undefined) addAuthor(post, author.accounts, { id, handle, name });
  else if (handle) {
    const bare = { ...handle, value: handle.value.replace(/^@/, "") };
    addAuthor(post, "openmeasures", { id: bare, idPrefix: `${platform}/@`, name });
  } else if (name) addAuthor(post, platform, { name });
}

/** A whole post in a field of another. */
function postIn(hit: Hit, path: string | undefined): Hit | undefined {
  if (path === undefined) return undefined;
  const { value, at } = valueAt(hit, path);
  const source = findFields(value);
  return source && { id: undefined, source, at };
}

/** The post that is reshared or quoted, where the record holds its words. */
function otherIn(post: Hit | undefined, site: OpenMeasuresSite, zone: Zone): readonly Told[] {
  if (post === undefined || wordsOf(post, site, {}) === undefined) return [];
  try {
    return readHit(post, site, {}, zone).told;
  } catch (error) {
    if (error instanceof RecordError) return [];
    throw error;
  }
}

/** @throws RecordError when nothing names it, or its time is none */
export function readHit(hit: Hit, site: OpenMeasuresSite, keys: Keys, zone: Zone): Reading {
  const { key, at } = keyOf(hit, site);
  const [original, quoted] = [postIn(hit, site.original), postIn(hit, site.quoted)];
  const words = original ? undefined : wordsOf(hit, site, keys);
  const post = createPost(key, at, platformOf(key, site), { title: titleOf(hit, site), words });
  addTime(post, hit, site, keys, zone);
  addPoster(post, hit, site);
  site.relate?.(post, hit);
  post.shownBy = seenBy(hit, zone);
  const { told, warnings } = readingOf(post);
  const last = { ...site, original: undefined, quoted: undefined };
  const others = [
    ...otherIn(original, { ...site, original: undefined }, zone),
    ...otherIn(quoted, last, zone),
  ];
  return { told: [...told, ...others], warnings };
}

/** Of the Fediverse it is the server, of boards the board. */
function platformOf(key: Key, { platform }: OpenMeasuresSite): PlatformId {
  const ofKey = platformOfKey(key);
  if (ofKey === undefined) return platform;
  const isServer = platform === "fediverse" && key.startsWith("web:");
  return isServer || ofKey.startsWith(`${platform}/`) ? ofKey : platform;
}
