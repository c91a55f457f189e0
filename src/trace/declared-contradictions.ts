/** Contradictions that are declared: statements that share a dispute name and differ in object. */
import { type ClaimFilter, countsUnder } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import type { Fact, StoredClaim } from "../model/claim.ts";
import { findKey, type Key } from "../model/key.ts";
import { type Contradiction, sidesOf, unique } from "./contradiction-sides.ts";
import type { Loaded } from "./loaded.ts";

/** What a statement names as its object, and the keys that it is about; undefined for what has none. */
function objectOf(fact: Fact): { says: string; about: Key[] } | undefined {
  switch (fact.fact) {
    case "edge":
      return { says: `${fact.relation} ${fact.object}`, about: [fact.subject, fact.object] };
    case "same-as":
    case "not-same":
    case "leads-to":
      return { says: `${fact.fact} ${fact.b}`, about: [fact.a, fact.b] };
    case "member": {
      const key = findKey(fact.member);
      return { says: `member ${fact.member}`, about: key === undefined ? [] : [key] };
    }
    default:
      return undefined;
  }
}

interface Declared {
  about: Set<Key>;
  sides: Map<string, StoredClaim[]>;
}

function declaredByName(loaded: Loaded, filter: ClaimFilter): Map<string, Declared> {
  const byName = new Map<string, Declared>();
  for (const claim of loaded.snapshot.disputed.filter(countsUnder(filter))) {
    const [object] = claim.facts.flatMap((fact) => objectOf(fact) ?? []);
    if (!object || claim.dispute === undefined) continue;
    const declared = byName.get(claim.dispute) ?? { about: new Set(), sides: new Map() };
    for (const key of object.about) declared.about.add(key);
    declared.sides.set(object.says, [...(declared.sides.get(object.says) ?? []), claim]);
    byName.set(claim.dispute, declared);
  }
  return byName;
}

export function declaredContradictions(loaded: Loaded, view: View): Contradiction[] {
  const onAnyBasis = declaredByName(loaded, { ...view.filter, floor: "inferred" });
  const named = (name: string, { sides }: Declared): string => {
    const weaker = (onAnyBasis.get(name)?.sides.size ?? 0) - sides.size;
    const more = weaker > 0 ? `, and ${weaker} more on a weaker basis than asked` : "";
    return `sources name ${sides.size} different things${more}`;
  };
  return [...declaredByName(loaded, view.filter)]
    .filter(([, { sides }]) => sides.size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { about, sides }]) => ({
      name,
      kind: "declared",
      about: unique(about),
      says: named(name, { about, sides }),
      sides: sidesOf(
        loaded,
        [...sides].sort(([a], [b]) => (a < b ? -1 : 1)).map(([says, claims]) => ({ says, claims })),
      ),
    }));
}
