/**
 * A post of 4chan as an archive that runs FoolFuuka or Asagi keeps it, value by value: what the record
 * says is said of the original. Ghost posts were made on the archive, below the post whose number they
 * bear, and never were on 4chan: items of the archive's own.
 */
import { getDomain } from "tldts";
import type { Fact } from "../../model/claim.ts";
import type { Manifest } from "../../model/evidence.ts";
import { EXPORTED } from "../../model/exported.ts";
import { FOOLFUUKA_HOSTS } from "../../model/imageboards.ts";
import { findKey, type Key, keyOfUrl } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import { type Board, type KnownBoard, threadKey } from "../imageboards/board.ts";
import {
  addQuotes,
  type BoardWords,
  goneBy,
  readBoardPost,
  type SaidFlag,
  type SaidPost,
  threadTold,
} from "../imageboards/board-post.ts";
import {
  addPublished,
  addRemark,
  type CollectedPost,
  createPost,
  readingOf,
} from "../reading/collected-post.ts";
import { type Fields, findFields, findText, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip, Warning } from "../reading/told.ts";

/** The archive that made a file. */
export interface Archive {
  /** Its address's host. */
  host: string;
  /** What names it as a platform. */
  name: string;
}

export interface ArchivedPost extends SaidPost {
  words: BoardWords | undefined;
  opening: Said;
  /** Of a ghost post its number below the post. */
  subnum: Said | undefined;
  archive: Archive | undefined;
  /** Marked as gone from 4chan. */
  deleted: Said | undefined;
  /** When the archive noticed that it was gone. */
  expired: Said<Time> | undefined;
  warnings: readonly Warning[];
  /** Whether the file holds all of the thread that it holds the opening post of. */
  whole: boolean;
}

type From = Pick<Manifest, "origin" | "platform">;

const ANSWERS = /^\/(?:_\/api\/chan\/|[a-z0-9]+\/(?:thread|post|search)\/)/;

/** By the manifest's origin, or by its platform, such as `4plebs.org/pol`; a dump may be kept anywhere. */
export function archiveOf(manifest: From | null): Archive | undefined {
  const url = URL.parse(manifest?.origin ?? "");
  const platform = /^[^/]+/.exec(manifest?.platform ?? "")?.[0];
  const host =
    FOOLFUUKA_HOSTS.find((known) => known === url?.hostname || getDomain(known) === platform) ??
    (url !== null && ANSWERS.test(url.pathname) ? url.hostname : undefined);
  const name = host === undefined ? null : getDomain(host);
  return host === undefined || name === null ? undefined : { host, name };
}

const BOARD_IN_PATH = /^\/([a-z0-9]+)\/(?:thread|post|search|page)\//;

/** FoolFuuka's archives are of 4chan. */
export function archivedBoard(manifest: From | null): KnownBoard {
  const url = URL.parse(manifest?.origin ?? "");
  const named = /^[^/]+\/([a-z0-9]+)$/.exec(manifest?.platform ?? "")?.[1];
  const asked = url?.searchParams.get("board") ?? undefined;
  const board = named ?? asked ?? BOARD_IN_PATH.exec(url?.pathname ?? "")?.[1];
  return { site: "4chan", board };
}

interface SaidFlags {
  picked: Said | undefined;
  /** JSON, which names a flag that was picked. */
  exif: Said | undefined;
  land: Said | undefined;
}

const jsonIn = (text: string): Fields | undefined => {
  try {
    return findFields(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Meme flags are the poster's choice; their codes are those of lands too. */
export function archivedFlag({ picked, exif, land }: SaidFlags): SaidFlag | undefined {
  if (picked) return { ...picked, picked: true };
  const code = findText(exif && jsonIn(exif.value)?.["troll_country"]);
  if (exif && code !== undefined) return { value: code, at: exif.at, picked: true };
  return land && { ...land, picked: false };
}

const GHOST_QUOTE = />>(\d{1,15}),(\d{1,9})(?!\d)/g;

const boardName = ({ platform }: Board): string => platform.replace(/^4chan\//, "");

const ghostKey = (board: Board, { name }: Archive, no: string, below: string): Key | undefined =>
  findKey(`foolfuuka:${name}/${boardName(board)}/${no}_${below}`);

function addGhostQuotes(post: CollectedPost, said: ArchivedPost): void {
  const { words, archive, board } = said;
  if (words === undefined || archive === undefined) return;
  for (const [, no = "", below = ""] of words.value.matchAll(GHOST_QUOTE)) {
    post.add("REPLIES_TO", ghostKey(board, archive, no, below), words.at);
  }
}

const NO_ARCHIVE =
  'the post was made on the archive, and nothing says which that is: write its address as "origin" in the manifest';

/** The archive's page of a thread, where its ghost posts stand too. */
const threadPage = ({ host }: Archive, board: Board, no: string): Key | undefined =>
  keyOfUrl(`https://${host}/${boardName(board)}/thread/${no}/`);

function readGhost(said: ArchivedPost, subnum: Said): Reading | Skip {
  const { archive, board, no, opening, title, words, time, name, trip } = said;
  if (archive === undefined) return { skip: "ghost-post", why: NO_ARCHIVE };
  const key = ghostKey(board, archive, no.value, subnum.value);
  if (key === undefined) {
    throw new RecordError("bad-number", `"${subnum.value}" is no number below a post`, subnum.at);
  }
  const platform = `${archive.name}/${boardName(board)}`;
  const post = createPost(key, subnum.at, platform, { title, words });
  addPublished(post, time?.value, time?.at ?? "");
  const page = threadPage(archive, board, opening.value);
  post.add("PART_OF", page, opening.at);
  if (name && name.value !== "Anonymous") addRemark(post, "name", name);
  if (trip) addRemark(post, "tripcode", trip);
  if (words) addQuotes(post, board, words);
  addGhostQuotes(post, said);
  const { told, warnings: own } = readingOf(post);
  const warnings = [...said.warnings, ...own];
  if (page === undefined) return { told, warnings };
  const copy = { subject: page, object: threadKey(board, opening), at: opening.at };
  return {
    told: [...told, { subject: page, facts: [{ fact: "edge", relation: "COPY_OF", ...copy }] }],
    warnings,
  };
}

function goneFacts(key: Key, { deleted, expired }: ArchivedPost): Fact[] {
  if (expired) {
    const what = deleted ? "deleted" : "expired";
    return [goneBy(key, what, "by then, as the archive noticed", expired)];
  }
  if (deleted === undefined) return [];
  const remark = { fact: "remark", kind: "event", subject: key, relation: "deleted" } as const;
  return [{ ...remark, value: "so marked by the archive", at: deleted.at }];
}

/** Boards of the archives themselves. */
const OWN_BOARDS = new Set(["plebs", "desu", "meta"]);

/** Ghost posts apart: nothing of the archive's own is told of 4chan. */
export function readArchivedPost(said: ArchivedPost): Reading | Skip {
  const { subnum, board } = said;
  const name = boardName(board);
  if (OWN_BOARDS.has(name)) {
    return { skip: "not-of-4chan", why: `/${name}/ is a board of the archive itself` };
  }
  if (subnum !== undefined && subnum.value !== "0") return readGhost(said, subnum);
  const read = readBoardPost(said);
  const { post, thread, isOpening } = read;
  addGhostQuotes(post, said);
  post.facts.push(...goneFacts(post.key, said));
  const { told, warnings } = readingOf(post);
  const all = [...said.warnings, ...warnings];
  if (!isOpening || thread === undefined) return { told, warnings: all };
  const ofThread = threadTold(thread, read, said);
  const remark = { fact: "remark", kind: "attribute", subject: thread } as const;
  const whole: Fact[] = said.whole ? [{ ...remark, relation: EXPORTED, at: said.no.at }] : [];
  return {
    told: [...told, { ...ofThread, facts: [...ofThread.facts, ...whole] }],
    warnings: all,
  };
}
