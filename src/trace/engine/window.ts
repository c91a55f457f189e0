/** A window of time, in UTC ms and in the codes of a graph's clock. */
import { instantOf, lastCodeUpTo } from "../../graph/clock.ts";
import type { FlowGraph } from "../../graph/flow-graph.ts";

/** Bounds of the moments of hops, UTC ms. */
export interface Window {
  earliest: number;
  latest: number;
}

export const ALWAYS: Window = {
  earliest: Number.NEGATIVE_INFINITY,
  latest: Number.POSITIVE_INFINITY,
};

export interface CodedWindow {
  /** The last code that is not after the window's start: no label is less. */
  floor: number;
  /** The first and the last code inside it. */
  first: number;
  last: number;
}

export function codeWindow({ clock }: FlowGraph, { earliest, latest }: Window): CodedWindow {
  const floor = lastCodeUpTo(clock, earliest);
  const first = instantOf(clock, floor) < earliest ? floor + 1 : floor;
  return { floor, first, last: lastCodeUpTo(clock, latest) };
}
