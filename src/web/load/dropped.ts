/** Files from what the browser gives on a pick or a drop, folders read to their bottom. */
import { type Chosen, chosenOf, type Found } from "./chosen.ts";

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
