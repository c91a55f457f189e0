/** Which board of which site a file's posts are of, and how they are named there. */
import { ImportError } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import { IMAGEBOARD_HOSTS, imageboardOf } from "../../model/imageboards.ts";
import { findKey, type Key } from "../../model/key.ts";
import type { PlatformId } from "../../model/platform.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";

export interface Board {
  platform: PlatformId;
  site: string;
  /** What stands before the number in a post's key. */
  start: string;
}

/** What is said of a board from outside the posts. */
export interface KnownBoard {
  /** `4chan`, `8kun`, `8chan`, or the host that names the site. */
  site: string | undefined;
  board: string | undefined;
  /** The address may be of a page of several boards, such as an overboard: each post may say its own. */
  isFront?: boolean;
}

const NAMED = new Set(["4chan", "8kun", "8chan"]);
const HOSTS: readonly (readonly [host: RegExp, site: string])[] = [
  [/^(?:[\w-]+\.)*(?:4chan|4channel|4cdn)\.org$/, "4chan"],
  [/^(?:[\w-]+\.)*8kun\.(?:top|net|us)$/, "8kun"],
  [/^(?:[\w-]+\.)*8ch\.net$/, "8chan"],
];
const BOARD_PATH =
  /^\/([a-z0-9_-]+)\/(?:(?:res|thread|last)\/\d+|(?:catalog|threads|archive|\d+)\.json$)/;
const BOARD_FRONT = /^\/([a-z0-9_-]+)\/(?:catalog|archive|index\.html|\d+(?:\.html)?)?$/;

/** Of hosts that have a name of their own here. */
export const siteOfHost = (host: string): string | undefined =>
  HOSTS.find(([pattern]) => pattern.test(host))?.[1];

function ofOrigin(origin: string | undefined): KnownBoard {
  const url = URL.parse(origin ?? "");
  if (url === null || !/^https?:$/.test(url.protocol)) return { site: undefined, board: undefined };
  const host = url.hostname.replace(/^www\./, "");
  const listed = IMAGEBOARD_HOSTS.includes(host) ? imageboardOf(host) : undefined;
  const site = siteOfHost(host) ?? listed;
  const board = BOARD_PATH.exec(url.pathname)?.[1];
  if (site !== undefined) {
    const isFront = board === undefined;
    return { site, board: isFront ? BOARD_FRONT.exec(url.pathname)?.[1] : board, isFront };
  }
  // Any page has an address: only one that is a board's says that its host has boards.
  return { site: board === undefined ? undefined : imageboardOf(host), board };
}

/** By the manifest's platform, such as `4chan/pol` or `endchan.net/pol`, and its origin. */
export function knownBoard(manifest: Pick<Manifest, "origin" | "platform"> | null): KnownBoard {
  const origin = ofOrigin(manifest?.origin);
  const [, site, board] = /^([^/]+)(?:\/([a-z0-9_-]+))?$/.exec(manifest?.platform ?? "") ?? [];
  if (site === undefined || !(NAMED.has(site) || site.includes("."))) return origin;
  const named = NAMED.has(site) ? site : imageboardOf(site);
  const same = origin.site === undefined || origin.site === named;
  if (board !== undefined || !same) return { site: named, board };
  return { ...origin, site: named };
}

function boardOn(site: string, board: string): Board | undefined {
  const start = NAMED.has(site) ? `${site}:${board}` : `imageboard:${site}/${board}`;
  return findKey(`${start}/1`) === undefined
    ? undefined
    : { platform: `${site}/${board}`, site, start };
}

const NUMBER = /^[1-9]\d{0,19}$/;

export const findPostKey = ({ start }: Board, no: string): Key | undefined =>
  NUMBER.test(no) ? findKey(`${start}/${no}`) : undefined;

function keyOrThrow(key: Key | undefined, { value, at }: Said): Key {
  if (key !== undefined) return key;
  throw new RecordError("bad-number", `"${value.slice(0, 80)}" is no number of a post`, at);
}

/** @throws RecordError */
export const postKey = (board: Board, no: Said): Key =>
  keyOrThrow(findPostKey(board, no.value), no);

/** @throws RecordError */
export const threadKey = ({ start }: Board, no: Said): Key =>
  keyOrThrow(NUMBER.test(no.value) ? findKey(`${start}/thread/${no.value}`) : undefined, no);

/** A tripcode holds on all boards of its site. */
export const tripKey = ({ start }: Board, trip: string): Key | undefined =>
  trip.startsWith("!") ? findKey(start.replace(/[^:/]+$/, () => trip)) : undefined;

/** Of a post on another board of the same site. */
export const findPostBeside = ({ site }: Board, board: string, no: string): Key | undefined => {
  const other = boardOn(site, board);
  return other && findPostKey(other, no);
};

/** A file in a container has no manifest of its own. */
const OF_CONTAINER =
  "of a file in a container, it is the container's: x.zip.manifest.json beside x.zip";
const NO_SITE = `nothing says which site the board is on: write its address as "origin" in the manifest, or "platform": "<site>/<board>", such as "platform": "4chan/pol" or "platform": "endchan.net/pol" (${OF_CONTAINER})`;
const NO_BOARD = `the board is not in the file: its manifest has to name it (${OF_CONTAINER}). An "origin" with the board in its address is enough, such as https://a.4cdn.org/pol/thread/123.json; or write any "origin", a URL or a sentence, and "platform": "<site>/<board>", such as "platform": "4chan/pol"`;

/** @throws ImportError `bad-structure` where no post could say on which site its board is */
export function needSite({ site }: KnownBoard): void {
  if (site === undefined) throw new ImportError("bad-structure", NO_SITE, { where: "manifest" });
}

/** @throws ImportError `bad-structure` where nothing but the posts could say which board they are of, and they do not */
export function needBoard(known: KnownBoard): void {
  needSite(known);
  if (known.board !== undefined) return;
  throw new ImportError("bad-structure", NO_BOARD, { where: "manifest" });
}

/**
 * What the post says and what is known of the file must agree.
 * @throws RecordError for a board that is none or another, and where nothing says which
 */
export function boardOf(
  { site, board: known, isFront = false }: KnownBoard,
  own: Said | undefined,
): Board {
  if (own !== undefined && known !== undefined && own.value !== known && !isFront) {
    const message = `the post is of /${own.value}/, but the manifest says /${known}/`;
    throw new RecordError("board-differs", message, own.at);
  }
  const name = own?.value ?? known;
  if (site === undefined) throw new RecordError("no-site", NO_SITE);
  if (name === undefined) throw new RecordError("no-board", NO_BOARD);
  const board = boardOn(site, name);
  if (board !== undefined) return board;
  throw new RecordError("bad-board", `"${name.slice(0, 80)}" is no board`, own?.at);
}

/** Of a file whose posts do not say it. @throws ImportError `bad-structure` where nothing says which board it is */
export function boardOfFile(known: KnownBoard): Board {
  needBoard(known);
  try {
    return boardOf(known, undefined);
  } catch (cause) {
    if (!(cause instanceof RecordError)) throw cause;
    throw new ImportError("bad-structure", cause.message, { where: "manifest", cause });
  }
}
