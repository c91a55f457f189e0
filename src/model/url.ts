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
const REDIRECTORS: Readonly<Record<string, { path: RegExp; parameter: string }>> = {
  "google.com": { path: /^\/url$/, parameter: "url" },
  "l.facebook.com": { path: /^\/l\.php$/, parameter: "u" },
  "lm.facebook.com": { path: /^\/l\.php$/, parameter: "u" },
};

const MAX_UNWRAP = 5;

const plainHost = (host: string): string => host.toLowerCase().replace(/^www\./, "");

function redirectTarget(url: URL): string | undefined {
  const rule = REDIRECTORS[plainHost(url.hostname)];
  if (!rule?.path.test(url.pathname)) return undefined;
  return url.searchParams.get(rule.parameter) ?? url.searchParams.get("q") ?? undefined;
}

function readUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/**
 * The URL behind redirectors and without tracking parameters, credentials, default port and
 * fragment, with scheme `https` and no `www.`; undefined for what is no http(s) URL.
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
