/**
 * Addresses that hold the address they lead to: search engines, platforms that look over links on
 * their way out, caches of AMP pages. A closed list of those that surely lead there; short links are
 * none, since only evidence says where they lead.
 */

/** By host, without `www.`, and path. */
interface Redirector {
  host: RegExp;
  path: RegExp;
  target: (parts: RegExpExecArray, url: URL) => string | undefined;
}

const parameter =
  (...names: readonly string[]): Redirector["target"] =>
  (_, { searchParams }) =>
    names.map((name) => searchParams.get(name)).find((value) => value) ?? undefined;

/** What Google's viewer adds to the query. */
const OF_VIEWER = new Set(["amp_js_v", "amp_gsa", "usqp"]);

/** `/s/` before the host stands for https. */
const behindAmp: Redirector["target"] = ([, secure, rest], { search, hash }) => {
  const query = search
    .slice(1)
    .split("&")
    .filter((pair) => !OF_VIEWER.has(pair.split("=", 1)[0] ?? ""))
    .join("&");
  return `${secure === undefined ? "http" : "https"}://${rest}${query === "" ? "" : `?${query}`}${hash}`;
};

/** The whole query is the address, as it is written. */
const wholeQuery: Redirector["target"] = (_, { search, hash }) => `${search.slice(1)}${hash}`;

/** `a1`, then the address in base64url. */
const inBase64: Redirector["target"] = (_, { searchParams }) => {
  const digits = /^a1([\w-]+)$/.exec(searchParams.get("u") ?? "")?.[1];
  if (digits === undefined || digits.length % 4 === 1) return undefined;
  const target = atob(digits.replaceAll("-", "+").replaceAll("_", "/"));
  return /^[\x21-\x7e]+$/.test(target) ? target : undefined;
};

const onYoutube: Redirector["target"] = (_, { searchParams }) => {
  const path = searchParams.get("u") ?? "";
  return /^\/(?!\/)/.test(path) ? `https://youtube.com${path}` : undefined;
};

const ANY = /^/;
const ROOT = /^\/?$/;
/** `google.com`, and Google in a country: `google.fr`, `google.co.uk`, `google.com.br`. */
const GOOGLE = /^google\.(?:com|(?:com?\.)?[a-z]{2})$/;

const REDIRECTORS: readonly Redirector[] = [
  { host: GOOGLE, path: /^\/url$/, target: parameter("url", "q") },
  { host: GOOGLE, path: /^\/amp\/(s\/)?([^/]+\.[^/]+.*)$/, target: behindAmp },
  {
    // Its documents, and the same in the viewer; images and scripts are other things.
    host: /^(?:[\w-]+\.)?cdn\.ampproject\.org$/,
    path: /^\/[cv]\/(s\/)?([^/]+\.[^/]+.*)$/,
    target: behindAmp,
  },
  { host: /^bing\.com$/, path: /^\/ck\/a$/, target: inBase64 },
  { host: /^(?:html\.)?duckduckgo\.com$/, path: /^\/l\/?$/, target: parameter("uddg") },
  { host: /^(?:lm?\.)?facebook\.com$/, path: /^\/l\.php$/, target: parameter("u") },
  { host: /^facebook\.com$/, path: /^\/flx\/warn\/?$/, target: parameter("u") },
  { host: /^l\.(?:messenger|instagram)\.com$/, path: /^\/(?:l\.php)?$/, target: parameter("u") },
  { host: /^l\.threads\.(?:net|com)$/, path: ROOT, target: parameter("u") },
  { host: /^t\.umblr\.com$/, path: /^\/redirect$/, target: parameter("z") },
  { host: /^(?:away\.)?vk\.(?:com|ru)$/, path: /^\/away(?:\.php)?$/, target: parameter("to") },
  { host: /^youtube\.com$/, path: /^\/redirect$/, target: parameter("q") },
  { host: /^youtube\.com$/, path: /^\/attribution_link$/, target: onYoutube },
  { host: /^out\.reddit\.com$/, path: ANY, target: parameter("url") },
  { host: /^linkedin\.com$/, path: /^\/redir\/redirect\/?$/, target: parameter("url") },
  { host: /^linkedin\.com$/, path: /^\/safety\/go\/?$/, target: parameter("url") },
  { host: /^slack-redir\.net$/, path: /^\/link$/, target: parameter("url") },
  { host: /^[\w-]+\.safelinks\.protection\.outlook\.com$/, path: ANY, target: parameter("url") },
  { host: /^steamcommunity\.com$/, path: /^\/linkfilter\/?$/, target: parameter("url", "u") },
  { host: /^(?:exit|gate)\.sc$/, path: ROOT, target: parameter("url") },
  { host: /^sys\.4chan(?:nel)?\.org$/, path: /^\/derefer$/, target: parameter("url") },
  { host: /^(?:t|telegram)\.me$/, path: /^\/iv$/, target: parameter("url") },
  { host: /^(?:href\.li|anonym\.to)$/, path: ROOT, target: wholeQuery },
];

/** Where a URL says that it leads, as it is written there; the host is without `www.`. */
export function redirectTarget(url: URL): string | undefined {
  for (const { host, path, target } of REDIRECTORS) {
    const parts = host.test(url.hostname) ? path.exec(url.pathname) : null;
    if (parts) return target(parts, url);
  }
  return undefined;
}
