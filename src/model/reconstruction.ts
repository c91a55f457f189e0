/**
 * A reconstruction is a record made again from a source that quotes it field by field. It carries
 * its mark inside the file, so that a copy without its manifest never passes for genuine.
 */
import type { Manifest } from "./evidence.ts";

/** Hashes of the reconstructions that ship with Headwater. */
export const SHIPPED_RECONSTRUCTIONS: ReadonlySet<string> = new Set([
  // seeds/macronleaks/archive-org/Macron_201705_meta.xml
  "sha256:df55aa08a5f6d863b89e223a075faf491cdf36ba58fcf037689a3c8574d4b286",
]);

export interface Reconstruction {
  /** Field name -> the source that attests it. */
  sources: ReadonlyMap<string, string>;
}

const MARK = /headwater-reconstruction\s+source=(["'])(.*?)\1\s+fields=(["'])(.*?)\3/s;

/** The mark within the first part of a file's text, in a comment, processing instruction or string. */
export function findReconstructionMark(text: string): Reconstruction | undefined {
  const match = MARK.exec(text);
  if (!match) return undefined;
  const [, , source = "", , fields = ""] = match;
  const names = fields.split(/\s+/).filter((name) => name !== "");
  return { sources: new Map(names.map((name) => [name, source])) };
}

/** What a file is known to be, from its manifest, its own mark, or the shipped list; undefined for an original. */
export function reconstructionOf(
  hash: string,
  manifest: Manifest | null,
  text: string,
): Reconstruction | undefined {
  const mark = findReconstructionMark(text);
  if (manifest?.kind === "reconstruction") {
    return {
      sources: manifest.sources
        ? new Map(Object.entries(manifest.sources))
        : (mark?.sources ?? new Map()),
    };
  }
  if (mark) return mark;
  return SHIPPED_RECONSTRUCTIONS.has(hash) ? { sources: new Map() } : undefined;
}
