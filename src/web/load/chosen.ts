/** Which files a person means by what is dropped or picked: as the command line finds them in a folder. */

import { mappingNameOf, mappingsAmong } from "../../model/mapping-name.ts";

export interface Chosen {
  file: File;
  /** From the folder that was chosen down. */
  path: string;
  /** `<file>.manifest.json` beside it. */
  manifest: File | null;
  /** `<name>.mapping.json` beside it. */
  mapping: File | null;
}

export interface Found {
  file: File;
  path: string;
}

const MANIFEST_SUFFIX = ".manifest.json";
const STORE_SUFFIX = ".evidence";

const isHidden = (path: string): boolean => path.split("/").some((part) => part.startsWith("."));

/** Stores that lie among the files, with their evidence and what SQLite keeps beside them. */
function isOfStore(path: string, stores: readonly string[]): boolean {
  return stores.some(
    (store) =>
      path.startsWith(`${store}${STORE_SUFFIX}/`) ||
      ["", "-wal", "-shm"].some((suffix) => path === store + suffix),
  );
}

function storesIn(found: readonly Found[]): string[] {
  const stores = found.flatMap(({ path }) => {
    const end = path.indexOf(`${STORE_SUFFIX}/`);
    return end === -1 ? [] : [path.slice(0, end)];
  });
  return [...new Set(stores)];
}

/** By path, each with the manifest and mapping beside it; without hidden files and stores. A manifest beside no file is a file. */
export function chosenOf(found: readonly Found[]): Chosen[] {
  const stores = storesIn(found);
  const meant = found.filter(({ path }) => !isHidden(path) && !isOfStore(path, stores));
  const byPath = new Map(meant.map((one) => [one.path, one.file]));
  const isBeside = (path: string) =>
    path.endsWith(MANIFEST_SUFFIX) && byPath.has(path.slice(0, -MANIFEST_SUFFIX.length));
  const mappings = mappingsAmong(meant.map(({ path }) => path));
  const mappingOf = (path: string) => mappingNameOf(path, (name) => byPath.has(name));
  return meant
    .filter(({ path }) => !isBeside(path) && !mappings.has(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ file, path }) => ({
      file,
      path,
      manifest: byPath.get(path + MANIFEST_SUFFIX) ?? null,
      mapping: byPath.get(mappingOf(path) ?? "") ?? null,
    }));
}
