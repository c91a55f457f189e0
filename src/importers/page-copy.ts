/** A copy of a page that an archive took: what the importers of the archives find, and hand on. */

import { ImportError } from "../model/errors.ts";
import { type Key, keyOfUrl } from "../model/key.ts";
import { parseTime, type Time, TimeFormatError } from "../model/time.ts";
import type { HtmlElement } from "./html.ts";
import type { Unwrap } from "./page-links.ts";

/** A value with its place in the page; without one where the page does not write it. */
export interface Placed<T> {
  value: T;
  at?: string;
}

export interface PageCopy {
  /** The archive's host. */
  archive: string;
  /** Whether the manifest bears out what the page shows of itself; else it is only the file's word. */
  isProven: boolean;
  key: Placed<Key>;
  /** Address of what was copied. */
  original?: Placed<string>;
  /** When it was taken, as the archive writes it; what the key says is not repeated. */
  taken: Placed<Time>[];
  /** What of the page is the original's. */
  root: HtmlElement;
  /** Whether the page's head is the original's. */
  head: boolean;
  /** The address against which those in the page are read. */
  address?: string;
  unwrap: Unwrap;
}

const ARCHIVE_TODAY = /^archive\.(?:is|today|ph|li|md|vn|fo)$/;

export const isArchiveTodayHost = (host: string): boolean => ARCHIVE_TODAY.test(host);
export const isWaybackHost = (host: string): boolean => /^(?:[\w-]+\.)*archive\.org$/.test(host);

/** The page behind the wrapper of an archive, with the inner scheme mended; undefined for other pages. */
export function wrappedIn(url: URL): string | undefined {
  const path = isWaybackHost(url.hostname)
    ? /^\/web\/(?:\d{0,14}\*?(?:[a-z]{2}_)?\/)?(https?:\/.+)$/i
    : isArchiveTodayHost(url.hostname)
      ? /^\/(?:o\/[A-Za-z0-9]{4,8}|\d{8,14}|\d{4}\.\d{2}\.\d{2}-\d{6})\/(https?:\/.+)$/i
      : undefined;
  const inner = path?.exec(url.pathname)?.[1];
  if (inner === undefined) return undefined;
  return `${inner.replace(/^(https?:)\/{1,2}/i, "$1//")}${url.search}${url.hash}`;
}

const LONG = /^\/(\d{4})\.?(\d{2})\.?(\d{2})-?(\d{2})(\d{2})(\d{2})\/(?=https?:)/;

/**
 * An address of archive.today written in one way: its hosts are one archive, and a long address has
 * a stamp of 14 digits.
 */
export function archiveTodayUrl(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isArchiveTodayHost(url.hostname)) return undefined;
  url.hostname = "archive.today";
  url.pathname = url.pathname.replace(LONG, "/$1$2$3$4$5$6/");
  return url;
}

/** When a copy of archive.today was taken, as its long address says. */
export function takenByAddress(address: Placed<string>): Placed<Time>[] {
  if (archiveTodayUrl(address.value) === undefined) return [];
  const [written, ...parts] = LONG.exec(new URL(address.value).pathname) ?? [];
  if (written === undefined) return [];
  const [year, month, day, hour, minute, second] = parts;
  const text = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  try {
    const time = parseTime(text, { name: "UTC", reason: "documented" });
    return [{ ...address, value: { ...time, asWritten: written.replaceAll("/", "") } }];
  } catch (error) {
    if (error instanceof TimeFormatError) return [];
    throw error;
  }
}

/** archive.today leads every link of a copy through `/o/<id>/`; its other addresses are its own. */
export const unwrapToday =
  (id: string | undefined): Unwrap =>
  (url) => {
    if (!isArchiveTodayHost(url.hostname)) return { address: url.href, isArchived: false };
    const [, through] = /^\/o\/([A-Za-z0-9]+)\//.exec(url.pathname) ?? [];
    const address = through === undefined ? undefined : wrappedIn(url);
    return address === undefined ? undefined : { address, isArchived: through === id };
  };

const NO_STAMP = (address: string): string =>
  `${address} is the address of a copy, but not of which: write its short one, or the one with all 14 digits of its time, as "origin" in the manifest`;

/**
 * The key of a copy by its address; undefined for other addresses.
 * @throws ImportError `bad-structure` when the address leaves open which copy it is
 */
export function keyOfCopy(address: string): Key | undefined {
  const onToday = archiveTodayUrl(address);
  const url = onToday ?? (URL.canParse(address) ? new URL(address) : undefined);
  const key = url && keyOfUrl(url.href);
  if (url === undefined || key === undefined) return undefined;
  const isShort = /^(?:archive\.today|wayback):/.test(key);
  if (isShort || (onToday && LONG.test(onToday.pathname))) return key;
  if (wrappedIn(url) === undefined) return undefined;
  throw new ImportError("bad-structure", NO_STAMP(address));
}
