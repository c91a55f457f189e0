/**
 * Times on pages of LynxChan, `10/20/2019 (Sun) 19:00:26`: the server writes UTC, and the month first
 * (src/be/engine/domManipulator/common.js, `formatDateToDisplay`); sites in other languages may write
 * otherwise. Who reads the page may have its scripts show his own clock instead, which leaves no mark.
 */
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import type { Said } from "../reading/said.ts";
import type { Warning } from "../reading/told.ts";

const WRITTEN = /\b(\d\d)\/(\d\d)\/(\d{4}) \((Sun|Mon|Tue|Wed|Thu|Fri|Sat)\) (\d\d:\d\d:\d\d)\b/;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const OTHERWISE =
  "the page does not write the time as LynxChan does in English (month/day/year): it is left out";

export interface PageClock {
  time: Said<Time> | undefined;
  warnings: Warning[];
}

function parsePageClock(text: string, zone: Zone): Time | undefined {
  const [written, month, day, year, weekday = "", clock] = WRITTEN.exec(text) ?? [];
  if (written === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  // Where the day stood first, the date would mostly be of another weekday.
  if (DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] !== weekday) return undefined;
  try {
    return { ...parseTime(`${date} ${clock}`, zone), asWritten: written };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

/** Among what else the words say. */
export function pageClock(said: Said | undefined, zone: Zone): PageClock {
  const value = said && parsePageClock(said.value, zone);
  if (said !== undefined && value === undefined) {
    return { time: undefined, warnings: [["time-not-read", OTHERWISE, said.at]] };
  }
  return { time: said && value && { value, at: said.at }, warnings: [] };
}
