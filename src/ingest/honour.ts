/** Claims of a reconstruction: only of fields that a source attests, reported by that source, never recorded. */
import type { Claim, Fact } from "../model/claim.ts";
import type { Reconstruction } from "../model/reconstruction.ts";

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
