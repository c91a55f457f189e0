/**
 * Canonical URLs: one spelling per page, by closed lists only. An unknown parameter keeps URLs
 * apart, since a missed join is a gap but a false join is a false story.
 */

/** Parameters that only say how a reader arrived. */
const TRACKING = new Set([
  "fbclid",
  "gclid",
  "dclid",
  "msclkid",
  "yclid",
  "igshid",
  "mc_cid",
  "mc_eid",
  "ref_src",
  "ref_url",
  "_hsenc",
  "_hsmi",
  "ocid",
  "xtor",
]);

const isTracking = (name: string): boolean => TRACKING.has(name) || name.startsWith("utm_");

/** Hosts that only redirect, and the parameter that says where to. */
const REDIRECTORS: ReadonlyMap<string, { path: RegExp; parameter: string }> = new Map([
  ["google.com", { path: /^\/url$/, parameter: "url" }],
  ["l.facebook.com", { path: /^\/l\.php$/, parameter: "u" }],
  ["lm.facebook.com", { path: /^\/l\.php$/, parameter: "u" }],
]);

const MAX_UNWRAP = 5;

const plainHost = (host: string): string => host.toLowerCase().replace(/^www\./, "");

function redirectTarget(url: URL): string | undefined {
  const rule = REDIRECTORS.get(plainHost(url.hostname));
  if (!rule?.path.test(url.pathname)) return undefined;
  return url.searchParams.get(rule.parameter) ?? url.searchParams.get("q") ?? undefined;
}

function readUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/**
 * The URL behind redirectors and without tracking parameters, credentials and default port, with
 * scheme `https` and no `www.`; undefined for what is no http(s) URL.
 */
export function canonicalUrl(text: string): URL | undefined {
  let url = readUrl(text.trim());
  for (let depth = 0; url && depth < MAX_UNWRAP; depth += 1) {
    const target = redirectTarget(url);
    const inner = target === undefined ? undefined : readUrl(target);
    if (!inner) break;
    url = inner;
  }
  if (!url) return undefined;
  url.protocol = "https:";
  url.username = "";
  url.password = "";
  if (url.port === "80" || url.port === "443") url.port = "";
  url.hostname = plainHost(url.hostname);
  for (const name of [...url.searchParams.keys()]) {
    if (isTracking(name)) url.searchParams.delete(name);
  }
  return url;
}

/**
 * The URL without a fragment that only names a place in the page. One that begins with `!` or `/`,
 * or stands alone after the host, is how an application addresses its pages.
 */
export function withoutPlaceInPage(url: URL): URL {
  const page = new URL(url);
  const addresses = page.hash !== "" && (page.pathname === "/" || /^#[!/]/.test(page.hash));
  if (!addresses) page.hash = "";
  return page;
}
