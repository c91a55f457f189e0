/** A copy of a page that an archive took: what the importers of the archives find, and hand on. */

import { ImportError } from "../../model/errors.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import type { HtmlElement } from "../reading/html.ts";
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
  /** Who says so, where it is not the file alone. */
  source?: string;
  /** Why it is not proven, where no manifest could prove it. */
  doubt?: string;
  key: Placed<Key>;
  /** Other addresses of the same copy. */
  others?: readonly Placed<Key>[];
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

const ARCHIVE_TODAY = /^(?:www\.)?archive\.(?:is|today|ph|li|md|vn|fo)$/;

export const isArchiveTodayHost = (host: string): boolean => ARCHIVE_TODAY.test(host);
export const isWaybackHost = (host: string): boolean => /^(?:[\w-]+\.)*archive\.org$/.test(host);
/** Of an archive whose copies are known by their addresses. */
export const isArchiveHost = (host: string): boolean =>
  isArchiveTodayHost(host) || isWaybackHost(host);

/** The page behind the wrapper of an archive, with the inner scheme mended; undefined for other pages. */
export function wrappedIn(url: URL): string | undefined {
  const path = isWaybackHost(url.hostname)
    ? /^\/web\/(?:\d{0,14}\*?(?:[a-z]{2}_)?\/)?(https?:\/.+)$/i
    : isArchiveTodayHost(url.hostname)
      ? /^\/(?:o\/[A-Za-z0-9]{4,8}|newest|oldest|timegate|\d{4,14}|\d{4}\.\d{2}\.\d{2}-\d{6})\/(https?:\/.+)$/i
      : undefined;
  const inner = path?.exec(url.pathname)?.[1];
  if (inner === undefined) return undefined;
  return `${inner.replace(/^(https?:)\/{1,2}/i, "$1//")}${url.search}${url.hash}`;
}

const LONG = /^\/(\d{4})\.?(\d{2})\.?(\d{2})-?(\d{2})(\d{2})(\d{2})\/(?=https?:)/;

/** An address on a host of archive.today; undefined for others. */
export function archiveTodayUrl(address: string): URL | undefined {
  const url = URL.parse(address) ?? undefined;
  return url && isArchiveTodayHost(url.hostname) ? url : undefined;
}

/** The second that the 14 digits of an archive name, in UTC; undefined for digits that are no time. */
export function timeOfStamp(stamp: string): Time | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? [];
  const text = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  try {
    return { ...parseTime(text, { name: "UTC", reason: "documented" }), asWritten: stamp };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

/** When a copy of archive.today was taken, as its long address says. */
export function takenByAddress(address: Placed<string>): Placed<Time>[] {
  const [written, ...parts] = LONG.exec(archiveTodayUrl(address.value)?.pathname ?? "") ?? [];
  const time = written === undefined ? undefined : timeOfStamp(parts.join(""));
  if (written === undefined || time === undefined) return [];
  return [{ ...address, value: { ...time, asWritten: written.replaceAll("/", "") } }];
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

const OF_ONE_COPY = /^(?:archive\.today:|wayback:|web:https:\/\/archive\.today\/\d{14}\/)/;

/**
 * The key of a copy by its address; undefined for other addresses.
 * @throws ImportError `bad-structure` when the address leaves open which copy it is
 */
export function keyOfCopy(address: string): Key | undefined {
  const url = URL.parse(address);
  const key = url === null ? undefined : keyOfUrl(url.href);
  if (url === null || key === undefined) return undefined;
  if (OF_ONE_COPY.test(key)) return key;
  if (wrappedIn(url) === undefined) return undefined;
  throw new ImportError("bad-structure", NO_STAMP(address));
}
