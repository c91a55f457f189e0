/** Times as a mapping says that they are written; what does not fit fails its record. */
import type { TimeField } from "../../model/mapping.ts";
import { instant, parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";

const EXAMPLES: Readonly<Record<TimeField["format"], string>> = {
  iso: "2017-05-31 18:35:02",
  "epoch-seconds": "1496255702",
  "epoch-milliseconds": "1496255702000",
  "day-first": "31/05/2017 18:35",
  "month-first": "05/31/2017 6:35 PM",
  "month-named": "31 May 2017 18:35",
};

const FIGURES =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?[ T]{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))? ?([AP]M)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
/** A year past 9999 is no time. */
const MAX_MS = 253_402_300_800_000;

function clock24(hour: string, half: string | undefined): string | undefined {
  if (half === undefined) return hour.padStart(2, "0");
  const number = Number(hour);
  if (number < 1 || number > 12) return undefined;
  const base = number % 12;
  return String(half.toUpperCase() === "PM" ? base + 12 : base).padStart(2, "0");
}

/** As `parseTime` reads it; undefined when it is written otherwise. */
function inFigures(written: string, format: "day-first" | "month-first"): string | undefined {
  const [, first, second, year, hour, minute, seconds, half, zone] = FIGURES.exec(written) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [day, month] = format === "day-first" ? [first, second] : [second, first];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hour === undefined) return zone === undefined ? date : undefined;
  const clock = clock24(hour, half);
  if (clock === undefined) return undefined;
  const tail = seconds === undefined ? "" : `:${seconds}`;
  return `${date} ${clock}:${minute}${tail}${zone?.toUpperCase().replace(/UTC|GMT/, "Z") ?? ""}`;
}

const shown = (words: string): string => `"${words.slice(0, 80).toWellFormed()}"`;

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const NAMED =
  /^(?:[a-z]{3,9},? )?(?:(\d{1,2}) ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2})),? (\d{4})(,? \d.*)?$/i;
/** Twitter's API and C write the year last. */
const YEAR_LAST =
  /^([a-z]{3} [a-z]{3} \d{1,2}) (\d{2}:\d{2}:\d{2}(?: [+-]\d{4}| UTC| GMT)?) (\d{4})$/i;

/** In figures with the day first; undefined when it is written otherwise, or in another language than English. */
function withoutName(written: string): string | undefined {
  const words = written.replace(/\s+/g, " ").replace(YEAR_LAST, "$1 $3 $2");
  const [, before, second, first, behind, year, clock = ""] = NAMED.exec(words) ?? [];
  const [day, name] = [before ?? behind, (second ?? first)?.toLowerCase()];
  const month = name === undefined ? -1 : MONTHS.findIndex((one) => one.startsWith(name));
  return day === undefined || month === -1 ? undefined : `${day}/${month + 1}/${year}${clock}`;
}

const YEAR_FIRST =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})((?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s{0,3}(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?)$/;

/** As `parseTime` reads it; undefined when it is written otherwise. */
function yearFirst(written: string): string | undefined {
  const [, year, month, day, clock = ""] = YEAR_FIRST.exec(written) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return date + clock.replace(/^(.)(\d):/, "$10$2:").replace(/\s{0,3}(?:UTC|GMT)$/, "Z");
}

/** @throws TimeFormatError with the words as they are written */
function parsed(text: string, words: string, zone: Zone): Time {
  try {
    return parseTime(text, zone);
  } catch (cause) {
    if (!(cause instanceof TimeFormatError)) throw cause;
    throw new TimeFormatError(`${shown(words)} cannot be read: ${cause.message}`, { cause });
  }
}

function sinceEpoch(written: string, unit: 1 | 1000): Time | undefined {
  // Some tools write seconds as 1494004500.0, or with a fraction.
  const [, whole, fraction = ""] = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(written) ?? [];
  if (whole === undefined) return undefined;
  const hasFraction = unit === 1 || /[1-9]/.test(fraction);
  const parts = unit === 1000 ? Number(fraction.padEnd(3, "0").slice(0, 3)) : 0;
  const ms = Number(whole) * unit + parts;
  // Tools write 0 for a time that they do not know.
  return ms > 0 && ms < MAX_MS
    ? instant(ms, hasFraction ? "millisecond" : "second", written)
    : undefined;
}

/** @throws TimeFormatError when there is no zone of that name */
export const checkZone = (zone: Zone | undefined): void => {
  if (zone !== undefined) parseTime("2017-05-31", zone);
};

/**
 * The time that a field's words are, by its format; the field's own zone goes before the file's.
 * @throws TimeFormatError that shows the words
 */
export function mappedTime(written: string, { format, zone }: TimeField, ofFile: Zone): Time {
  const used = zone ?? ofFile;
  const words = written.trim();
  switch (format) {
    case "iso": {
      const text = yearFirst(words) ?? (/^\d{4}(?:-\d{2})?$/.test(words) ? words : undefined);
      if (text !== undefined) return { ...parsed(text, words, used), asWritten: words };
      break;
    }
    case "epoch-seconds":
    case "epoch-milliseconds": {
      const time = sinceEpoch(words, format === "epoch-seconds" ? 1000 : 1);
      if (time !== undefined) return time;
      break;
    }
    case "day-first":
    case "month-first":
    case "month-named": {
      const isNamed = format === "month-named";
      const figures = isNamed ? withoutName(words) : words;
      const text = inFigures(figures ?? "", isNamed ? "day-first" : format);
      if (text !== undefined) return { ...parsed(text, words, used), asWritten: words };
    }
  }
  throw new TimeFormatError(
    `${shown(words)} is no time of the format ${format}, such as ${EXAMPLES[format]}`,
  );
}
