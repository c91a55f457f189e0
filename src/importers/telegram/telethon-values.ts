/** Values of the API's objects as Telethon writes them, with their places. */
import type { Time, Zone } from "../../model/time.ts";
import { type Fields, RecordError, scalarText } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { findUnixTime, readTime } from "./telegram-time.ts";

const UTC: Zone = { name: "UTC", reason: "documented", note: "the API's times are seconds of UTC" };

/** @throws RecordError for a time that does not exist */
export function timeAt(fields: Fields, name: string, at: string): Said<Time> | undefined {
  const written = fields[name];
  if (written === undefined || written === null) return undefined;
  const value =
    typeof written === "number" ? findUnixTime(written) : readTime(written, UTC, `${at}/${name}`);
  if (value !== undefined) return { value, at: `${at}/${name}` };
  throw new RecordError(
    "bad-time",
    `${scalarText(written)} is no time in seconds`,
    `${at}/${name}`,
  );
}
