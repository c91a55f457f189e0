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

const OFFSET = /^[+-]\d{2}:\d{2}$/;
const NO_ABBREVIATION = /^(?:UTC|GMT|AM|PM)$/;

/** @throws TimeFormatError when a field's zones or abbreviations cannot be what it says */
export function checkZones({ field, zone, abbreviations = {} }: TimeField): void {
  if (zone !== undefined) parseTime("2017-05-31", zone);
  for (const [short, name] of Object.entries(abbreviations)) {
    const place = `"abbreviations" of "${field}"`;
    if (NO_ABBREVIATION.test(short)) {
      throw new TimeFormatError(`${place}: ${short} is read as what it is, leave it out`);
    }
    if (!OFFSET.test(name)) {
      throw new TimeFormatError(
        `${place}: ${short} is ${shown(name)}, which is no offset such as -05:00: a place's clock has another in summer, an abbreviation has one`,
      );
    }
    parseTime("2017-05-31", { name, reason: "granted" });
  }
}

/** A clock, and what stands for its zone; C writes the year last. */
const ABBREVIATED =
  /(\d:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AaPp][Mm])?) ?\(?(?!(?:UTC|GMT|[AP]M|Z)\b)([A-Z]{2,5})\)?(?= \d{4}$|$)/;

interface Words {
  words: string;
  /** By what stands behind the clock. */
  zone?: Zone;
}

/** Without a zone's abbreviation, which is known by the mapping alone. */
function withoutAbbreviation(written: string, { field, abbreviations = {} }: TimeField): Words {
  const words = written.trim();
  const short = ABBREVIATED.exec(words)?.[2];
  if (short === undefined) return { words };
  const name = Object.hasOwn(abbreviations, short) ? abbreviations[short] : undefined;
  if (name === undefined) {
    throw new TimeFormatError(
      `${shown(words)} in "${field}" ends in ${short}, which may be several zones: say in the mapping, beside the format of "${field}", which it is: "abbreviations": { "${short}": "…" }, with an offset such as -05:00`,
    );
  }
  const zone: Zone = { name, reason: "granted", note: `${short}, as the mapping says` };
  return { words: words.replace(ABBREVIATED, "$1"), zone };
}

const SHORT_YEAR =
  /^\d{1,2}[/.-]\d{1,2}[/.-]'?\d{2}(?!\d)|\b[A-Za-z]{3,9}\.?[ ,/-]{1,3}(?:\d{1,2},? )?'?\d{2}(?![\d:])/;

/** A day and a month, behind them at most a clock. */
const NO_YEAR =
  /^(?:[A-Za-z]{3,9}\.?,? )?(?:(?:[A-Za-z]{3,9}\.?[ -]|\d{1,2}[/.-])\d{1,2}(?=,? \d{1,2}:)|\d{1,2}[ -][A-Za-z]{3,9}\.?(?=,? \d{1,2}:|$))/;

/** What a person may do about words that are of no format. */
function adviceOn(words: string, { field }: TimeField): string {
  if (/(?<![+\d-])\d{4}/.test(words)) return "";
  const todo = `write the years of "${field}" with four digits in a copy of the file, import that, and keep the original beside it with --as file`;
  if (NO_YEAR.test(words)) return `; it has no year, and none is guessed: ${todo}`;
  if (!SHORT_YEAR.test(words)) return "";
  return `; its year has two digits, which do not say the century, and none is guessed: ${todo}`;
}

/**
 * The time that a field's words are, by its format; the field's own zone goes before the file's.
 * @throws TimeFormatError that shows the words
 */
export function mappedTime(written: string, field: TimeField, ofFile: Zone): Time {
  const { format } = field;
  const { words, zone } = withoutAbbreviation(written, field);
  const used = zone ?? field.zone ?? ofFile;
  switch (format) {
    case "iso": {
      const text = yearFirst(words) ?? (/^\d{4}(?:-\d{2})?$/.test(words) ? words : undefined);
      if (text !== undefined) return { ...parsed(text, words, used), asWritten: written.trim() };
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
      if (text !== undefined) return { ...parsed(text, words, used), asWritten: written.trim() };
    }
  }
  throw new TimeFormatError(
    `${shown(words)} is no time of the format ${format}, such as ${EXAMPLES[format]}${adviceOn(words, field)}`,
  );
}
