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

const plainHost = (host: string): string => host.toLowerCase().replace(/^www\./, "");

/** A page that only leads to another, by its host and path. */
interface Redirector {
  host: RegExp;
  path: RegExp;
  target: (parts: RegExpExecArray, url: URL) => string | undefined;
}

const parameter =
  (...names: readonly string[]): Redirector["target"] =>
  (_, { searchParams }) =>
    names.map((name) => searchParams.get(name)).find((value) => value) ?? undefined;

/** `/s/` before the host stands for https. */
const behindAmp: Redirector["target"] = ([, secure, rest], { search, hash }) =>
  `${secure === undefined ? "http" : "https"}://${rest}${search}${hash}`;

const REDIRECTORS: readonly Redirector[] = [
  { host: /^google\.com$/, path: /^\/url$/, target: parameter("url", "q") },
  { host: /^google\.com$/, path: /^\/amp\/(s\/)?([^/]+\.[^/]+.*)$/, target: behindAmp },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, target: parameter("u") },
  {
    // Its documents, and the same in the viewer; images and scripts are other things.
    host: /^(?:[\w-]+\.)?cdn\.ampproject\.org$/,
    path: /^\/[cv]\/(s\/)?([^/]+\.[^/]+.*)$/,
    target: behindAmp,
  },
];

const MAX_UNWRAP = 5;

function redirectTarget(url: URL): string | undefined {
  const host = plainHost(url.hostname);
  for (const redirector of REDIRECTORS) {
    const parts = redirector.host.test(host) ? redirector.path.exec(url.pathname) : null;
    if (parts) return redirector.target(parts, url);
  }
  return undefined;
}

function readUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/** The query without tracking parameters; the others stay as they are written. */
function withoutTracking(search: string): string {
  const written = search.slice(1).split("&");
  const kept = written.filter((pair) => {
    const [name] = new URLSearchParams(pair).keys();
    return name === undefined || !isTracking(name);
  });
  return kept.length === written.length ? search : kept.join("&");
}

/**
 * The URL behind redirectors and without tracking parameters, credentials and the default port of
 * its scheme, with scheme `https` and no `www.` on any host; undefined for what is no http(s) URL,
 * and for plain HTTP on the port of HTTPS, which is not the page that HTTPS gives there.
 */
export function canonicalUrl(text: string): URL | undefined {
  let url = readUrl(text.trim());
  for (let depth = 0; url && depth < MAX_UNWRAP; depth += 1) {
    const target = redirectTarget(url);
    const inner = target === undefined ? undefined : readUrl(target);
    if (!inner) break;
    url = inner;
  }
  if (!url || (url.protocol === "http:" && url.port === "443")) return undefined;
  url.protocol = "https:";
  url.username = "";
  url.password = "";
  url.hostname = plainHost(url.hostname);
  const search = withoutTracking(url.search);
  if (search !== url.search) url.search = search;
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
