/** Who posted a film, a list or a comment: each site's extractor has its own ways with ids and names. */
import { type Key, keyOfUrl, kindOfKey } from "../../model/key.ts";
import {
  accountNamed,
  addAuthor,
  addRemark,
  type CollectedPost,
} from "../reading/collected-post.ts";
import type { Fields } from "../reading/records.ts";
import { type Said, scalarAt, textAt } from "../reading/said.ts";

interface Site {
  /** How its extractors begin, in lower case. */
  extractor: string;
  /** The start of its accounts' keys. */
  site: string;
  id?: string;
  handle?: string;
  name: string;
  /** Its posts have titles; of others yt-dlp makes one out of the author and the text. */
  titled?: true;
}

const SITES: readonly Site[] = [
  {
    extractor: "youtube",
    site: "youtube",
    id: "channel_id",
    handle: "uploader_id",
    name: "channel",
    titled: true,
  },
  {
    extractor: "twitter",
    site: "twitter",
    id: "channel_id",
    handle: "uploader_id",
    name: "uploader",
  },
  { extractor: "tiktok", site: "tiktok", id: "uploader_id", handle: "uploader", name: "channel" },
  {
    extractor: "instagram",
    site: "instagram",
    id: "uploader_id",
    handle: "channel",
    name: "uploader",
  },
  {
    extractor: "bluesky",
    site: "bluesky",
    id: "channel_id",
    handle: "uploader_id",
    name: "uploader",
  },
  { extractor: "truth", site: "truthsocial", handle: "uploader_id", name: "uploader" },
  { extractor: "gab", site: "gab", id: "uploader_id", handle: "uploader", name: "uploader" },
  { extractor: "telegram", site: "telegram", handle: "channel_id", name: "channel" },
  { extractor: "facebook", site: "facebook", id: "uploader_id", name: "uploader" },
  { extractor: "vk", site: "vk", id: "uploader_id", name: "uploader", titled: true },
  { extractor: "reddit", site: "reddit", handle: "uploader", name: "uploader", titled: true },
];

const siteOf = (extractor: string): Site | undefined =>
  SITES.find((one) => extractor.startsWith(one.extractor));

/** Whether what is given as a title is one. */
export function isTitled(extractor: string): boolean {
  const site = siteOf(extractor);
  return site === undefined || site.titled === true;
}

/** Of YouTube a name with its at sign only: before handles, names were others. */
function handleAt(fields: Fields, { site, handle }: Site, at: string): Said | undefined {
  const said = handle === undefined ? undefined : scalarAt(fields, handle, at);
  return site === "youtube" && said?.value.startsWith("@") === false ? undefined : said;
}

/** The account that an address leads to, if it leads to one. */
function accountAt(url: Said | undefined): { account: Key; at: string } | undefined {
  const account = url === undefined ? undefined : keyOfUrl(url.value);
  if (url === undefined || account === undefined || kindOfKey(account) !== "account")
    return undefined;
  return { account, at: url.at };
}

/** By the address of who posted it, where the site's ids are not known; else what is written stays beside it. */
export function addByAddress(
  post: CollectedPost,
  name: Said | undefined,
  urls: readonly (Said | undefined)[],
): void {
  for (const url of urls) {
    const found = accountAt(url);
    if (found === undefined) continue;
    const { account, at } = found;
    post.facts.push({ fact: "account", account, ...(name && { name: name.value }), at });
    post.add("POSTED_BY", account, at);
    return;
  }
  if (name) addRemark(post, "author", name);
  for (const url of urls) if (url) addRemark(post, "author's page", url);
  post.warnings.push(["no-author", "the record names no account that posted it", name?.at]);
}

export function addUploader(
  post: CollectedPost,
  fields: Fields,
  extractor: string,
  at: string,
): void {
  const urls = [textAt(fields, "channel_url", at), textAt(fields, "uploader_url", at)];
  const site = siteOf(extractor);
  const names = [textAt(fields, site?.name ?? "uploader", at), textAt(fields, "channel", at)];
  const name = names.find((one) => one !== undefined);
  const id = site?.id === undefined ? undefined : scalarAt(fields, site.id, at);
  const handle = site && handleAt(fields, site, at);
  if (site && accountNamed(site.site, { id, handle }))
    addAuthor(post, site.site, { id, handle, name });
  else addByAddress(post, name, urls);
}
