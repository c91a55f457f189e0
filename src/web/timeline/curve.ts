/** The shape of arrows, on canvas and in SVG alike. */
import { POINT } from "./extent.ts";

export interface Ends {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const HEAD = 5;

export interface Curve {
  /** Where it bends: it leaves to the right, and comes in from the left. */
  c1: number;
  c2: number;
  /** Where the line ends, and the tip of the head. */
  end: number;
  tip: number;
  head: number;
}

export function curveOf({ x1, y1, x2, y2 }: Ends, size = 1): Curve {
  const tip = x2 - POINT / 2;
  const head = HEAD * size;
  const pull = Math.max(10, Math.min(60, Math.abs(x2 - x1) / 2));
  const flat = y1 === y2 && x2 - x1 < 2 * POINT;
  return { c1: flat ? x1 : x1 + pull, c2: flat ? x2 : x2 - pull, end: tip - head, tip, head };
}

export function svgCurve(ends: Ends, size: number): { line: string; head: string } {
  const { c1, c2, end, tip, head } = curveOf(ends, size);
  const { x1, y1, y2 } = ends;
  const half = head / 2 + 0.5;
  return {
    line: `M${x1} ${y1}C${c1} ${y1} ${c2} ${y2} ${end} ${y2}`,
    head: `M${tip} ${y2}l${-head} ${-half}v${2 * half}z`,
  };
}

const ROOM = 56;

/** Where the number of a leg stands: in its middle, or above it where it is short. */
export function badgeOf({ x1, y1, x2, y2 }: Ends): { x: number; y: number } {
  if (Math.hypot(x2 - x1, y2 - y1) >= ROOM) return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  return { x: Math.min(x1, x2) - 15, y: Math.min(y1, y2) - 15 };
}
