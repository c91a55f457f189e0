/** Temporal Dijkstra on graphology: times of each pair in an attribute, earliest arrival first. */
import { createRequire } from "node:module";
import { z } from "zod";
import { type Arrivals, answerArrivals, readColumns, readQuestion } from "./engine.ts";
import { ArrivalHeap } from "./heap.ts";

interface Pair {
  times: number[];
}
interface Graph {
  mergeNode(key: string): void;
  addEdge(source: string, target: string, attributes: Pair): void;
  forEachOutEdge(
    node: string,
    visit: (edge: string, attributes: Pair, source: string, target: string) => void,
  ): void;
}
type GraphClass = new (options: { type: "directed"; allowSelfLoops: boolean }) => Graph;

const folder = process.env["HEADWATER_BENCH"] ?? "";
const { DirectedGraph } = z
  .custom<{ DirectedGraph: GraphClass }>(
    (found) => typeof found === "function" && "DirectedGraph" in found,
  )
  .parse(createRequire(`${folder}/node/`)("graphology"));

function load(path: string): { graph: Graph; start: number } {
  const { source, target, time } = readColumns(path);
  const pairs = new Map<number, number[]>();
  const graph = new DirectedGraph({ type: "directed", allowSelfLoops: true });
  for (let at = 0; at < source.length; at += 1) {
    const [u, v] = [source[at] ?? 0, target[at] ?? 0];
    const times = pairs.get(u * 2 ** 26 + v) ?? [];
    if (times.length === 0) {
      pairs.set(u * 2 ** 26 + v, times);
      for (const node of [u, v]) graph.mergeNode(String(node));
      graph.addEdge(String(u), String(v), { times });
    }
    times.push(time[at] ?? 0);
  }
  return { graph, start: time[0] ?? 0 };
}

function firstFrom(times: readonly number[], from: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return times[low] ?? Number.POSITIVE_INFINITY;
}

function arrivals(graph: Graph, from: string, start: number): Arrivals {
  const label = new Map([[from, start]]);
  const heap = new ArrivalHeap<string>();
  heap.push(start, from);
  let [reach, sum] = [0, 0];
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const { time, node } = next;
    if (label.get(node) !== time) continue;
    reach += 1;
    sum += time;
    graph.forEachOutEdge(node, (_edge, { times }, _source, target) => {
      const at = firstFrom(times, time);
      if (at >= (label.get(target) ?? Number.POSITIVE_INFINITY)) return;
      label.set(target, at);
      heap.push(at, target);
    });
  }
  return { reach, sum };
}

const question = readQuestion();
await answerArrivals(question, async () => {
  const { graph, start } = load(question.path);
  return (source) => arrivals(graph, String(source), start);
});
