/**
 * A reconstruction is a record made again from a source that quotes it field by field. It carries
 * its mark inside the file, so that a copy without its manifest never passes for genuine.
 */
import { z } from "zod";
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

const reconstruction = (source: string, fields: readonly string[]): Reconstruction => ({
  sources: new Map(fields.map((field) => [field, source])),
});

/** What may stand before the root element: a processing instruction, a comment, a plain doctype. */
const BEFORE_ROOT = /\s*(?:<\?([\s\S]*?)\?>|<!--([\s\S]*?)-->|<!DOCTYPE[^[>]*>)/iy;
const MARK =
  /^\s*headwater-reconstruction\s+source=(?:"([^"]*)"|'([^']*)')\s+fields=(?:"([^"]*)"|'([^']*)')\s*$/;

function markBeforeRoot(text: string): Reconstruction | undefined {
  BEFORE_ROOT.lastIndex = 0;
  for (let part = BEFORE_ROOT.exec(text); part; part = BEFORE_ROOT.exec(text)) {
    const mark = MARK.exec(part[1] ?? part[2] ?? "");
    if (!mark) continue;
    const fields = mark[3] ?? mark[4] ?? "";
    return reconstruction(
      mark[1] ?? mark[2] ?? "",
      fields.split(/\s+/).filter((name) => name !== ""),
    );
  }
  return undefined;
}

/** The first member of the file's object, of the first object of its array, or of its first line. */
const FIRST_MEMBER =
  /^\s*(?:\[\s*)?\{\s*"headwater-reconstruction"\s*:\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})/;
const memberSchema = z.object({ source: z.string().min(1), fields: z.array(z.string()) });

function markInFirstMember(text: string): Reconstruction | undefined {
  const written = FIRST_MEMBER.exec(text)?.[1];
  if (written === undefined) return undefined;
  try {
    const { source, fields } = memberSchema.parse(JSON.parse(written));
    return reconstruction(source, fields);
  } catch {
    return undefined;
  }
}

/**
 * The mark at the beginning of a file's text, where only who made the file can write: before the
 * root of an XML file, or as the first member of a JSON file. What looks like it further on is
 * somebody's words.
 */
export function findReconstructionMark(text: string): Reconstruction | undefined {
  const start = text.replace(/^\uFEFF/, "");
  return markBeforeRoot(start) ?? markInFirstMember(start);
}

/**
 * What a file is known to be, from its manifest, its own mark, or the shipped list; undefined for an
 * original. In a file that an outside author wrote from its first byte on (`authored`) the mark
 * counts only where manifest or list call it a reconstruction too.
 */
export function reconstructionOf(
  hash: string,
  manifest: Manifest | null,
  text: string,
  authored = false,
): Reconstruction | undefined {
  const mark = findReconstructionMark(text);
  if (manifest?.kind === "reconstruction") {
    return {
      sources: manifest.sources
        ? new Map(Object.entries(manifest.sources))
        : (mark?.sources ?? new Map()),
    };
  }
  const isShipped = SHIPPED_RECONSTRUCTIONS.has(hash);
  if (mark && (isShipped || !authored)) return mark;
  return isShipped ? { sources: new Map() } : undefined;
}
