/** What a feed says of itself before its entries: where it is from, and who writes it. */
import { Parser } from "htmlparser2";
import { getDomain } from "tldts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { canonicalUrl } from "../../model/url.ts";
import { roughUtf8 } from "../reading/bytes.ts";

export interface FeedHead {
  /** The sites that the feed says it is of, as `siteOf` names them. */
  sites: ReadonlySet<string>;
  /** The feed's own page, or else that of its site. */
  page: Key | undefined;
  /** Who writes it, where entries do not say. */
  author: string | undefined;
}

/** The domain that was registered, or the host that has none. */
export function siteOf(url: string): string | undefined {
  const host = canonicalUrl(url)?.hostname;
  return host === undefined ? undefined : (getDomain(host) ?? host);
}

const ADDRESS = /^https?:\/\/\S{1,4096}$/i;
const MAX_DEPTH = 6;

/** Of a beginning that breaks off before the first entry. */
export function readHead(bytes: Uint8Array): FeedHead {
  const addresses: { url: string; isOwn: boolean }[] = [];
  const path: string[] = [];
  let text = "";
  let author: string | undefined;

  function see(url: string | undefined, isOwn: boolean): void {
    if (url !== undefined && ADDRESS.test(url.trim())) addresses.push({ url: url.trim(), isOwn });
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        path.push(name);
        text = "";
        if (path.length > MAX_DEPTH || !/(?:^|:)link$/.test(name)) return;
        const { rel = "alternate", href } = attributes;
        if (rel === "self" || rel === "alternate") see(href, rel === "self");
      },
      ontext(data) {
        if (path.length <= MAX_DEPTH) text += data;
      },
      onclosetag(name) {
        const above = path.at(-2);
        path.pop();
        if (name === "link" && above === "channel") see(text, false);
        if (name === "id" && above === "feed") see(text, false);
        const isName = above === "author" && path.at(-2) === "feed" && name === "name";
        if (isName && text.trim() !== "") author ??= text.trim().toWellFormed().slice(0, 200);
      },
    },
    { xmlMode: true },
  );
  parser.write(roughUtf8(bytes));
  const sites = new Set(addresses.flatMap(({ url }) => siteOf(url) ?? []));
  const page = addresses.find(({ isOwn }) => isOwn) ?? addresses[0];
  return { sites, page: page && keyOfUrl(page.url), author };
}
