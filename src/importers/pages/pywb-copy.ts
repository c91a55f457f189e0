/**
 * A page of an archive that runs pywb (Conifer, ReplayWeb.page's wabac, national archives), as a
 * browser saved it. The archive writes into the head (pywb/templates/head_insert.html) what was copied
 * (`wbinfo.url`), when (`wbinfo.timestamp`, 14 digits of UTC), and under which address it stands
 * (`wbinfo.prefix`). Anybody can run such an archive, and a page's author could have written all of it,
 * so it is never more than reported.
 */
import { ImportError } from "../../model/errors.ts";
import { keyOfUrl } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { type HtmlPage, inHead, parseHtml } from "../reading/html.ts";
import { decodeHtml } from "../reading/html-encoding.ts";
import { placeOfElement } from "../reading/html-place.ts";
import { wordsOf } from "../reading/html-words.ts";
import {
  isArchiveTodayHost,
  isWaybackHost,
  type PageCopy,
  type Placed,
  timeOfStamp,
} from "./page-copy.ts";
import type { Unwrap } from "./page-links.ts";
import type { SavedFrom } from "./saved-from.ts";

interface Marks {
  url: string;
  stamp: string;
  taken: Placed<Time>;
  /** Of the address that was asked for; the archive gives the nearest copy that it has. */
  requested: string;
  prefix: string;
  isLive: boolean;
  at: string;
}

const FIELD =
  /^[ \t]*wbinfo\.(url|timestamp|request_ts|prefix|is_live)[ \t]*=[ \t]*(?:decodeURI\()?("(?:[^"\\\n]|\\.){0,4096}"|true|false)\)?;/gm;
const MAX_SCRIPT = 100_000;

function unquoted(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal)).toWellFormed();
  } catch {
    return undefined;
  }
}

function pywbMarks(page: HtmlPage): Marks | undefined {
  for (const element of inHead(page, "script")) {
    const script = wordsOf(element);
    if (script.length > MAX_SCRIPT || !script.includes("wbinfo.url")) continue;
    const fields = new Map<string, string>();
    for (const [, name = "", literal = ""] of script.matchAll(FIELD)) {
      const value = unquoted(literal);
      if (value !== undefined && !fields.has(name)) fields.set(name, value);
    }
    const [url, stamp] = [fields.get("url") ?? "", fields.get("timestamp") ?? ""];
    const at = placeOfElement(element);
    const time = timeOfStamp(stamp);
    if (keyOfUrl(url) === undefined || time === undefined) continue;
    return {
      url,
      stamp,
      taken: { value: time, at },
      requested: fields.get("request_ts") ?? "",
      prefix: fields.get("prefix") ?? "",
      isLive: fields.get("is_live") === "true",
      at,
    };
  }
  return undefined;
}

/** Whether a page bears pywb's marks. */
export const bearsPywb = (page: HtmlPage): boolean => pywbMarks(page) !== undefined;

/** Whether the first bytes of a page bear pywb's marks. */
export function isPywbPage(sample: Uint8Array): boolean {
  const { text } = decodeHtml(sample);
  return text.includes("wbinfo.url") && bearsPywb(parseHtml(text));
}

const refused = (message: string): ImportError => new ImportError("bad-structure", message);
const LIVE =
  "the page went through a proxy that showed it live (wbinfo.is_live) and kept no copy: save the page itself";
const NO_ADDRESS =
  'the page of an archive that runs pywb does not say where it stands: write its address (https://<archive>/<collection>/<stamp>/<page>) as "origin" in its manifest';
const OWN_MACHINE =
  "the archive runs on somebody's own machine, where the same address is another copy on every machine: keep the page with --as file";
const DIFFERS =
  "the address under which it was saved and the archive's script do not name the same page: write the address of the copy as origin in the manifest, or save it again";
const DOUBT =
  "anybody can run such an archive and put anything into it: that this is a copy, and of when, is reported only";

/** Hosts that are others for everybody. */
const IS_OWN_MACHINE =
  /^(?:[^.]+|(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\..*|.*\.(?:localhost|local|internal))$/;

const WITHIN = /^(?:(\d{0,14})(?:[a-z]{2,4}_)?\/)?(https?:\/{1,2}.+)$/i;

const plain = (address: string): string => address.replace(/^https?:/i, "");

/** What stands behind the archive's own part of an address; undefined for other addresses. */
function within(prefix: string, address: string): { stamp: string; url: string } | undefined {
  if (!plain(address).startsWith(plain(prefix))) return undefined;
  const rest = plain(address).slice(plain(prefix).length);
  const [, stamp = "", inner] = WITHIN.exec(rest) ?? [];
  return inner === undefined
    ? undefined
    : { stamp, url: inner.replace(/^(https?:)\/{1,2}/i, "$1//") };
}

const unwrapFrom =
  (prefix: string, { stamp, requested }: Marks): Unwrap =>
  (url) => {
    const inner = within(prefix, url.href);
    if (inner) {
      const isArchived = inner.stamp === stamp || inner.stamp === requested;
      return { address: inner.url, isArchived };
    }
    // Its other pages are the archive's own.
    const isOwn = url.host === new URL(prefix).host;
    return isOwn ? undefined : { address: url.href, isArchived: false };
  };

/**
 * The copy that a page is, by the archive's script and the address under which it was saved. Undefined
 * for pages without the marks, and where the manifest's `origin` is no address of that archive.
 * @throws ImportError `bad-structure` when nothing says where the copy stands, or what says so disagrees
 */
export function findPywbCopy(
  page: HtmlPage,
  origin: string | undefined,
  from: SavedFrom | undefined,
): PageCopy | undefined {
  const marks = pywbMarks(page);
  if (marks === undefined) return undefined;
  const base = origin ?? from?.url;
  if (!URL.canParse(marks.prefix, base)) {
    if (origin === undefined) throw refused(NO_ADDRESS);
    return undefined;
  }
  const prefix = new URL(marks.prefix, base).href;
  const given = base === undefined ? undefined : within(prefix, base);
  if (origin !== undefined && given === undefined) return undefined;
  // Archives that have their own marks.
  const { host, hostname } = new URL(prefix);
  if (isWaybackHost(hostname) || isArchiveTodayHost(hostname)) return undefined;
  if (marks.isLive) throw refused(LIVE);
  if (IS_OWN_MACHINE.test(hostname)) throw refused(OWN_MACHINE);
  if (given && keyOfUrl(given.url) !== keyOfUrl(marks.url)) throw refused(DIFFERS);
  const address = `${prefix}${marks.stamp}/${marks.url}`;
  const key = keyOfUrl(address);
  if (key === undefined) throw refused(NO_ADDRESS);
  // Of the copy that is nearest to the stamp that was asked for.
  const asked = given && /^\d{14}$/.test(given.stamp) ? keyOfUrl(base ?? "") : undefined;
  return {
    archive: host,
    isProven: false,
    ...(origin === undefined ? {} : { source: `the archive at ${host}` }),
    doubt: DOUBT,
    key: { value: key, at: marks.at },
    others: asked === undefined || asked === key ? [] : [{ value: asked, at: marks.at }],
    original: { value: marks.url, at: marks.at },
    taken: [marks.taken],
    root: page.root,
    head: true,
    address,
    unwrap: unwrapFrom(prefix, marks),
  };
}
