/** Times of messages: clocks of milliseconds with the offset that the exporter was set to. */
import type { TimeFact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import type { Key } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { type Fields, RecordError, scalarText } from "../reading/records.ts";

function timeAt(fields: Fields, name: string, at: string, zone: Zone): Time | undefined {
  const written = fields[name];
  if (written === undefined || written === null) return undefined;
  try {
    return parseTime(scalarText(written), zone);
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", error.message, `${at}/${name}`);
  }
}

/** @throws RecordError for a time that does not exist */
export function timeFacts(item: Key, fields: Fields, at: string, zone: Zone): TimeFact[] {
  const fact = { fact: "time", item } as const;
  const published = timeAt(fields, "timestamp", at, zone);
  const edited = timeAt(fields, "timestampEdited", at, zone);
  const facts: TimeFact[] = [];
  if (published) facts.push({ ...fact, kind: "published", ...published, at: `${at}/timestamp` });
  if (edited) facts.push({ ...fact, kind: "edited", ...edited, at: `${at}/timestampEdited` });
  return facts;
}

/** More than a second between the clock and the id: one of them was not made by Discord. */
export function disagreesWithId({ item, earliest, latest }: TimeFact): boolean {
  const byId = publishedByKey(item);
  if (byId === undefined || earliest === null || latest === null) return false;
  return byId < earliest - 1000 || byId > latest + 1000;
}
