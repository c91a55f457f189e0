/** Marks and words along the axis, in any zone. */
import { scaleUtc } from "d3-scale";
import { isoYear, wallParts } from "../words/spoken-time.ts";
import { type PlacedWord, placedWords } from "./tick-words.ts";
import type { TimeWindow } from "./window.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Two days before the last instant that a date can be, so that it is one on every zone's clocks. */
const FAR = 8.64e15 - 2 * DAY;

/** Milliseconds that a zone's clocks are ahead of UTC. */
export function offsetAt(at: number, zone: string): number {
  if (zone === "UTC") return 0;
  const ms = Math.max(-FAR, Math.min(FAR, at));
  const { of, year } = wallParts(ms, zone);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(of("month")) - 1, Number(of("day")));
  wall.setUTCHours(Number(of("hour")), Number(of("minute")), Number(of("second")));
  return wall.getTime() - Math.floor(ms / 1000) * 1000;
}

export interface Tick {
  ms: number;
  label: string;
  /** The date, where it is another than at the tick before. */
  date: string | null;
}

const two = (value: number): string => String(value).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As clocks show it: as much as is needed to tell ticks this far apart. */
function labelOf(wall: Date, step: number): string {
  if (step >= 360 * DAY) return isoYear(wall.getUTCFullYear());
  if (step >= 27 * DAY) return `${MONTHS[wall.getUTCMonth()]} ${isoYear(wall.getUTCFullYear())}`;
  if (step >= DAY) return `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}`;
  const clock = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
  if (step >= MINUTE) return clock;
  const seconds = `${clock}:${two(wall.getUTCSeconds())}`;
  if (step >= 1000) return seconds;
  return `${seconds}.${String(wall.getUTCMilliseconds()).padStart(3, "0")}`;
}

const dateOf = (wall: Date): string => wall.toISOString().replace(/T.*/, "");

/** About `count` ticks at round times of the zone's clocks. */
export function ticksOf(from: number, to: number, count: number, zone: string): Tick[] {
  const ahead = offsetAt(from, zone);
  const walls = scaleUtc()
    .domain([from + ahead, to + offsetAt(to, zone)])
    .ticks(count);
  const step = (walls[1]?.getTime() ?? to) - (walls[0]?.getTime() ?? from);
  let before = "";
  return walls.flatMap((wall): Tick[] => {
    const guess = wall.getTime() - ahead;
    const ms = wall.getTime() - offsetAt(guess, zone);
    if (ms < from || ms > to) return [];
    const day = step >= DAY ? isoYear(wall.getUTCFullYear()) : dateOf(wall);
    const isNew = day !== before && step < 27 * DAY;
    before = day;
    return [{ ms, label: labelOf(wall, step), date: isNew ? day : null }];
  });
}

interface AxisRows {
  dates: readonly PlacedWord[];
  labels: readonly PlacedWord[];
}

/** Above, the dates; under them, what clocks show. */
export function tickWords(
  ticks: readonly Tick[],
  axis: (ms: number) => number,
  width: number,
  widthOf: (text: string) => number,
): AxisRows {
  const dates = ticks.flatMap(({ ms, date }) =>
    date === null ? [] : [{ at: axis(ms), text: date }],
  );
  const labels = ticks.map(({ ms, label }) => ({ at: axis(ms), text: label }));
  // Dates stand in bold.
  const wide = (text: string) => 1.12 * widthOf(text);
  return { dates: placedWords(dates, width, wide), labels: placedWords(labels, width, widthOf) };
}

const TICK_ROOM = 88;

/** As many as a drawing of this width has room for. */
export const ticksOver = ({ from, to }: TimeWindow, width: number, zone: string): Tick[] =>
  ticksOf(from, to, Math.max(2, Math.floor(width / TICK_ROOM)), zone);
