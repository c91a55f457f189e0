/** Marks and words along the axis, in any zone. */
import { scaleUtc } from "d3-scale";
import type { TimeWindow } from "./window.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  formats.set(zone, made);
  return made;
}

/** Milliseconds that a zone's clocks are ahead of UTC. */
export function offsetAt(ms: number, zone: string): number {
  if (zone === "UTC") return 0;
  const part = new Map(
    wallFormat(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  const wall = new Date(0);
  wall.setUTCFullYear(of("year"), of("month") - 1, of("day"));
  wall.setUTCHours(of("hour"), of("minute"), of("second"));
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
  if (step >= 360 * DAY) return String(wall.getUTCFullYear());
  if (step >= 27 * DAY) return `${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
  if (step >= DAY) return `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}`;
  const clock = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
  if (step >= MINUTE) return clock;
  const seconds = `${clock}:${two(wall.getUTCSeconds())}`;
  if (step >= 1000) return seconds;
  return `${seconds}.${String(wall.getUTCMilliseconds()).padStart(3, "0")}`;
}

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
    const day = step >= DAY ? String(wall.getUTCFullYear()) : wall.toISOString().slice(0, 10);
    const isNew = day !== before && step < 27 * DAY;
    before = day;
    return [{ ms, label: labelOf(wall, step), date: isNew ? day : null }];
  });
}

const TICK_ROOM = 88;

/** As many as a drawing of this width has room for. */
export const ticksOver = ({ from, to }: TimeWindow, width: number, zone: string): Tick[] =>
  ticksOf(from, to, Math.max(2, Math.floor(width / TICK_ROOM)), zone);
