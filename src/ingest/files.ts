/** Which files a person means by the paths they give, and the manifests that stand beside them. */
import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { HeadwaterError, ImportError } from "../model/errors.ts";
import { type Manifest, manifestSchema } from "../model/evidence.ts";
import { parseTime, TimeFormatError } from "../model/time.ts";

export const MANIFEST_SUFFIX = ".manifest.json";

/** Files in a folder that are no loss where no importer reads them, and what they are. */
interface Aside {
  which: RegExp;
  what: string;
  /** Not in the folders within it. */
  isShallow?: true;
}

/** A file to import, or why a path gives none. */
export type Found = { path: string; aside?: Aside } | { path: string; error: ImportError };

function unreadable(path: string, cause: unknown): Found {
  const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  const message = missing ? "no such file or folder" : `cannot be read: ${String(cause)}`;
  return { path, error: new ImportError("unreadable", message, { where: path, cause }) };
}

/** A link to a folder is not followed: it may lead round in a circle. */
async function linksToFile(entry: Dirent, path: string): Promise<boolean> {
  return entry.isSymbolicLink() && (await stat(path)).isFile();
}

const EVIDENCE_SUFFIX = ".evidence";

/** A store that stands in the folder, with its evidence and the files that SQLite keeps beside it. */
function storeFilesIn(entries: readonly Dirent[]): ReadonlySet<string> {
  const kept = entries.filter((one) => one.isDirectory() && one.name.endsWith(EVIDENCE_SUFFIX));
  return new Set(
    kept.flatMap(({ name }) => {
      const store = name.slice(0, -EVIDENCE_SUFFIX.length);
      return [name, store, `${store}-wal`, `${store}-shm`];
    }),
  );
}

/** Styles, scripts and fonts, as browsers name them; Chrome adds `.download` to scripts. */
const LOOKS_AND_SCRIPTS = /(?:^|[./\\])(?:css2?|m?js|woff2?|ttf|otf|eot)(?:\.download)?$/i;
const ANY = /(?:)/;

/** The page in an account's archive from Twitter by which a person looks at it. */
const VIEWER = "Your archive.html";
/** Whatever is named as tweets that are read is a loss where it cannot be. */
const OTHER_DATA =
  /(?:^|[/\\])(?:README\.txt|(?:(?:deleted-)?(?:note|twitter-circle)-tweet(?:-part\d+)?|(?![^/\\]*(?<![a-z])tweets?(?![a-z]))[^/\\]+)\.js)$/i;
const OF_ARCHIVE: Readonly<Record<string, Aside>> = {
  assets: { which: ANY, what: `how ${VIEWER} looks and works` },
  data: {
    which: OTHER_DATA,
    what: "a part of an account's archive of which nothing is read: of it, only tweets are",
    isShallow: true,
  },
};

const isFile = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isFile() === true;

/** In the archive that Twitter gives an account's owner, unpacked. */
async function asideOfArchive(folder: string): Promise<Aside | undefined> {
  const name = basename(resolve(folder));
  const aside = Object.hasOwn(OF_ARCHIVE, name) ? OF_ARCHIVE[name] : undefined;
  return aside && (await isFile(resolve(folder, "..", VIEWER))) ? aside : undefined;
}

async function asideIn(folder: string): Promise<Aside | undefined> {
  const page = await pageBeside(folder);
  if (page === undefined) return asideOfArchive(folder);
  return { which: LOOKS_AND_SCRIPTS, what: `how ${page} looks and works` };
}

/** The page beside `<page>_files`, a folder in which a browser saves what the page is made of. */
async function pageBeside(folder: string): Promise<string | undefined> {
  const [, name] = /^(.+)_files$/.exec(resolve(folder)) ?? [];
  if (name === undefined) return undefined;
  for (const page of [`${name}.html`, `${name}.htm`]) {
    if (await isFile(page)) return basename(page);
  }
  return undefined;
}

async function addFilesBelow(folder: string, found: Found[], outer?: Aside): Promise<void> {
  try {
    const aside = outer ?? (await asideIn(folder));
    const inner = aside?.isShallow ? undefined : aside;
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const ofStores = storeFilesIn(entries);
    for (const entry of entries) {
      if (ofStores.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || entry.name.endsWith(MANIFEST_SUFFIX)) continue;
      if (entry.isDirectory()) await addFilesBelow(path, found, inner);
      else if (entry.isFile() || (await linksToFile(entry, path))) {
        found.push(aside === undefined ? { path } : { path, aside });
      }
    }
  } catch (cause) {
    found.push(unreadable(folder, cause));
  }
}

/** Stands for standard input. */
export const STDIN = "-";

/**
 * Files in the order given; a folder gives all files below it by name, less hidden ones and
 * manifests, stores and their evidence; a link to a file counts as one. An empty folder is an error.
 * `-` stays as it is.
 */
export async function findFiles(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths) {
    if (path === STDIN) {
      found.push({ path });
      continue;
    }
    try {
      const what = await stat(path);
      if (!what.isDirectory()) {
        found.push({ path });
        continue;
      }
    } catch (cause) {
      found.push(unreadable(path, cause));
      continue;
    }
    const before = found.length;
    await addFilesBelow(path, found);
    if (found.length === before) {
      const error = new ImportError("unreadable", "the folder holds no file", { where: path });
      found.push({ path, error });
    }
  }
  return found;
}

function badManifest(path: string, message: string, cause: unknown): ImportError {
  return new ImportError("bad-manifest", `bad manifest: ${message}`, { where: path, cause });
}

/** @throws ImportError `bad-manifest` naming the field */
export function parseManifest(text: string, path: string): Manifest {
  try {
    return manifestFrom(JSON.parse(text), path);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw badManifest(path, `not JSON: ${String(cause)}`, cause);
  }
}

/** @throws ImportError `bad-manifest` naming the field */
export function manifestFrom(value: unknown, path: string): Manifest {
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw badManifest(path, z.prettifyError(parsed.error), parsed.error);
  const { collected, zone } = parsed.data;
  try {
    if (collected !== null) parseTime(collected);
    if (zone?.name !== undefined) parseTime("2000-01-01", zone);
  } catch (cause) {
    if (cause instanceof TimeFormatError) throw badManifest(path, cause.message, cause);
    throw cause;
  }
  return parsed.data;
}

/** @throws HeadwaterError `usage` when it cannot be read */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new HeadwaterError("usage", `cannot be read: ${String(cause)}`, { where: path, cause });
  }
}

/** The manifest in a file. */
export async function readManifest(path: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw badManifest(path, `cannot be read: ${String(cause)}`, cause);
  }
  return parseManifest(text, path);
}

/** The manifest beside a file, `<file>.manifest.json`; null where there is none. */
export async function manifestBeside(file: string): Promise<Manifest | null> {
  const path = `${file}${MANIFEST_SUFFIX}`;
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  return there ? readManifest(path) : null;
}
