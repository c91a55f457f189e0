/** A contradiction and its sides: the maximal sets of its claims that can hold together. */
import type { View } from "../graph/view.ts";
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import type { Key } from "../model/key.ts";
import type { Loaded } from "./loaded.ts";

export interface ContradictionSide {
  says: string;
  sources: readonly string[];
  claims: readonly ClaimId[];
  removes: readonly ClaimId[];
}

export interface Contradiction {
  name: string;
  kind: "declared" | "time" | "order";
  about: readonly Key[];
  says: string;
  sides: readonly ContradictionSide[];
}

/** Who says a claim: its source, or the file that recorded it. */
export function speakerOf(loaded: Loaded, claim: StoredClaim): string {
  return claim.source?.name ?? loaded.evidence.get(claim.evidence)?.name ?? claim.evidence;
}

export const unique = <T extends string>(values: Iterable<T>): T[] => [...new Set(values)].sort();

/** Sides by the claims that each holds, of all that are in the contradiction. */
export function sidesOf(
  loaded: Loaded,
  groups: readonly { says: string; claims: readonly StoredClaim[] }[],
  involved: readonly StoredClaim[] = groups.flatMap((group) => group.claims),
): ContradictionSide[] {
  const all = unique(involved.map((claim) => claim.id));
  return groups.map(({ says, claims }) => {
    const held = unique(claims.map((claim) => claim.id));
    const holds = new Set(held);
    return {
      says,
      sources: unique(claims.map((claim) => speakerOf(loaded, claim))),
      claims: held,
      removes: all.filter((id) => !holds.has(id)),
    };
  });
}

export const keyAt = (view: View, index: number): Key[] => {
  const key = view.nodes[index]?.key;
  return key === undefined ? [] : [key];
};
