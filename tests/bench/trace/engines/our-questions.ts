/**
 * Questions that only Headwater is asked, beside its own sweep in the same process:
 * `our-questions.ts <edges> <nodes> <hub>`. Answers are checked before a time is printed.
 */

import { instantOf } from "../../../../src/graph/clock.ts";
import type { FlowGraph } from "../../../../src/graph/flow-graph.ts";
import type { TemporalGraph } from "../../../../src/graph/temporal-graph.ts";
import { Search } from "../../../../src/trace/engine/earliest-arrival.ts";
import { distinctPaths } from "../../../../src/trace/engine/paths.ts";
import { hasBit, type Reached } from "../../../../src/trace/engine/reached.ts";
import { ALWAYS } from "../../../../src/trace/engine/window.ts";
import { check, median } from "../../measure.ts";
import { randomFrom } from "../../random.ts";
import { type OurGraph, ourGraph } from "./our-graph.ts";

const PAIRS = 500;
const PATHS = 10;
const ROUNDS = 15;
const MINUTE = 60_000;

const [path = "", nodes = "", hub = ""] = process.argv.slice(2);

function timed(ask: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    ask();
    return performance.now() - from;
  });
  return median(times);
}

interface Pair {
  source: number;
  target: number;
  /** Undefined when it is not reached. */
  code: number | undefined;
}

/** Sources are drawn among all that reach something, and of what they reach, or do not, one. */
function drawPairs({ graph, window }: OurGraph, wanted: "reached" | "not"): Pair[] {
  const random = randomFrom(wanted === "reached" ? 3 : 4);
  const search = new Search(graph);
  const pairs: Pair[] = [];
  while (pairs.length < PAIRS) {
    const source = Math.floor(random() * graph.nodeCount);
    const { bits, order, label, count } = search.reach([source], "possible", window);
    if (count < 2) continue;
    if (wanted === "reached") {
      const target = order[1 + Math.floor(random() * (count - 1))] ?? 0;
      pairs.push({ source, target, code: label[target] });
      continue;
    }
    const target = Math.floor(random() * graph.nodeCount);
    if (!hasBit(bits, target)) pairs.push({ source, target, code: undefined });
  }
  return pairs;
}

/** Microseconds of each question, ascending; the second time it is asked. */
function askPairs({ graph, window }: OurGraph, pairs: readonly Pair[]): number[] {
  const search = new Search(graph);
  for (const { source, target, code } of pairs) {
    check(search.arrival(source, target, window) === code, `${source} to ${target}`);
  }
  return pairs
    .map(({ source, target }) => {
      const from = performance.now();
      search.arrival(source, target, window);
      return (performance.now() - from) * 1_000;
    })
    .sort((a, b) => a - b);
}

/** Contacts as a graph with events: each edge its own, each node there from the beginning. */
function withEvents({ clock, ...graph }: FlowGraph): TemporalGraph {
  const { nodeCount, edgeCount, earliest, latest } = graph;
  const instants = (codes: Int32Array, own: number) => {
    const bounds = new Float64Array(nodeCount + edgeCount).fill(own);
    codes.forEach((code, edge) => {
      bounds[nodeCount + edge] = instantOf(clock, code);
    });
    return bounds;
  };
  const none = new Int32Array(nodeCount + edgeCount).fill(-1);
  return {
    ...graph,
    event: Int32Array.from({ length: edgeCount }, (_, edge) => nodeCount + edge),
    origin: Int32Array.from({ length: edgeCount }, (_, edge) => edge),
    low: instants(earliest, Number.NEGATIVE_INFINITY),
    high: instants(latest, Number.NEGATIVE_INFINITY),
    lowBasis: new Uint8Array(nodeCount + edgeCount),
    highBasis: new Uint8Array(nodeCount + edgeCount),
    lowCause: { event: none, edge: none },
    highCause: { event: none, edge: none },
    facts: {
      before: new Int32Array(0),
      after: new Int32Array(0),
      basis: new Uint8Array(0),
      edge: new Int32Array(0),
    },
    conflicts: [],
    inferredFrom: new Map(),
  };
}

/** Milliseconds of ten distinct paths from the hub to some of what it reaches. */
function askPaths(graph: FlowGraph, source: number, { order, count }: Reached): number[] {
  const events = withEvents(graph);
  const random = randomFrom(5);
  const targets = Array.from(
    { length: 9 },
    () => order[1 + Math.floor(random() * (count - 1))] ?? 0,
  );
  return targets.map((target) => {
    const from = performance.now();
    const { paths, cut } = distinctPaths(
      events,
      [source],
      [target],
      "possible",
      ALWAYS,
      PATHS,
      (node) => node,
    );
    const took = performance.now() - from;
    const sequences = paths.map((edges) => edges.map((edge) => graph.receiver[edge]).join(" "));
    const all = paths.length === PATHS || !cut;
    check(
      new Set(sequences).size === paths.length && paths.length > 0 && all,
      `paths to ${target}`,
    );
    for (const edges of paths) {
      const inTime = edges.every((edge, i) => {
        const before = edges[i - 1];
        return before === undefined
          ? graph.giver[edge] === source
          : graph.giver[edge] === graph.receiver[before] &&
              (graph.earliest[before] ?? 0) <= (graph.earliest[edge] ?? 0);
      });
      check(inTime && graph.receiver[edges.at(-1) ?? -1] === target, `a path to ${target}`);
    }
    return took;
  });
}

const exact = ourGraph(path, Number(nodes));
const search = new Search(exact.graph);
const from = Number(hub);
const sweep = timed(() => search.reach([from], "possible", exact.window));
const both = timed(() => {
  search.reach([from], "possible", exact.window);
  search.reach([from], "certain", exact.window);
});
const reachable = askPairs(exact, drawPairs(exact, "reached"));
const unreachable = askPairs(exact, drawPairs(exact, "not"));
const reached = search.reach([from], "possible", exact.window);
const paths = askPaths(exact.graph, from, reached);

const wide = ourGraph(path, Number(nodes), MINUTE);
const wideSearch = new Search(wide.graph);
const possible = wideSearch.reach([from], "possible", wide.window).count;
const certain = wideSearch.reach([from], "certain", wide.window).count;
check(
  certain > 0.9 * reached.count && certain <= reached.count && reached.count <= possible,
  "certain within exact within possible",
);
const wideBoth = timed(() => {
  wideSearch.reach([from], "possible", wide.window);
  wideSearch.reach([from], "certain", wide.window);
});
const columnBytes = (graph: FlowGraph) =>
  (graph.memory.byteLength - graph.nodeCount * 17 - 8) / graph.edgeCount;

process.stdout.write(
  `${JSON.stringify({
    ...{ sweep, both, wideBoth, reachable, unreachable, paths },
    ...{ possible, certain, reached: reached.count },
    bytes: { exact: columnBytes(exact.graph), wide: columnBytes(wide.graph) },
  })}\n`,
);
