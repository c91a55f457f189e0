/** What a mark is, in words: the same for the eye, the pointer and the ear. */
import { shorten } from "../../model/plain-text.ts";
import { spokenTime } from "../../model/spoken-time.ts";
import { type Interval, intervalOf } from "../../model/time.ts";
import { TIMELINE_MARK } from "../../model/timeline-answer.ts";
import { clocksIn, spokenUpTo } from "../words/spoken-time.ts";
import type { Bounds, Line } from "./line.ts";
import type { TimeWindow } from "./window.ts";

const NAME = 60;

export const intervalAt = ({ low, high }: Bounds, item: number): Interval =>
  intervalOf(low[item] ?? Number.NaN, high[item] ?? Number.NaN);

export const hasMark = (
  { answer }: Line,
  item: number,
  mark: keyof typeof TIMELINE_MARK,
): boolean => ((answer.items.marks[item] ?? 0) & TIMELINE_MARK[mark]) !== 0;

function authorOf({ answer: { items, accounts } }: Line, item: number): string | undefined {
  const account = items.account[item] ?? -1;
  const handle = accounts.handle[account];
  if (handle !== undefined && handle !== null) return `@${shorten(handle, NAME)}`;
  const key = accounts.key[account];
  return key === undefined ? undefined : shorten(key, NAME);
}

/** A name that an investigator gave, without the case that it is in. */
const withoutCase = (key: string): string => key.replace(/^case:[^/]*\//, "");

/** In one or two words, to stand beside its mark. */
export function labelOf(line: Line, item: number): string {
  const { items } = line.answer;
  const title = items.title[item] ?? null;
  if (title !== null) return shorten(title, 24);
  const author = authorOf(line, item);
  return shorten(withoutCase(author ?? items.key[item] ?? ""), 24);
}

/** `post “…” by @x on twitter`. */
export function nameOf(line: Line, item: number): string {
  const { items, lanes } = line.answer;
  const title = items.title[item] ?? null;
  const author = authorOf(line, item);
  const platform = lanes[items.lane[item] ?? -1]?.platform ?? null;
  return [
    items.type[item] ?? "item",
    title === null ? "" : ` “${shorten(title, NAME)}”`,
    author === undefined ? "" : ` by ${author}`,
    platform === null ? "" : ` on ${shorten(platform, NAME)}`,
  ].join("");
}

export function markNames(line: Line, item: number): string[] {
  const names: string[] = [];
  if (hasMark(line, item, "knownOnlyByReference")) names.push("known only by reference");
  if (hasMark(line, item, "reconstruction")) names.push("reconstruction");
  if (hasMark(line, item, "disputed")) names.push("disputed");
  return names;
}

export interface Described {
  name: string;
  key: string;
  time: string;
  /** What claims alone allow, where order facts have narrowed it. */
  alone: string | null;
  /** Basis, marks, and how many edges it has. */
  more: string[];
}

export function describe(line: Line, item: number, zone: string): Described {
  const { items } = line.answer;
  const isNarrowed =
    line.at.low[item] !== line.stated.low[item] || line.at.high[item] !== line.stated.high[item];
  const [into, out] = [line.into.get(item)?.length ?? 0, line.outOf.get(item)?.length ?? 0];
  return {
    name: nameOf(line, item),
    key: shorten(items.key[item] ?? "", 2 * NAME),
    time: spokenTime(intervalAt(line.at, item), clocksIn(zone)),
    alone: isNarrowed
      ? `sources alone: ${spokenTime(intervalAt(line.stated, item), clocksIn(zone))}`
      : null,
    more: [
      `time ${items.basis[item]}`,
      ...markNames(line, item),
      ...(into > 0 ? [`takes from ${into}`] : []),
      ...(out > 0 ? [`gives to ${out}`] : []),
    ],
  };
}

const MINUTE = 60_000;

/** An instant as closely as a window of this width needs. */
export function coarse(ms: number, { from, to }: TimeWindow, zone: string): string {
  const length = to - from > 120 * MINUTE ? 5 : to - from > 2 * MINUTE ? 8 : 12;
  return spokenUpTo(Math.round(ms), zone, length);
}
