/** Claims of a reconstruction: only of fields that a source attests, reported by that source, never recorded. */
import type { Claim, Fact } from "../model/claim.ts";
import type { Diagnostic } from "../model/errors.ts";
import type { Hash, Manifest } from "../model/evidence.ts";
import {
  findReconstructionMark,
  type Reconstruction,
  reconstructionOf,
} from "../model/reconstruction.ts";

export interface Honoured {
  /** Undefined for an original. */
  reconstruction: Reconstruction | undefined;
  warnings: Diagnostic[];
}

const AUTHORED_MARK: Diagnostic = {
  code: "mark-not-honoured",
  severity: "warning",
  place: "the beginning of the file",
  message:
    'it begins with the mark of a reconstruction, which whoever wrote this text can write: it is read as an original; write "kind": "reconstruction" in its manifest if it is one',
};

/** What a file is, and what there is to say of a mark that does not count. */
export function honoured(
  hash: Hash,
  manifest: Manifest | null,
  sample: Uint8Array,
  authored: boolean,
): Honoured {
  const text = new TextDecoder().decode(sample);
  const reconstruction = reconstructionOf(hash, manifest, text, authored);
  const isDisregarded = reconstruction === undefined && findReconstructionMark(text) !== undefined;
  return { reconstruction, warnings: isDisregarded ? [AUTHORED_MARK] : [] };
}

/** The attested field that a place within a record lies in (a JSON Pointer or element path). */
function attesting(at: string | undefined, sources: ReadonlyMap<string, string>) {
  if (at === undefined) return undefined;
  for (const segment of at.split("/")) {
    const source = sources.get(segment.replace(/\[\d+\]$/, ""));
    if (source !== undefined) return source;
  }
  return undefined;
}

/** The claim as its sources report it, one claim per source; none where nothing is attested. */
export function asReported(claim: Claim, reconstruction: Reconstruction): Claim[] {
  const bySource = new Map<string, Fact[]>();
  for (const fact of claim.facts) {
    const source = attesting(fact.at, reconstruction.sources);
    if (source === undefined) continue;
    bySource.set(source, [...(bySource.get(source) ?? []), fact]);
  }
  const { shownBy: _shownBy, ...rest } = claim;
  return [...bySource].map(([source, facts]) => ({
    ...rest,
    basis: claim.basis === "recorded" ? "reported" : claim.basis,
    source: { name: source },
    facts,
  }));
}
