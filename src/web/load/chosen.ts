/** Which files a person means by what is dropped or picked: as the command line finds them in a folder. */

export interface Chosen {
  file: File;
  /** From the folder that was chosen down. */
  path: string;
  /** `<file>.manifest.json` beside it. */
  manifest: File | null;
}

interface Found {
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

/** By path, each with the manifest beside it; without hidden files and stores. A manifest beside no file is a file. */
export function chosenOf(found: readonly Found[]): Chosen[] {
  const stores = storesIn(found);
  const meant = found.filter(({ path }) => !isHidden(path) && !isOfStore(path, stores));
  const byPath = new Map(meant.map((one) => [one.path, one.file]));
  const isBeside = (path: string) =>
    path.endsWith(MANIFEST_SUFFIX) && byPath.has(path.slice(0, -MANIFEST_SUFFIX.length));
  return meant
    .filter(({ path }) => !isBeside(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ file, path }) => ({
      file,
      path,
      manifest: byPath.get(path + MANIFEST_SUFFIX) ?? null,
    }));
}

export const pickedFiles = (files: FileList): Chosen[] =>
  chosenOf(
    [...files].map((file) => ({
      file,
      path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
    })),
  );

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader gives a part of the folder at a time, and nothing after the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function below(entry: FileSystemEntry, above: string): Promise<Found[]> {
  const path = above + entry.name;
  if (isFile(entry)) return [{ file: await fileOf(entry), path }];
  if (!isFolder(entry)) return [];
  const found: Found[] = [];
  for (const one of await entriesOf(entry)) found.push(...(await below(one, `${path}/`)));
  return found;
}

/** To be called while the drop is handled: afterwards its items are gone. */
export async function droppedFiles(items: DataTransferItemList): Promise<Chosen[]> {
  const dropped = [...items].flatMap((item) => {
    if (item.kind !== "file") return [];
    return [{ entry: item.webkitGetAsEntry(), file: item.getAsFile() }];
  });
  const found: Found[] = [];
  for (const { entry, file } of dropped) {
    if (entry !== null) found.push(...(await below(entry, "")));
    else if (file !== null) found.push({ file, path: file.name });
  }
  return chosenOf(found);
}
