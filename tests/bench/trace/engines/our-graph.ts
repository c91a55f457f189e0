/** Edges of the input file in Headwater's graph. */
import { type BuiltGraph, buildGraph } from "../../../../src/graph/build-graph.ts";
import { basisRank } from "../../../../src/model/basis.ts";
import { RELATIONS } from "../../../../src/model/edge.ts";
import { type CodedWindow, codeWindow } from "../../../../src/trace/engine/window.ts";
import { readColumns } from "./engine.ts";

export interface OurGraph extends BuiltGraph {
  /** From the first edge on. */
  window: CodedWindow;
}

/** `wide`: how far the latest of each time is behind its earliest, ms. */
export function ourGraph(path: string, nodeCount: number, wide = 0): OurGraph {
  const { source, target, time } = readColumns(path);
  const edges = source.length;
  const earliest = Float64Array.from(time, (seconds) => seconds * 1_000);
  const built = buildGraph({
    ...{ nodeCount, giver: source, receiver: target, earliest },
    latest: wide === 0 ? earliest : earliest.map((at) => at + wide),
    relation: new Uint8Array(edges).fill(RELATIONS.indexOf("MATCHES")),
    basis: new Uint8Array(edges).fill(basisRank("recorded")),
    step: new Uint8Array(edges),
    nodeEarliest: new Float64Array(nodeCount).fill(Number.NEGATIVE_INFINITY),
    nodeLatest: new Float64Array(nodeCount).fill(Number.NEGATIVE_INFINITY),
  });
  const window = { earliest: earliest[0] ?? 0, latest: Number.POSITIVE_INFINITY };
  return { ...built, window: codeWindow(built.graph, window) };
}
