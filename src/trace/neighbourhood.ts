/** What gives to, and takes from, some things: one step along the edges, both ways. */
import type { View } from "../graph/view.ts";
import { BASES, DEFAULT_FLOOR } from "../model/basis.ts";
import { edgeKey } from "../model/edge.ts";
import { HeadwaterError } from "../model/errors.ts";
import { findKey, type Key, keyOfUrl } from "../model/key.ts";
import type { MergedEdge } from "../model/merged.ts";
import type { NeighbourhoodAnswer } from "../model/neighbourhood-answer.ts";
import { type Interval, lowOf } from "../model/time.ts";
import { evidenceState } from "./evidence-state.ts";
import type { Loaded } from "./loaded.ts";
import { refsOf } from "./refs.ts";
import { nodesNamed } from "./selector.ts";

interface TimedEdge extends MergedEdge, Interval {
  giver: Key;
  receiver: Key;
}

/** The part of a store that expands a neighbourhood. */
export interface Expander {
  expand(
    keys: readonly Key[],
    direction: "forward" | "backward",
    window: Interval,
  ): Promise<TimedEdge[]>;
}

export type NeighbourhoodQuestion = Omit<NeighbourhoodAnswer["question"], "keys"> & {
  /** Keys or URLs, as a person writes them. */
  keys: string[];
};

/** @throws HeadwaterError `bad-selector` */
function keyIn(text: string): Key {
  const key = findKey(text) ?? keyOfUrl(text);
  if (key !== undefined) return key;
  throw new HeadwaterError("bad-selector", `"${text}" is neither a key nor a URL`, { where: text });
}

/** A thing under all its names, and under the one that stands for it. */
const allNames = (view: View, key: Key): readonly Key[] => view.joins.of.get(key)?.members ?? [key];
const standing = (view: View, key: Key): Key => view.joins.of.get(key)?.key ?? key;

function inOrder(a: TimedEdge, b: TimedEdge): number {
  if (lowOf(a) !== lowOf(b)) return lowOf(a) < lowOf(b) ? -1 : 1;
  return edgeKey(a) < edgeKey(b) ? -1 : 1;
}

/** @throws HeadwaterError `bad-selector` when a key is none */
export async function neighbourhood(
  loaded: Loaded,
  store: Expander,
  asked: NeighbourhoodQuestion,
  software: string,
): Promise<NeighbourhoodAnswer> {
  const view = await loaded.view(DEFAULT_FLOOR);
  const ref = refsOf(loaded, view, loaded.graph(view));
  const keys = asked.keys.map(keyIn);
  const names = [...new Set(keys.flatMap((key) => allNames(view, key)))];
  const directions =
    asked.direction === "both" ? (["forward", "backward"] as const) : [asked.direction];
  const found = new Map<string, TimedEdge>();
  for (const direction of directions) {
    const edges = await store.expand(names, direction, asked.between);
    for (const edge of edges) found.set(edgeKey(edge), edge);
  }
  const all = [...found.values()].sort(inOrder);
  const shown = all.slice(0, asked.limit);
  const ends = [...keys, ...shown.flatMap(({ giver, receiver }) => [giver, receiver])];
  const named = ends.flatMap((key) => nodesNamed(view, key));
  const nodes = new Set(named.filter((index) => !view.nodes[index]?.account));
  return {
    kind: "neighbourhood",
    question: { ...asked, keys },
    nodes: [...nodes].map(ref),
    edges: shown.map(({ relation, giver, receiver, earliest, latest, states }) => ({
      relation,
      giver: standing(view, giver),
      receiver: standing(view, receiver),
      time: { earliest, latest },
      basis: BASES.find((basis) => states[basis] !== undefined) ?? "inferred",
    })),
    edgesOmitted: all.length - shown.length,
    software,
    evidence: evidenceState(loaded),
  };
}
