/** What the graph draws: the things of an answer's paths and of neighbourhoods, each once, and what flows between. */
import type { Hop, ItemRef } from "../../model/answer.ts";
import { BASES, type Basis } from "../../model/basis.ts";
import type { Relation } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { NeighbourhoodAnswer } from "../../model/neighbourhood-answer.ts";

export interface Thing {
  key: Key;
  item: ItemRef;
  onPath: boolean;
  /** Whether its neighbourhood has been asked for. */
  expanded: boolean;
  /** Things that it gave to, and took from, as far as loaded. */
  gaveTo: readonly Key[];
  tookFrom: readonly Key[];
}

/** All that flows from one thing to another. */
export interface Link {
  giver: Key;
  receiver: Key;
  relations: readonly Relation[];
  /** The best of its edges'. */
  basis: Basis;
  /** The hop of the answer's best path, with its number from 1. */
  hop: { number: number; hop: Hop } | null;
}

export interface Net {
  things: ReadonlyMap<Key, Thing>;
  links: readonly Link[];
  /** The things of the best path, in its order. */
  path: readonly Key[];
}

interface Edge {
  giver: Key;
  receiver: Key;
  relation: Relation;
  basis: Basis;
}

/** Keys that stand for others. What the answer says comes first, for its basis floor can be another. */
function standingOf(items: readonly ItemRef[]): (key: Key) => Key {
  const of = new Map<Key, Key>();
  for (const { key, alsoKnownAs } of items) {
    for (const name of [key, ...alsoKnownAs]) if (!of.has(name)) of.set(name, key);
  }
  return (key) => of.get(key) ?? key;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const better = (a: Basis, b: Basis): Basis => (BASES.indexOf(a) <= BASES.indexOf(b) ? a : b);

function linksOf(edges: readonly Edge[], best: readonly Hop[], standing: (key: Key) => Key) {
  const numbers = new Map(
    best.map((hop, i) => [`${standing(hop.from.key)} ${standing(hop.to.key)}`, i]),
  );
  const links = new Map<string, Link>();
  for (const edge of edges) {
    const [giver, receiver] = [standing(edge.giver), standing(edge.receiver)];
    if (giver === receiver) continue;
    const id = `${giver} ${receiver}`;
    const known = links.get(id);
    const index = numbers.get(id);
    const hop = index === undefined ? undefined : best[index];
    links.set(id, {
      giver,
      receiver,
      relations: [...new Set([...(known?.relations ?? []), edge.relation])].sort(inOrder),
      basis: known ? better(known.basis, edge.basis) : edge.basis,
      hop: hop === undefined || index === undefined ? null : { number: index + 1, hop },
    });
  }
  return [...links].sort(([a], [b]) => inOrder(a, b)).map(([, link]) => link);
}

function ends(links: readonly Link[], of: "giver" | "receiver"): Map<Key, Key[]> {
  const found = new Map<Key, Key[]>();
  const other = of === "giver" ? "receiver" : "giver";
  for (const link of links) {
    const known = found.get(link[of]);
    if (known) known.push(link[other]);
    else found.set(link[of], [link[other]]);
  }
  return found;
}

/** The same whatever order the neighbourhoods came in. */
export function netOf(
  paths: readonly (readonly Hop[])[],
  neighbourhoods: readonly NeighbourhoodAnswer[],
  expanded: ReadonlySet<Key>,
): Net {
  const hops = paths.flat();
  const told = hops.flatMap(({ from, to }) => [from, to]);
  const beside = neighbourhoods.flatMap(({ nodes }) => nodes).sort((a, b) => inOrder(a.key, b.key));
  const items = [...told, ...beside];
  const standing = standingOf(items);
  const edges = [
    ...hops.map(({ from, to, ...hop }) => ({ ...hop, giver: from.key, receiver: to.key })),
    ...neighbourhoods.flatMap((answer) => answer.edges),
  ];
  const [best = []] = paths;
  const links = linksOf(edges, best, standing);
  const [gaveTo, tookFrom] = [ends(links, "giver"), ends(links, "receiver")];
  const onPaths = new Set(told.map(({ key }) => standing(key)));
  const wide = new Set([...expanded].map(standing));
  const things = new Map<Key, Thing>();
  for (const item of items) {
    const key = standing(item.key);
    if (things.has(key)) continue;
    things.set(key, {
      ...{ key, item, onPath: onPaths.has(key), expanded: wide.has(key) },
      gaveTo: gaveTo.get(key) ?? [],
      tookFrom: tookFrom.get(key) ?? [],
    });
  }
  const path = best.flatMap(({ from, to }, i) => (i === 0 ? [from.key, to.key] : [to.key]));
  return {
    things: new Map([...things].sort(([a], [b]) => inOrder(a, b))),
    links,
    path: path.map(standing),
  };
}
