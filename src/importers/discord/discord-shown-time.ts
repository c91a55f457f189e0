/**
 * Times as DiscordChatExporter shows them to readers: by default `11-Dec-18 11:41 AM` until 2023, since
 * then as the exporter's language writes them, long (`Tuesday, December 11, 2018 11:41 AM`) or short
 * (`12/11/2018 11:41 AM`). Read are the first, ISO 8601, the long forms of English, and numbers that
 * can be read in one way only. Minutes are a minute wide; the zone is the exporter's own, unwritten.
 */
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

interface Written {
  year: string;
  month: string;
  day: string;
  clock: string;
}

const CLOCK = "(\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AP]M)?)";
const DASHED = new RegExp(`^(\\d{1,2})-([A-Z][a-z]{2})-(\\d{2}|\\d{4}) ${CLOCK}$`, "i");
const WEEKDAY = "(?:[A-Z][a-z]{2,8},? )?";
const AMERICAN = new RegExp(
  `^${WEEKDAY}([A-Z][a-z]{2,8}) (\\d{1,2}), (\\d{4}),? (?:at )?${CLOCK}$`,
);
const BRITISH = new RegExp(`^${WEEKDAY}(\\d{1,2}) ([A-Z][a-z]{2,8}) (\\d{4}),? (?:at )?${CLOCK}$`);
const SLASHED = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4}),? ${CLOCK}$`, "i");
const DOTTED = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}),? ${CLOCK}$`, "i");
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/** Discord began in 2015: other years are of another calendar, as in Thailand or Iran. */
const OF_DISCORD = /^20(?:1[5-9]|[2-9]\d)$/;

/** By its first letters; undefined for words that are no month of English. */
function monthOf(name: string): string | undefined {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index === -1 ? undefined : String(index + 1);
}

/** The day before the month, unless that number can only be the month. */
function dayAndMonth(first: string, second: string): [day: string, month: string] | undefined {
  if (Number(first) === Number(second) || Number(first) > 12) return [first, second];
  return Number(second) > 12 ? [second, first] : undefined;
}

function findWritten(text: string): Written | undefined {
  const named = (day = "", name = "", year = "", clock = ""): Written | undefined => {
    const month = monthOf(name);
    return month === undefined ? undefined : { year, month, day, clock };
  };
  const [, ...dashed] = DASHED.exec(text) ?? [];
  if (dashed.length > 0) {
    return named(dashed[0], dashed[1], dashed[2]?.padStart(4, "20"), dashed[3]);
  }
  const [, month, day, year, clock] = AMERICAN.exec(text) ?? [];
  if (month !== undefined) return named(day, month, year, clock);
  const [, ...british] = BRITISH.exec(text) ?? [];
  if (british.length > 0) return named(...british);
  const [, ...dotted] = DOTTED.exec(text) ?? [];
  const [, ...slashed] = SLASHED.exec(text) ?? [];
  const [first = "", second = "", inYear = "", at = ""] = dotted.length > 0 ? dotted : slashed;
  const found: [string, string] | undefined =
    dotted.length > 0 ? [first, second] : dayAndMonth(first, second);
  return at === "" || found === undefined
    ? undefined
    : { year: inYear, month: found[1], day: found[0], clock: at };
}

/** `HH:MM` or `HH:MM:SS` of the day's 24 hours; undefined for a clock that shows no such time. */
function clockOf(clock: string): string | undefined {
  const [, hour = "", rest = "", half] =
    /^(\d{1,2})(:\d{2}(?::\d{2})?)(?: ?([AP]M))?$/i.exec(clock) ?? [];
  if (half === undefined) return `${hour.padStart(2, "0")}${rest}`;
  if (Number(hour) < 1 || Number(hour) > 12) return undefined;
  const hours = (Number(hour) % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
  return `${String(hours).padStart(2, "0")}${rest}`;
}

/**
 * Undefined for words that are no such time, or that can be read in two ways.
 * @throws TimeFormatError for a day or an hour that does not exist
 */
export function findShownTime(written: string, zone: Zone): Time | undefined {
  if (ISO.test(written)) return parseTime(written, zone);
  const found = findWritten(written.trim().replace(/\s+/g, " "));
  if (found === undefined || !OF_DISCORD.test(found.year)) return undefined;
  const clock = clockOf(found.clock);
  if (clock === undefined) throw new TimeFormatError(`"${written}" is not an hour that exists`);
  const day = `${found.year}-${found.month.padStart(2, "0")}-${found.day.padStart(2, "0")}`;
  return { ...parseTime(`${day} ${clock}`, zone), asWritten: written };
}
