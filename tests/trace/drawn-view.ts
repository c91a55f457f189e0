/** Drawings as the engine takes them: a view, and a question put to it. */
import { NO_COPIES } from "../../src/graph/near-copies/near-copies.ts";
import { type TemporalGraph, temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { View, ViewEdge, ViewNode } from "../../src/graph/view.ts";
import type { Basis } from "../../src/model/basis.ts";
import { edgeKey, flowOf } from "../../src/model/edge.ts";
import type { ItemType } from "../../src/model/item.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { ResolvedTime } from "../../src/model/resolve.ts";
import { ALWAYS, type Window } from "../../src/trace/engine/window.ts";
import type { Posed } from "../../src/trace/solve.ts";
import type { Bounds, Drawing, DrawnEdge } from "./worlds.ts";

const keyOf = (index: number, fixed: boolean): Key =>
  parseKey(fixed ? `4chan:pol/${index}` : `reddit:t3_${index}`);

const timeOf = ({ earliest, latest }: Bounds): ResolvedTime => ({
  earliest,
  latest,
  earliestBasis: "recorded",
  latestBasis: "recorded",
  conflict: false,
});

export interface Reading {
  floor?: Basis;
  basisOf?: (edge: DrawnEdge) => Basis;
  typeOf?: (item: number) => ItemType;
}

/** All items are posts, and all edges recorded, unless said otherwise. */
export function viewOfDrawing(
  { items, edges }: Drawing,
  { floor = "reported", basisOf = () => "recorded", typeOf = () => "post" }: Reading = {},
): View {
  const nodes = items.map(
    (item, index): ViewNode => ({
      key: keyOf(index, item.fixed),
      account: false,
      type: typeOf(index),
      platform: item.fixed ? "4chan/pol" : "reddit",
      attested: true,
      attestedBy: "recorded",
      named: false,
      cannotChange: item.fixed,
      title: undefined,
      text: undefined,
      language: undefined,
      names: [],
      handles: [],
      published: timeOf(item),
      conflict: false,
      join: undefined,
    }),
  );
  const keyAt = (index: number): string => nodes[index]?.key ?? "";
  return {
    filter: { floor, without: new Set() },
    version: "1",
    nodes,
    indexOf: new Map(nodes.map((node, index) => [node.key, index])),
    edges: edges.flatMap((edge): ViewEdge[] => {
      const flow = flowOf(edge);
      if (!flow) return [];
      const written = edgeKey({
        relation: edge.relation,
        subject: keyAt(edge.subject),
        object: keyAt(edge.object),
      });
      return [
        {
          relation: edge.relation,
          ...flow,
          basis: basisOf(edge),
          time: timeOf(edge),
          written: [written],
        },
      ];
    }),
    accountOf: new Int32Array(nodes.length).fill(-1),
    postsOf: new Map(),
    postedBy: new Map(),
    severalAuthors: [],
    tagged: new Map(),
    bearersOf: new Map(),
    joins: { of: new Map(), refused: [], astray: [] },
    nearCopies: NO_COPIES,
  };
}

/** A question about every path from some items to others. */
export function posedOn(
  view: View,
  sources: readonly number[],
  targets: readonly number[],
  window: Window = ALWAYS,
  removed?: Uint8Array,
): Posed {
  const end = (items: readonly number[]) => ({ asked: "drawn", items, inEvidence: true });
  const starts = new Set(sources);
  return {
    view,
    graph: temporalGraph(view, removed),
    from: end(sources),
    to: end(targets),
    without: [],
    sources,
    targets: targets.filter((target) => !starts.has(target)),
    removed,
    window,
  };
}

/** The edge of the drawing that an edge of the graph has its time from. */
export function drawnEdge(graph: TemporalGraph, edge: number): number {
  const why = graph.inferredFrom.get(edge);
  return graph.origin[why?.method === "same-link" ? why.links[1] : edge] ?? -1;
}
