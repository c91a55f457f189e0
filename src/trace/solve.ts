/** One trace question under one filter of claims: the order, the best path, and when the thing arrived. */
import { isImplied } from "../graph/flow-graph.ts";
import { type TemporalGraph, temporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { AnswerOrder, Elapsed } from "../model/answer.ts";
import { BASES, type Basis, basisOfRank, basisRank } from "../model/basis.ts";
import { goesAlong, RELATIONS } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { highOf, type Interval, intervalOf, lowOf } from "../model/time.ts";
import { elapsedAlong } from "./elapsed.ts";
import { bestEnd, edgesOf, type Onward, searchByHops } from "./engine/by-hops.ts";
import { onwardTo } from "./engine/corridor.ts";
import { precedes } from "./engine/fact-order.ts";
import type { Order } from "./engine/frontier.ts";
import { givenPath } from "./engine/given-path.ts";
import { fastest, latestDeparture, triedPaths } from "./engine/tried-paths.ts";
import type { Window } from "./engine/window.ts";
import type { Loaded } from "./loaded.ts";
import type { TraceQuestion } from "./question.ts";
import { type End, endOf, type Selector, settle } from "./selector.ts";

/** A question whose words were settled to keys, so that it means the same under every filter. */
export interface SettledQuestion {
  asked: TraceQuestion;
  from: Exclude<Selector, { kind: "words" }>;
  to: Exclude<Selector, { kind: "words" }>;
  without: readonly Exclude<Selector, { kind: "words" }>[];
}

export async function settleQuestion(
  loaded: Loaded,
  asked: TraceQuestion,
): Promise<SettledQuestion> {
  return {
    asked,
    from: await settle(loaded, asked.from),
    to: await settle(loaded, asked.to),
    without: await Promise.all(asked.without.map((one) => settle(loaded, one))),
  };
}

export interface Posed {
  view: View;
  graph: TemporalGraph;
  from: End;
  to: End;
  without: readonly End[];
  /** Items that may start a path, and attested items that may end one; none in both. */
  sources: readonly number[];
  targets: readonly number[];
  removed: Uint8Array | undefined;
  window: Window;
}

export interface Solution extends Posed {
  order: AnswerOrder;
  /** Edges of the best path. */
  path: readonly number[] | undefined;
  basis: Basis | undefined;
  elapsed: Elapsed | undefined;
  arrival: Interval | undefined;
  /** When the thing can still leave: guaranteed, possible. Only where the question is which path leaves last. */
  departure: Interval | undefined;
  /** A path that the labels allow was refused by order facts off the flow. */
  incomplete: boolean;
  /** The path is certain, and one that is only possible does better by what was asked for. */
  outdone: boolean;
}

/** Whether an edge's receiver is taken out with its giver, by the edge's index into RELATIONS. */
export const GOES_ALONG: readonly boolean[] = RELATIONS.map(goesAlong);

/** Marks the removed items with all their reshares and copies; what is kept stays, and so do its own. */
export function removal(
  graph: TemporalGraph,
  items: readonly number[],
  kept?: Uint8Array,
): Uint8Array | undefined {
  if (items.length === 0) return undefined;
  const removed = new Uint8Array(graph.nodeCount);
  const stack = [...items];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (removed[node] || kept?.[node]) continue;
    removed[node] = 1;
    const end = graph.outStart[node + 1] ?? 0;
    for (let i = graph.outStart[node] ?? 0; i < end; i += 1) {
      const edge = graph.outEdges[i] ?? 0;
      if (GOES_ALONG[graph.relation[edge] ?? -1]) stack.push(graph.receiver[edge] ?? 0);
    }
  }
  return removed;
}

export function bothOut(
  a: Uint8Array | undefined,
  b: Uint8Array | undefined,
): Uint8Array | undefined {
  return a && b ? a.map((mark, i) => mark | (b[i] ?? 0)) : (a ?? b);
}

export interface Allowance {
  /** Removed things count again; times of the window do not matter. */
  removals?: boolean;
  window?: boolean;
}

/** Puts a question to a view: resolves its ends and takes out what it removes. */
export async function pose(
  loaded: Loaded,
  view: View,
  question: SettledQuestion,
  allow: Allowance = {},
): Promise<Posed> {
  const { asked } = question;
  const from = await endOf(loaded, view, asked.from, question.from);
  const to = await endOf(loaded, view, asked.to, question.to);
  const without = await Promise.all(
    question.without.map((selector, i) => endOf(loaded, view, asked.without[i] ?? "", selector)),
  );
  const whole = loaded.graph(view);
  const removed = allow.removals
    ? undefined
    : removal(
        whole,
        without.flatMap((end) => end.items),
      );
  const starts = new Set(from.items);
  const present = (item: number) => !removed?.[item];
  return {
    view,
    graph: removed ? temporalGraph(view, removed) : whole,
    from,
    to,
    without,
    sources: from.items.filter(present),
    targets: to.items.filter(
      (item) => present(item) && !starts.has(item) && view.nodes[item]?.attested === true,
    ),
    removed,
    window: allow.window
      ? { earliest: Number.NEGATIVE_INFINITY, latest: Number.POSITIVE_INFINITY }
      : { earliest: lowOf(asked.between), latest: highOf(asked.between) },
  };
}

export const keysOf = (view: View, nodes: readonly number[]): Key[] =>
  nodes.flatMap((node) => view.nodes[node]?.key ?? []);

/** Keys of the items along a path, source first. */
export function keysOnPath({ view, graph }: Posed, edges: readonly number[]): Key[] {
  const nodes = edges.map((edge) => graph.receiver[edge] ?? 0);
  const [first] = edges;
  if (first !== undefined) nodes.unshift(graph.giver[first] ?? 0);
  return keysOf(view, nodes);
}

/** The account that an item stands under; one without stands for itself. */
export function unitOf(view: View, item: number): number {
  const account = view.accountOf[item] ?? -1;
  return account === -1 ? item : account;
}

/** Accounts along a path; an item without one stands for itself. */
export function accountSequence({ view, graph }: Posed, edges: readonly number[]): string {
  const [first] = edges;
  const nodes = edges.map((edge) => graph.receiver[edge] ?? 0);
  if (first !== undefined) nodes.unshift(graph.giver[first] ?? 0);
  return nodes.map((node) => view.nodes[unitOf(view, node)]?.key ?? "").join(" ");
}

export interface StepOrder {
  order: Order;
  /** `first`, the same moment, an order fact, times that leave no doubt, or times that overlap. */
  by: "first" | "same moment" | "order fact" | "times" | "overlap";
  basisRank: number;
}

/** How a hop follows the one before, and the basis that this needs. */
export function stepOrder(
  graph: TemporalGraph,
  previous: number | undefined,
  edge: number,
): StepOrder {
  const own = graph.basis[edge] ?? 0;
  const source = graph.giver[edge] ?? 0;
  if (previous === undefined && precedes(graph, source, graph.event[edge] ?? -1)) {
    return { order: "certain", by: "first", basisRank: own };
  }
  const before = previous === undefined ? source : (graph.event[previous] ?? 0);
  const after = graph.event[edge] ?? 0;
  if (before === after) return { order: "certain", by: "same moment", basisRank: own };
  if (isImplied(graph, edge)) return { order: "certain", by: "order fact", basisRank: own };
  if ((graph.high[before] ?? Number.NaN) <= (graph.low[after] ?? Number.NaN)) {
    const times = Math.max(graph.highBasis[before] ?? 0, graph.lowBasis[after] ?? 0);
    return { order: "certain", by: "times", basisRank: Math.max(own, times) };
  }
  return { order: "possible", by: "overlap", basisRank: own };
}

export function pathBasis(graph: TemporalGraph, edges: readonly number[]): Basis {
  const ranks = new Set(edges.map((edge, i) => stepOrder(graph, edges[i - 1], edge).basisRank));
  return basisOfRank(Math.max(0, ...ranks));
}

interface Checked {
  path: readonly number[] | undefined;
  /** Earliest arrival in any world; a lower bound if not all paths were tried. */
  earliest: number | undefined;
  incomplete: boolean;
}

const leadingOn = ({ graph, sources, targets, window }: Posed): Onward | undefined =>
  onwardTo(graph, sources, targets, window);

/** The best possible path, and the earliest arrival, that no order fact refuses. */
export function checkedPath(
  posed: Posed,
  criterion: "earliest" | "fewest-hops",
  onward = leadingOn(posed),
): Checked {
  const { graph, sources, targets, window } = posed;
  if (!onward) return { path: undefined, earliest: undefined, incomplete: false };
  const possible = searchByHops(graph, sources, "possible", window, onward);
  const best = bestEnd(possible, targets, criterion);
  const soonest = bestEnd(possible, targets, "earliest");
  if (!best || !soonest) return { path: undefined, earliest: undefined, incomplete: false };
  const path = edgesOf(best);
  const holds = givenPath(graph, path, window) !== undefined;
  if (holds && givenPath(graph, edgesOf(soonest), window)) {
    return { path, earliest: soonest.label, incomplete: false };
  }
  const { paths, cut } = triedPaths(posed);
  const ends = paths.map((edges) => {
    const last = graph.event[edges.at(-1) ?? -1] ?? -1;
    return { edges, label: givenPath(graph, edges, window)?.low(last) ?? Number.NaN };
  });
  const byLabel = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
  const [first] = ends.toSorted((a, b) => byLabel(a.label, b.label));
  const [shortest] = ends.toSorted(
    (a, b) => a.edges.length - b.edges.length || byLabel(a.label, b.label),
  );
  return {
    path: holds ? path : (criterion === "earliest" ? first : shortest)?.edges,
    earliest: cut ? soonest.label : first?.label,
    incomplete: true,
  };
}

/** What makes a path the best of those at one floor. */
export type BestBy = "earliest" | "fewest-hops" | "fastest" | "departure";

/** Whether a path that is only possible may do better than a certain one. */
function isOutdone(
  posed: Posed,
  by: BestBy,
  path: readonly number[],
  checked: Checked,
  departure: number | undefined,
): boolean {
  const { graph, window } = posed;
  const bounds = givenPath(graph, path, window);
  if (!bounds) return false;
  const [first, last] = [path[0], path.at(-1)].map((edge) => graph.event[edge ?? -1] ?? -1);
  switch (by) {
    case "earliest":
      return (checked.earliest ?? Number.NaN) < bounds.low(last ?? -1);
    case "fewest-hops":
      return (checked.path?.length ?? path.length) < path.length;
    case "departure":
      return (departure ?? Number.NaN) > bounds.high(first ?? -1);
    case "fastest": {
      const possible = fastest(posed, "possible").path;
      const least = (edges: readonly number[]) => elapsedAlong(posed, edges)?.least ?? 0;
      return possible !== undefined && least(possible) < least(path);
    }
  }
}

/** Solves a posed question. Of the paths that answer it, one that is certain is shown before others. */
export function solvePosed(posed: Posed, by: BestBy): Solution {
  const { graph, sources, targets, window } = posed;
  const criterion = by === "fewest-hops" ? by : "earliest";
  const onward = leadingOn(posed);
  const certain = onward && searchByHops(graph, sources, "certain", window, onward);
  const surely = certain && bestEnd(certain, targets, criterion);
  const checked = checkedPath(posed, criterion, onward);
  const fast = by === "fastest" ? fastest(posed, surely ? "certain" : "possible") : undefined;
  const leaving = by === "departure" ? latestDeparture(posed) : undefined;
  const path = (fast ?? leaving)?.path ?? (surely ? edgesOf(surely) : checked.path);
  const order: AnswerOrder = path === undefined ? "none" : surely ? "certain" : "possible";
  const latest = certain && bestEnd(certain, targets, "earliest")?.label;
  const between = (low: number | undefined, high: number | undefined) =>
    path && intervalOf(low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY);
  return {
    ...posed,
    order,
    path,
    basis: path && pathBasis(graph, path),
    elapsed: path && elapsedAlong(posed, path),
    arrival: between(checked.earliest, latest),
    departure: leaving && between(leaving.guaranteed, leaving.possible),
    incomplete: checked.incomplete || (fast ?? leaving)?.incomplete === true,
    outdone:
      path !== undefined &&
      order === "certain" &&
      isOutdone(posed, by, path, checked, leaving?.possible),
  };
}

/**
 * Solves a question at a floor without some claims. *Best basis* takes the best floor at which
 * the question has an answer at all.
 */
export async function solve(
  loaded: Loaded,
  question: SettledQuestion,
  without: ReadonlySet<`${string}#${number}`> = new Set(),
): Promise<Solution> {
  const { basis, by } = question.asked;
  const floors = by === "best-basis" ? BASES.slice(0, basisRank(basis) + 1) : [basis];
  let last: Solution | undefined;
  for (const floor of floors) {
    const posed = await pose(loaded, await loaded.view(floor, without), question);
    last = solvePosed(posed, by === "best-basis" ? "earliest" : by);
    if (last.order !== "none") return last;
  }
  if (!last) throw new Error("no floor to solve at");
  return last;
}
