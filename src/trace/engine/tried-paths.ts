/** The fastest path, and the one that leaves last, of those that no order fact refuses. */
import type { TemporalGraph } from "../../graph/temporal-graph.ts";
import type { View } from "../../graph/view.ts";
import { elapsedAlong } from "../elapsed.ts";
import { guaranteedDeparture, possibleDeparture } from "./departure.ts";
import { fastestPath } from "./fastest.ts";
import type { Order } from "./frontier.ts";
import { givenPath } from "./given-path.ts";
import { distinctPaths, type Paths } from "./paths.ts";
import type { Window } from "./window.ts";

interface Question {
  graph: TemporalGraph;
  view: View;
  sources: readonly number[];
  targets: readonly number[];
  window: Window;
}

/** Paths tried when order facts refuse the labels' own. */
const MAX_TRIED = 100;

/** Possible paths, fewest hops first. */
export const triedPaths = ({ graph, sources, targets, window }: Question): Paths =>
  distinctPaths(graph, sources, targets, "possible", window, MAX_TRIED, (_, edge) => edge);

/** The path for which a number is greatest, of equals the first. */
function greatest(
  paths: readonly (readonly number[])[],
  of: (path: readonly number[]) => number,
): readonly number[] | undefined {
  let best: { path: readonly number[]; value: number } | undefined;
  for (const path of paths) {
    const value = of(path);
    if (!best || value > best.value) best = { path, value };
  }
  return best?.path;
}

interface Tried {
  path: readonly number[] | undefined;
  /** A path that the labels allow was refused, or too many came up to follow all. */
  incomplete: boolean;
}

/** The path of least elapsed that is possible, or of those that are certain. */
export function fastest(question: Question, order: Order): Tried {
  const { graph, window } = question;
  const { path, cut } = fastestPath({ ...question, order });
  if (!path || givenPath(graph, path, window)) return { path, incomplete: cut };
  const least = (edges: readonly number[]) => -(elapsedAlong(question, edges)?.least ?? 0);
  return { path: greatest(triedPaths(question).paths, least), incomplete: true };
}

export interface LatestDeparture extends Tried {
  /** Undefined when it is not certain that the thing arrives. */
  guaranteed: number | undefined;
  /** An upper bound if paths were refused and not all could be tried; undefined when there is none. */
  possible: number | undefined;
}

/** When the thing can still leave, and the path by which: a certain one, if there is one. */
export function latestDeparture(question: Question): LatestDeparture {
  const { graph, window } = question;
  const sure = guaranteedDeparture(question);
  const labels = possibleDeparture(question);
  const guaranteed = sure?.at;
  const leaves = (edges: readonly number[]) =>
    givenPath(graph, edges, window)?.high(graph.event[edges[0] ?? -1] ?? -1) ?? Number.NaN;
  if (!labels || leaves(labels.path) === labels.at) {
    const path = sure?.path ?? labels?.path;
    return { path, guaranteed, possible: labels?.at, incomplete: false };
  }
  const { paths, cut } = triedPaths(question);
  const last = greatest(paths, leaves);
  const possible = cut ? labels.at : last && leaves(last);
  return { path: sure?.path ?? last, guaranteed, possible, incomplete: true };
}
