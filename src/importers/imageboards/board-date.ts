/** Dates of boards' own databases, in JSON as ISO 8601 with a zone. */
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { type Fields, quoted, RecordError } from "../reading/records.ts";
import { type Said, textAt } from "../reading/said.ts";

/**
 * Undefined where there is none.
 * @throws RecordError for what is no time
 */
export const dateAt = (fields: Fields, name: string, at: string): Said<Time> | undefined =>
  timeIn(textAt(fields, name, at));

/** Likewise, of what was found elsewhere. */
export function timeIn(written: Said | undefined): Said<Time> | undefined {
  if (written === undefined) return undefined;
  try {
    return { value: parseTime(written.value), at: written.at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", `${quoted(written.value)} is no time`, written.at);
  }
}
