/** What was found alike as sets of nodes. */
import type { Alike } from "./families.ts";

/** Families, pairs, and what several nodes carry alike to the last bit. */
export function setsOf(
  { leader, pairs }: Alike,
  nodes: readonly (readonly number[])[],
): number[][] {
  const families = new Map<number, number[]>();
  nodes.forEach((of, one) => {
    const lead = leader[one] ?? one;
    const family = families.get(lead);
    if (family) family.push(...of);
    else families.set(lead, [...of]);
  });
  return [
    ...[...families.values()].filter((family) => family.length > 1),
    ...pairs.map(([a, b]) => [...(nodes[a] ?? []), ...(nodes[b] ?? [])]),
  ];
}
