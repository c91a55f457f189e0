/** Events that statements tell, as they lie above the bands. */
import type { Remark } from "../../model/answer.ts";
import { shorten } from "../../model/plain-text.ts";
import { type Axis, type Extent, extentOf } from "./extent.ts";
import type { Line } from "./line.ts";

export const AXIS_HEIGHT = 36;
export const EVENT_ROW = 18;
const MAX_ROWS = 5;

export interface PlacedEvent {
  event: Remark;
  extent: Extent;
  /** Row among those above the bands; -1 where none was free: it is shaded all the same. */
  row: number;
  label: string;
  /** Where its words begin. */
  labelAt: number;
}

const labelOf = ({ subject, relation }: Remark): string =>
  shorten(relation === "" || subject.includes(relation) ? subject : `${subject}: ${relation}`, 40);

interface Spread {
  from: number;
  to: number;
}

const SPACE = 8;
const meet = (a: Spread, b: Spread): boolean => a.from < b.to + SPACE && b.from < a.to + SPACE;

/** Periods of which both ends are known come first, the longest before others. */
const weight = ({ time }: Remark): number =>
  time === null || time.earliest === null || time.latest === null ? 0 : time.latest - time.earliest;

/** Those in the window. Their words begin where they do, or as far within the window as they can. */
export function placeEvents(
  events: readonly Remark[],
  axis: Axis,
  width: number,
  widthOf: (text: string) => number,
): PlacedEvent[] {
  const rows = Array.from({ length: MAX_ROWS }, (): Spread[] => []);
  const byWeight = [...events].sort((a, b) => weight(b) - weight(a));
  return byWeight.flatMap((event): PlacedEvent[] => {
    const low = Float64Array.of(event.time?.earliest ?? Number.NEGATIVE_INFINITY);
    const high = Float64Array.of(event.time?.latest ?? Number.POSITIVE_INFINITY);
    const extent = extentOf({ low, high }, 0, axis);
    if (!extent || extent.to < 0 || extent.from > width) return [];
    const label = labelOf(event);
    const from = Math.max(0, extent.from);
    const labelAt = Math.max(3, Math.min(from, width - widthOf(label)));
    const spread = {
      from: Math.min(from, labelAt),
      to: Math.max(extent.to, labelAt + widthOf(label)),
    };
    const row = rows.findIndex((taken) => !taken.some((other) => meet(other, spread)));
    rows[row]?.push(spread);
    return [{ event, extent, row, label, labelAt }];
  });
}

/** Rows that any window needs; the drawing keeps its height while it moves. */
const eventRows = (events: readonly Remark[]): number => Math.min(MAX_ROWS, events.length);

/** Height of what stands above the bands. */
export const headOf = ({ answer }: Line): number =>
  AXIS_HEIGHT + eventRows(answer.events) * EVENT_ROW + 4;
