/** How a mapping is called that stands beside the file it is for. */

const SUFFIX = ".mapping.json";
const TABLE_OR_JSON = /\.(?:csv|tsv|txt|json|jsonl|ndjson)$/i;

/** `sightings.csv.mapping.json`, and of a table or JSON `sightings.mapping.json`; the first that is there counts. */
function mappingNamesOf(file: string): string[] {
  const short = file.replace(TABLE_OR_JSON, SUFFIX);
  return short === file ? [file + SUFFIX] : [file + SUFFIX, short];
}

/** The file's mapping, by its path, among those that are there. */
export const mappingNameOf = (
  file: string,
  isThere: (path: string) => boolean,
): string | undefined =>
  file.endsWith(SUFFIX) ? undefined : mappingNamesOf(file).find((name) => isThere(name));

/** Those of the files that are another's mapping, and no evidence of their own. */
export function mappingsAmong(files: readonly string[]): ReadonlySet<string> {
  const all = new Set(files);
  return new Set(files.flatMap((file) => mappingNameOf(file, (name) => all.has(name)) ?? []));
}
