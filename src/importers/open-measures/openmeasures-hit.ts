/** One post as Open Measures' index holds it: its values by path, and the times that it writes. */
import { instant, parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import { type Fields, findFields, findText, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";

export interface Hit {
  /** Of the index: a content hash on Bluesky, elsewhere often the site's own id. */
  id: Said | undefined;
  /** What the site gave, and its place. */
  source: Fields;
  at: string;
}

/** Which fields an answer says that it was searched and sorted by. */
export interface Keys {
  created?: string | undefined;
  content?: string | undefined;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "number" && Number.isFinite(value) ? String(value) : findText(value);

interface Way {
  names: readonly string[];
  pointer: string;
}

/** Those of tables are asked for at every record; a file may name many more. */
const WAYS = new Map<string, Way>();
const MAX_WAYS = 4096;

/** A path of names joined by dots, name by name and as a JSON Pointer. */
export function wayOf(path: string): Way {
  const known = WAYS.get(path);
  if (known !== undefined) return known;
  const names = path.split(".");
  const way = { names, pointer: names.map((name) => `/${pointerToken(name)}`).join("") };
  if (WAYS.size < MAX_WAYS) WAYS.set(path, way);
  return way;
}

/** What stands at a path of names joined by dots, with its place. */
export function valueAt({ source, at }: Hit, path: string): { value: unknown; at: string } {
  const { names, pointer } = wayOf(path);
  let value: unknown = source;
  for (const name of names) {
    const fields = findFields(value);
    value = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return { value, at: at + pointer };
}

/** A text that is not empty, or a number as a text. */
export function find(hit: Hit, path: string): Said | undefined {
  const { value, at } = valueAt(hit, path);
  const text = textOf(value);
  return text === undefined ? undefined : { value: text, at };
}

export const findFirst = (hit: Hit, paths: readonly string[]): Said | undefined => {
  for (const path of paths) {
    const said = find(hit, path);
    if (said !== undefined) return said;
  }
  return undefined;
};

/** The year 2000: no site that is collected is older, and a bare date is no count of seconds. */
const TIME_FROM = 946_684_800_000;
const NO_TIME_FROM = 253_402_300_800_000;
const DIGITS = /^(\d{1,16})(?:\.(\d{1,9}))?$/;
const STAMP = /^((?:19|20)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
const SHORT_OFFSET = /([T ]\d{2}:\d{2}.*[+-]\d{2})$/;
const WORD_FOR_UTC = /\s*(?:[+-]00:?00\s*)?(?:UTC|GMT)$/;

/** Seconds, milliseconds or microseconds, told apart by their size. */
function epochOf(digits: string, fraction: string | undefined, written: string): Time | undefined {
  const number = Number(digits);
  const isWhole = fraction === undefined || !/[1-9]/.test(fraction);
  const rest = isWhole ? 0 : Number(fraction.padEnd(3, "0").slice(0, 3));
  const [ms, precision] =
    digits.length <= 10
      ? ([number * 1000 + rest, isWhole ? "second" : "millisecond"] as const)
      : ([digits.length <= 13 ? number : Math.floor(number / 1000), "millisecond"] as const);
  return ms >= TIME_FROM && ms < NO_TIME_FROM ? instant(ms, precision, written) : undefined;
}

function clockOf(written: string, zone: Zone): Time {
  const stamp = written.replace(STAMP, "$1-$2-$3 $4:$5:$6");
  const text = stamp.replace(WORD_FOR_UTC, "Z").replace(SHORT_OFFSET, "$1:00");
  return { ...parseTime(text, zone), asWritten: written };
}

/**
 * A time as one of the many sites writes it; a clock without a zone is of the given one. What the
 * index took such a clock for is not documented.
 * @throws RecordError when it is no time
 */
export function timeOf(said: Said | undefined, zone: Zone): Time | undefined {
  if (said === undefined) return undefined;
  const written = said.value.trim();
  const [, digits, fraction] = STAMP.test(written) ? [] : (DIGITS.exec(written) ?? []);
  if (Number(digits ?? 1) === 0) return undefined;
  try {
    const time = digits === undefined ? clockOf(written, zone) : epochOf(digits, fraction, written);
    if (time !== undefined) return time;
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
  }
  const shown = JSON.stringify(written.slice(0, 80));
  throw new RecordError("bad-time", `${shown} is no time that exists`, said.at);
}

/** By when the collector had seen it; a broken clock of its says nothing. */
export function seenBy(hit: Hit, zone: Zone): number | undefined {
  const times = ["openmeasures_meta.last_scraped_ts", "lastseents"].flatMap((path) => {
    try {
      return timeOf(find(hit, path), zone)?.latest ?? [];
    } catch (error) {
      if (error instanceof RecordError) return [];
      throw error;
    }
  });
  return times.length === 0 ? undefined : Math.min(...times);
}
