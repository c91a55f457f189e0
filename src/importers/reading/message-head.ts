/** Headers as WARC and HTTP write them: a first line, named fields, an empty line. */

export interface Head {
  /** Its first line. */
  line: string;
  /** By their names in lower case; of several of a name the first. */
  fields: ReadonlyMap<string, string>;
  /** With the empty line. */
  size: number;
}

const LF = 10;
const CR = 13;

/** Behind the first empty line; undefined where there is none. */
function endOfHead(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return undefined;
}

/** The head that the bytes begin with; undefined where it does not end in them. */
export function findHead(bytes: Uint8Array): Head | undefined {
  const size = endOfHead(bytes);
  if (size === undefined) return undefined;
  const text = new TextDecoder().decode(bytes.subarray(0, size));
  const [line = "", ...rest] = text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const fields = new Map<string, string>();
  for (const one of rest) {
    const colon = one.indexOf(":");
    const name = one.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, one.slice(colon + 1).trim());
  }
  return { line, fields, size };
}

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]{1,40})"|'?([^\s;"']{1,40}))/i;

/** What a page is in, where its type says so. */
export function charsetOfPage(written: string | undefined): string | undefined {
  if (!/^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType(written))) return undefined;
  const [, quoted, bare] = CHARSET.exec(written ?? "") ?? [];
  return quoted ?? bare;
}

/** The type alone, in lower case. */
export const mediaType = (written: string | undefined): string =>
  (written ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
