/**
 * Canonical URLs: one spelling per page, by closed lists only. An unknown parameter keeps URLs
 * apart, since a missed join is a gap but a false join is a false story.
 */
import { redirectTarget } from "./redirectors.ts";

/** Parameters that only say how a reader arrived, on any page; so does any `utm_`. */
const TRACKING = new Set([
  // Facebook, Instagram, Twitter, TikTok.
  ...["fbclid", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "igshid", "igsh"],
  ...["twclid", "ref_src", "ref_url", "__twitter_impression", "ttclid"],
  // Google, Microsoft, Yandex, Yahoo.
  ...["gclid", "dclid", "gbraid", "wbraid", "gad_source", "srsltid", "_ga", "_gl"],
  ...["msclkid", "ocid", "yclid", "guccounter", "guce_referrer", "guce_referrer_sig"],
  // Mailchimp, HubSpot, Marketo, AT Internet, Webtrekk.
  ...["mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "wt_mc", "wt_zmc"],
  ...["xtor", "xtref", "at_medium", "at_campaign"],
]);

/** The same, on one site alone. */
const TRACKING_ON: readonly { host: RegExp; names: ReadonlySet<string> }[] = [
  {
    host: /^facebook\.com$/,
    names: new Set([
      ...["__tn__", "__xts__[0]", "__cft__[0]", "_ft_", "_rdr", "_rdc", "fref", "hc_ref"],
      ...["hc_location", "refid", "refsrc", "mibextid", "sfnsn", "rdid", "share_url"],
    ]),
  },
  { host: /^(?:music\.)?youtube\.com$|^youtu\.be$/, names: new Set(["feature", "si", "pp"]) },
  { host: /^(?:open\.spotify|soundcloud)\.com$/, names: new Set(["si"]) },
  { host: /^nytimes\.com$/, names: new Set(["smid", "smtyp", "referringSource"]) },
  { host: /^theguardian\.com$/, names: new Set(["CMP", "CMP_TU"]) },
  {
    host: /^bbc\.(?:com|co\.uk)$/,
    names: new Set(["ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee"]),
  },
];

/** Hosts that show the same pages under the same paths, for other screens or slower lines. */
const SAME_HOST: readonly (readonly [RegExp, string])[] = [
  [/^(?:m|mbasic|mobile|touch|web)\.facebook\.com$/, "facebook.com"],
  [/^m\.youtube\.com$/, "youtube.com"],
  [/^m\.vk\.(com|ru)$/, "vk.$1"],
  [/^m\.ok\.ru$/, "ok.ru"],
  [/^m\.soundcloud\.com$/, "soundcloud.com"],
  [/^mobile\.nytimes\.com$/, "nytimes.com"],
  [/^([a-z-]+)\.m\.(wik(?:ipedia|tionary|inews|iquote|isource|ibooks|imedia))\.org$/, "$1.$2.org"],
];

function plainHost(host: string): string {
  const bare = host.toLowerCase().replace(/(?<=[^.])\.$/, "");
  // Of `www.com` the rest would be no host.
  const plain = bare.replace(/^(?:www\.)+(?=[^.]+\.)/, "");
  const [pattern, same] = SAME_HOST.find(([written]) => written.test(plain)) ?? [];
  return pattern && same !== undefined ? plain.replace(pattern, same) : plain;
}

function readUrl(text: string): URL | undefined {
  return /^https?:\/\//i.test(text) ? (URL.parse(text) ?? undefined) : undefined;
}

/** The query without tracking parameters; the others stay as they are written. */
function withoutTracking({ search, hostname }: URL): string {
  const own = TRACKING_ON.find(({ host }) => host.test(hostname))?.names;
  const written = search.slice(1).split("&");
  const kept = written.filter((pair) => {
    const [name] = new URLSearchParams(pair).keys();
    if (name === undefined) return true;
    return !TRACKING.has(name) && !name.startsWith("utm_") && own?.has(name) !== true;
  });
  if (kept.length === written.length) return search;
  const query = kept.join("&");
  return query === "" ? "" : `?${query}`;
}

const UNRESERVED = /^[\w.~-]$/;

/**
 * RFC 3986, 6.2.2: escapes of letters, digits and `-._~` are those, and others are in capitals.
 * Where not every percent sign begins an escape, all stay as they are written.
 */
const plainEscapes = (part: string): string =>
  /%(?![0-9a-f]{2})/i.test(part)
    ? part
    : part.replace(/%[0-9a-f]{2}/gi, (written) => {
        const char = String.fromCharCode(Number.parseInt(written.slice(1), 16));
        return UNRESERVED.test(char) ? char : written.toUpperCase();
      });

/** Undefined for plain HTTP on the port of HTTPS, which is not the page that HTTPS gives there. */
function inOneSpelling(written: URL): URL | undefined {
  if (written.protocol === "http:" && written.port === "443") return undefined;
  // Of what is so already nothing is set: each setter reads the whole URL again.
  const url = new URL(written);
  if (url.protocol !== "https:") url.protocol = "https:";
  if (url.username !== "") url.username = "";
  if (url.password !== "") url.password = "";
  const host = plainHost(url.hostname);
  if (host !== url.hostname) url.hostname = host;
  const path = plainEscapes(url.pathname);
  if (path !== url.pathname) url.pathname = path;
  const search = url.search === "" ? "" : plainEscapes(withoutTracking(url));
  // Even if there is none: a question mark that asks nothing goes.
  if (search !== url.search || (search === "" && url.href.includes("?"))) url.search = search;
  if (url.hash === "" && url.href.includes("#")) url.hash = "";
  return url;
}

/** Longer ones are not looked into. */
const MAX_WRAPPED = 8_192;

/**
 * The URL behind redirectors and without tracking parameters, credentials and the default port of
 * its scheme, with scheme `https`, no `www.` on any host and one host for all screens; undefined for
 * what is no http(s) URL, and for plain HTTP on the port of HTTPS.
 */
export function canonicalUrl(text: string): URL | undefined {
  const written = readUrl(text.trim());
  let url = written && inOneSpelling(written);
  // What is in a URL is shorter than it, so this ends.
  while (url && url.href.length <= MAX_WRAPPED) {
    const target = redirectTarget(url);
    const inner = target === undefined ? undefined : readUrl(target.trim());
    if (!inner) break;
    url = inOneSpelling(inner);
  }
  return url;
}

/**
 * The URL without a fragment that only names a place in the page. One that begins with `!` or `/`,
 * or stands alone after the host, is how an application addresses its pages.
 */
export function withoutPlaceInPage(url: URL): URL {
  const addresses = url.hash !== "" && (url.pathname === "/" || /^#[!/]/.test(url.hash));
  if (addresses || !url.href.includes("#")) return url;
  const page = new URL(url);
  page.hash = "";
  return page;
}
