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

const NOT_READ = "what the page writes is no time: it is left out";
const OTHERWISE =
  "the page does not write this time as LynxChan does in English (month/day/year): its dates may have the day first, and none is read";

export interface PageClock {
  time: Said<Time> | undefined;
  warnings: Warning[];
}

interface Written {
  written: string;
  date: string;
  clock: string;
}

function monthFirst(text: string): Written | undefined {
  const [written, month, day, year, weekday = "", clock] = WRITTEN.exec(text) ?? [];
  if (written === undefined || clock === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  const isOfDay = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] === weekday;
  return isOfDay ? { written, date, clock } : undefined;
}

/**
 * Whether one of all times of a page cannot have the month first: dates that have the day first may be
 * of the same weekday either way.
 */
export function noteOfOtherwise(times: readonly Said[]): Warning | undefined {
  const otherwise = times.find(({ value }) => monthFirst(value) === undefined);
  return otherwise && ["time-not-read", OTHERWISE, otherwise.at];
}

function parsePageClock(text: string, zone: Zone): Time | undefined {
  const found = monthFirst(text);
  if (found === undefined) return undefined;
  const { written, date, clock } = found;
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
    return { time: undefined, warnings: [["time-not-read", NOT_READ, said.at]] };
  }
  return { time: said && value && { value, at: said.at }, warnings: [] };
}
