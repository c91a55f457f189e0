/** Times as publishers of feeds write them: RFC 822, also with years of two digits and names of zones, or ISO 8601. */
import { type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { parsePageTime } from "../pages/page-dates.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";

/** As RFC 822 gives them. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ EST: "-0500", EDT: "-0400", CST: "-0600", CDT: "-0500", MST: "-0700", MDT: "-0600" },
  ...{ PST: "-0800", PDT: "-0700", UT: "+0000" },
};
const NAMED_ZONE = /\s(EST|EDT|CST|CDT|MST|MDT|PST|PDT|UT)$/;
const SHORT_YEAR = /^((?:\w{3},\s*)?\d{1,2}\s+\w{3,9}\s+)(\d{2})(\s+\d{1,2}:)/;
const SHORT_HOUR = /(\s)(\d:\d{2})/;

const inFull = (written: string): string =>
  written
    .replace(NAMED_ZONE, (_, name: string) => ` ${ZONES[name] ?? ""}`)
    .replace(SHORT_YEAR, (_, day: string, year: string, clock: string) =>
      [day, Number(year) < 70 ? "20" : "19", year, clock].join(""),
    )
    .replace(SHORT_HOUR, "$10$2")
    .replace(/([+-]\d{2}):(\d{2})$/, "$1$2")
    .replace(/^(\w{3}),(?=\d)/, "$1, ");

/** @throws RecordError when it is no time */
export function feedTime(said: Said | undefined, zone: Zone): Said<Time> | undefined {
  if (said === undefined) return undefined;
  const isIso = /^\d{4}-/.test(said.value);
  try {
    const time = parsePageTime(isIso ? said.value : inFull(said.value), zone);
    return { value: { ...time, asWritten: said.value }, at: said.at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    const message = `"${said.value.slice(0, 80)}" is no time that exists`;
    throw new RecordError("bad-time", message, said.at);
  }
}
