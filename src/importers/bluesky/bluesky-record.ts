/**
 * What a record of Bluesky (`app.bsky.feed.post`) says of other things: links, tags and people in
 * its facets, what it embeds, quotes and answers. Documented in the AT Protocol's lexicons
 * (app.bsky.feed.post, app.bsky.richtext.facet, app.bsky.embed.*). Names are in camel case as the
 * protocol writes them, or in snake case as its Python client does.
 */
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import { addLink, addRemark, addTag, type CollectedPost } from "../reading/collected-post.ts";
import { type Fields, findFields, findText, listOf } from "../reading/records.ts";
import { type Said, scalarAt } from "../reading/said.ts";

const POST = /^at:\/\/(did:[^/\s]{1,2048})\/app\.bsky\.feed\.post\/([^/\s]{1,512})$/;

/** The key of a post by its at-URI; undefined for other records, such as lists. */
export function blueskyKey(uri: unknown): Key | undefined {
  const [, did, name] = POST.exec(findText(uri) ?? "") ?? [];
  return did === undefined ? undefined : findKey(`bluesky:${did}/${name}`);
}

/** Quoted lists and feeds have pages of their own. */
const OTHER = /^at:\/\/(did:[^/\s]{1,2048})\/app\.bsky\.([a-zA-Z.]{1,80})\/([^/\s]{1,512})$/;
const PAGES: ReadonlyMap<string, (did: string, name: string) => string> = new Map([
  ["graph.list", (did, name) => `profile/${did}/lists/${name}`],
  ["feed.generator", (did, name) => `profile/${did}/feed/${name}`],
  ["graph.starterpack", (did, name) => `starter-pack/${did}/${name}`],
]);

function addQuoted(post: CollectedPost, uri: Said | undefined): void {
  if (uri === undefined) return;
  const key = blueskyKey(uri.value);
  if (key !== undefined) {
    post.add("QUOTES", key, uri.at);
    return;
  }
  const [, did = "", kind = "", name = ""] = OTHER.exec(uri.value) ?? [];
  const page = PAGES.get(kind)?.(did, name);
  if (page === undefined) addRemark(post, "embeds the record", uri);
  else post.add("LINKS_TO", keyOfUrl(`https://bsky.app/${page}`), uri.at);
}

function addFacets(post: CollectedPost, record: Fields, at: string): void {
  listOf(record["facets"]).forEach((facet, index) => {
    listOf(findFields(facet)?.["features"]).forEach((entry, place) => {
      const feature = findFields(entry);
      const base = `${at}/facets/${index}/features/${place}`;
      const [uri, tag, did] = ["uri", "tag", "did"].map((name) => scalarAt(feature, name, base));
      if (uri) addLink(post, uri.value, uri.at);
      if (tag) addTag(post, tag);
      if (did) post.add("MENTIONS", findKey(`bluesky:user/${did.value}`), did.at);
    });
  });
}

/** With media beside it, the quoted record stands one deeper. */
function addEmbed(post: CollectedPost, record: Fields, at: string): void {
  const embed = findFields(record["embed"]);
  const external = scalarAt(findFields(embed?.["external"]), "uri", `${at}/embed/external`);
  if (external) addLink(post, external.value, external.at);
  const media = findFields(findFields(embed?.["media"])?.["external"]);
  const beside = scalarAt(media, "uri", `${at}/embed/media/external`);
  if (beside) addLink(post, beside.value, beside.at);
  const quoted = findFields(embed?.["record"]);
  addQuoted(post, scalarAt(quoted, "uri", `${at}/embed/record`));
  addQuoted(post, scalarAt(findFields(quoted?.["record"]), "uri", `${at}/embed/record/record`));
}

function addAnswered(post: CollectedPost, record: Fields, at: string): void {
  const reply = findFields(record["reply"]);
  const parent = scalarAt(findFields(reply?.["parent"]), "uri", `${at}/reply/parent`);
  if (parent) post.add("REPLIES_TO", blueskyKey(parent.value), parent.at);
  const root = scalarAt(findFields(reply?.["root"]), "uri", `${at}/reply/root`);
  const object = root && blueskyKey(root.value);
  if (root === undefined || object === undefined || root.value === parent?.value) return;
  const remark = { fact: "remark", kind: "attribute", subject: post.key } as const;
  post.facts.push({ ...remark, relation: "conversation", object, at: root.at });
}

/** All but words, author and time. */
export function addBlueskyRecord(post: CollectedPost, record: Fields, at: string): void {
  addFacets(post, record, at);
  addEmbed(post, record, at);
  addAnswered(post, record, at);
  listOf(record["tags"]).forEach((tag, index) => {
    const value = findText(tag);
    if (value !== undefined) addTag(post, { value, at: `${at}/tags/${index}` });
  });
  const [language, ...others] = listOf(record["langs"]);
  const only = others.length === 0 ? findText(language) : undefined;
  if (only !== undefined) {
    post.facts.push({ fact: "item", item: post.key, language: only, at: `${at}/langs/0` });
  }
}
