/** Dates and times as ISO 8601 writes them, in the fields of a record. */
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { type Fields, RecordError } from "./records.ts";
import { type Said, textAt } from "./said.ts";

/** A date and time as ISO 8601 writes it. @throws RecordError for one that does not exist */
export function isoTimeAt(
  fields: Fields,
  name: string,
  at: string,
  zone: Zone,
): Said<Time> | undefined {
  const written = textAt(fields, name, at);
  if (written === undefined) return undefined;
  try {
    return { value: parseTime(written.value, zone), at: written.at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", error.message.slice(0, 200), written.at);
  }
}
