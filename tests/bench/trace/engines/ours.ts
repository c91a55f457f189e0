/** Headwater's engine: a search from the source outwards, or a sweep where that is less work. */
import { type Clock, instantOf } from "../../../../src/graph/clock.ts";
import type { FlowGraph } from "../../../../src/graph/flow-graph.ts";
import { Search } from "../../../../src/trace/engine/earliest-arrival.ts";
import { withoutEach } from "../../../../src/trace/engine/lanes.ts";
import type { Reached } from "../../../../src/trace/engine/reached.ts";
import type { CodedWindow } from "../../../../src/trace/engine/window.ts";
import {
  type Arrivals,
  answerArrivals,
  answerRemovals,
  readQuestion,
  readRemovalsQuestion,
} from "./engine.ts";
import { ourGraph } from "./our-graph.ts";

/** Sum in seconds of `count` codes that sum to `codes`; exact, for it stays under 2^53. */
function secondsOf(clock: Clock, codes: number, count: number): number {
  if (clock.kind !== "steps") throw new Error("times in whole seconds have a clock of steps");
  const unit = clock.unit / 1_000;
  return (instantOf(clock, 1) / 1_000 - unit) * count + codes * unit;
}

function told({ clock }: FlowGraph, { label, order, count }: Reached): Arrivals {
  let codes = 0;
  for (let at = 0; at < count; at += 1) codes += label[order[at] ?? 0] ?? 0;
  return { reach: count, sum: secondsOf(clock, codes, count) };
}

/** Each lane's arrivals: as with nothing removed, but for nodes that it does not reach or reaches late. */
function withoutAll(
  graph: FlowGraph,
  before: Reached,
  removed: readonly number[],
  window: CodedWindow,
): Arrivals[] {
  const nodes = removed.map((node) => [node]);
  const { lacks, delays } = withoutEach(graph, before, nodes, window);
  const counts = new Float64Array(removed.length).fill(before.count);
  const codes = new Float64Array(removed.length);
  let all = 0;
  for (let at = 0; at < before.count; at += 1) {
    const node = before.order[at] ?? 0;
    const label = before.label[node] ?? 0;
    all += label;
    for (let lost = lacks[node] ?? 0; lost !== 0; lost &= lost - 1) {
      const lane = 31 - Math.clz32(lost & -lost);
      counts[lane] = (counts[lane] ?? 0) - 1;
      codes[lane] = (codes[lane] ?? 0) - label;
    }
  }
  for (const { lane, node, code } of delays) {
    codes[lane] = (codes[lane] ?? 0) + code - (before.label[node] ?? 0);
  }
  return removed.map((_, lane) => {
    const [reach, late] = [counts[lane] ?? 0, codes[lane] ?? 0];
    return { reach, sum: secondsOf(graph.clock, all + late, reach) };
  });
}

const removals = readRemovalsQuestion();
if (removals !== undefined) {
  const { path, nodes, source, removed } = removals;
  await answerRemovals(removals, () => {
    const { graph, window } = ourGraph(path, nodes);
    const before = new Search(graph).reach([source], "possible", window);
    return () => withoutAll(graph, before, removed, window);
  });
} else {
  const question = readQuestion();
  await answerArrivals(question, async () => {
    const { graph, window } = ourGraph(question.path, question.nodes);
    const search = new Search(graph);
    return (source) => told(graph, search.reach([source], "possible", window));
  });
}
