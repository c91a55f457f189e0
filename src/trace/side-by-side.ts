/** What several sides of a declared dispute give, and an answer that grants them all counts. */

import { countsUnder } from "../graph/snapshot.ts";
import { compare } from "../model/compare.ts";
import { edgeKey } from "../model/edge.ts";
import { many } from "../model/plain-text.ts";
import { writtenKeys } from "./claims-behind.ts";
import type { Loaded } from "./loaded.ts";
import type { Posed } from "./solve.ts";

interface Alternative {
  dispute: string;
  /** What its side says, as a contradiction names sides. */
  says: string;
}

/** Edges that statements with a dispute name give, by edge key. */
function alternatives(loaded: Loaded, { view }: Pick<Posed, "view">): Map<string, Alternative[]> {
  const found = new Map<string, Alternative[]>();
  const counts = countsUnder(view.filter);
  for (const claim of loaded.snapshot.disputed) {
    const [fact] = claim.facts.filter(({ fact: kind }) => kind === "edge");
    if (claim.dispute === undefined || fact?.fact !== "edge" || !counts(claim)) continue;
    const key = edgeKey(fact);
    const one = { dispute: claim.dispute, says: `${fact.relation} ${fact.object}` };
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

/**
 * Sentences for the declared disputes of which more than one side gives some of these edges: granting
 * every claim they are counted side by side, although the sources do not mean them together.
 */
export function countedSideBySide(
  loaded: Loaded,
  posed: Pick<Posed, "view" | "graph">,
  edges: Iterable<number>,
): string[] {
  const disputed = alternatives(loaded, posed);
  if (disputed.size === 0) return [];
  const counted = new Map<string, { sides: Set<string>; edges: Set<number> }>();
  for (const edge of edges) {
    for (const { dispute, says } of writtenKeys(posed, edge).flatMap(
      (key) => disputed.get(key) ?? [],
    )) {
      const known = counted.get(dispute) ?? { sides: new Set(), edges: new Set() };
      known.sides.add(says);
      known.edges.add(edge);
      counted.set(dispute, known);
    }
  }
  return [...counted]
    .filter(([, { sides }]) => sides.size > 1)
    .sort(([a], [b]) => compare(a, b))
    .map(
      ([name, { sides, edges: some }]) =>
        `disputed alternatives are counted side by side: ${many(some.size, "relation")}, of which each of ${sides.size} sides of the dispute “${name}” gives its own`,
    );
}
