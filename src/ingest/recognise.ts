/** Which importer reads some bytes, or why none does. */

import type { Importer } from "../importers/importer.ts";
import { findUtf8, looksUtf16 } from "../importers/reading/bytes.ts";
import { IMPORTERS, recognise, recogniseOrigin } from "../importers/registry.ts";
import { HeadwaterError, ImportError } from "../model/errors.ts";
import type { Manifest } from "../model/evidence.ts";

/** Keeps any file as evidence, without claims of its own, for statements to cite. */
export const AS_FILE = "file";
/** Reads what a mapping says. */
export const MAPPED = "mapped";

/** @throws HeadwaterError `usage` that lists the importers there are */
export function importerById(id: string): Importer {
  const chosen = IMPORTERS.find((importer) => importer.id === id);
  if (chosen) return chosen;
  const known = [...IMPORTERS.map((importer) => importer.id), AS_FILE].join(", ");
  throw new HeadwaterError("usage", `no importer "${id}": there are ${known}`, { where: id });
}

/** First bytes of a file, and whether they are all. */
export interface Sample {
  sample: Uint8Array;
  whole: boolean;
}

/** The last character may be cut off. */
const isUtf8 = (sample: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => findUtf8(sample.subarray(0, sample.length - cut)) !== undefined);

const isControl = (byte: number): boolean =>
  byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d;

/** What to do about text in an encoding that is not read; undefined for UTF-8 and for what is no text. */
function foreignEncoding(sample: Uint8Array): string | undefined {
  if (looksUtf16(sample)) {
    return "the file is UTF-16, which is not read: save it as UTF-8 (iconv -f UTF-16 -t UTF-8) and import that";
  }
  if (sample.some(isControl) || isUtf8(sample)) return undefined;
  return "the file is text, but not UTF-8 (Windows-1252 or Latin-1, perhaps): save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8) and import that";
}

/** As the Internet Archive wrote before WARC, from 1996 on: a record of the file itself comes first. */
const BEGINS_AS_ARC = /^\s{0,8}filedesc:\/\/\S{1,1000} [\d.]{7,15} \d{8,14} text\/plain[ \d]/;

export const beginsAsArc = (sample: Uint8Array): boolean =>
  BEGINS_AS_ARC.test(new TextDecoder("latin1").decode(sample.subarray(0, 1200)));

const ARC =
  "the file is ARC, as web archives were before WARC, which is not read: make a WARC of it (Python's warcio: warcio recompress old.arc.gz new.warc.gz), import that, and keep the original beside it with --as file";

const findForeign = (sample: Uint8Array): string | undefined =>
  beginsAsArc(sample) ? ARC : foreignEncoding(sample);

const UNKNOWN =
  "no importer reads this format: see `headwater importers`; a mapping beside it (<name>.mapping.json) can have any table or JSON read (docs/mapping.md); or keep it as it is with --as file or a manifest beside it";

/** Why no importer reads a file, or a file in a container. */
const whyUnknown = ({ sample }: Sample): string =>
  sample.length === 0 ? "what it packs is empty" : (findForeign(sample) ?? UNKNOWN);
export const whyMemberUnknown = ({ sample }: Sample): string =>
  findForeign(sample) ?? "no importer reads this format";

export const whyAmbiguous = (matching: readonly Importer[]): string =>
  `several importers read this: say --as ${matching.map(({ id }) => id).join(" or ")}`;

const matchingImporters = ({ sample, whole }: Sample): Importer[] => recognise(sample, whole);

/** A page in UTF-16 need not say so where a server's header does, which its importer is told of. */
function inUtf8({ sample, whole }: Sample, charset: string | undefined): Sample {
  const of16 = /^utf-16(?:le|be)?$/i.exec(charset ?? "");
  const [first = 0] = sample;
  if (of16 === null || first >= 0xfe || !looksUtf16(sample)) return { sample, whole };
  const text = new TextDecoder(charset).decode(sample);
  return { sample: new TextEncoder().encode(text), whole };
}

/** Importers of a file in a container; where a web archive says which address it came from, that goes before its looks. */
export function memberImporters(
  found: Sample,
  { url, charset }: { url?: string; charset?: string } = {},
): Importer[] {
  const byOrigin = url === undefined ? [] : recogniseOrigin(url);
  const meant = byOrigin.filter(({ whyNot }) => whyNot?.(found.sample) === undefined);
  return meant.length > 0 ? meant : matchingImporters(inUtf8(found, charset));
}

/**
 * The importer of a file on its own; null where it is kept without one.
 * @throws ImportError when none reads it, or several do
 */
export function chooseImporter(
  found: Sample,
  as: string | undefined,
  manifest: Manifest | null,
  file: string,
): Importer | null {
  if (as === AS_FILE) return null;
  if (as !== undefined) return importerById(as);
  // Whatever such a file looks like: a tweet's JSON in a paste is no tweet.
  const byOrigin = recogniseOrigin(manifest?.origin ?? "");
  const matching = byOrigin.length > 0 ? byOrigin : matchingImporters(found);
  const [only] = matching;
  if (matching.length > 1) {
    throw new ImportError("ambiguous-format", whyAmbiguous(matching), { where: file });
  }
  const whyNot = byOrigin.length > 0 ? only?.whyNot?.(found.sample) : undefined;
  if (whyNot !== undefined) throw new ImportError("bad-structure", whyNot, { where: file });
  if (only) return only;
  if (manifest) return null;
  throw new ImportError("unknown-format", whyUnknown(found), { where: file });
}

/** Whether the file's origin decides what it is, whatever its bytes look like. */
export const isKnownByOrigin = (manifest: Manifest | null): boolean =>
  recogniseOrigin(manifest?.origin ?? "").length > 0;
