/** One line of an index of captures, by the names of its columns: what was captured, when, and what it gave. */
import { parseTime, type Time, TimeFormatError } from "../../model/time.ts";
import { type Placed, timeOfStamp } from "../pages/page-copy.ts";
import { type FieldTable, fieldTable } from "../reading/fields.ts";
import { RecordError } from "../reading/records.ts";
import type { Skip } from "../reading/told.ts";

/**
 * Columns as servers of such indexes name them (internetarchive/wayback, wayback-cdx-server; pywb;
 * Common Crawl), those of lines of letters too.
 */
export const CAPTURE_FIELDS: FieldTable = fieldTable(
  "urlkey timestamp endtimestamp original url statuscode status mimetype mime digest redirect method",
  {
    "length offset filename compressed uncompressed":
      "where in a WARC file the capture lies, which is evidence of its own if it was saved",
    "robotflags frame meta access source source-coll load_url":
      "how the archive stores the capture and shows it",
    "dupecount skipcount groupcount uniqcount": "counts of captures that the list leaves out",
    "mime-detected languages encoding charset truncated language":
      "what the archive made out of the capture's bytes",
    "title ip port host path checksum warc_content-type recordDigest requestBody http-status":
      "what else the archive noted of the capture",
  },
);

export interface Capture {
  stamp: Placed<string>;
  taken: Time;
  url: Placed<string>;
  /** Three digits; undefined where the line has no such column, or nothing in it. */
  status: Placed<string> | undefined;
  /** A capture of which only was kept that it had the same bytes as one before. */
  isRevisit: boolean;
  digest: Placed<string> | undefined;
  redirect: Placed<string> | undefined;
  /** Of a line that stands for several captures, the last. */
  last: Placed<Time> | undefined;
}

/** @throws RecordError for a line that tells of no capture */
export type ReadCapture = () => Capture | Skip;

/** The value of a column that is there and not a dash. */
export type FindColumn = (...names: readonly string[]) => Placed<string> | undefined;

/** 14 digits, or 17 with milliseconds, of UTC; undefined for others. */
function timeOfDigits(digits: string): Time | undefined {
  const [, seconds = "", fraction] = /^(\d{14})(\d{3})$/.exec(digits) ?? [];
  if (fraction === undefined) return timeOfStamp(digits);
  const time = timeOfStamp(seconds);
  if (time?.earliest === null || time === undefined) return undefined;
  try {
    const text = `${new Date(time.earliest).toISOString().slice(0, 19)}.${fraction}`;
    return { ...parseTime(text, { name: "UTC", reason: "documented" }), asWritten: digits };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

/** @throws RecordError for digits that are no time */
function needTime({ value, at }: Placed<string>): Time {
  const time = timeOfDigits(value);
  if (time !== undefined) return time;
  throw new RecordError("bad-time", `"${value.slice(0, 80)}" is no time of a capture`, at);
}

const POSTED = /[?&]__wb_(?:method=post|post_data=)/i;

/** Addresses without a scheme stand in old indexes. */
const absolute = (url: string): string => (/^[a-z][\w+.-]*:/i.test(url) ? url : `http://${url}`);

/** @throws RecordError for a line without an address or time */
export function readCapture(find: FindColumn): Capture | Skip {
  const stamp = find("timestamp");
  if (stamp === undefined) throw new RecordError("no-time", "the line has no time of capture");
  const original = find("original", "url");
  if (original === undefined) throw new RecordError("no-url", "the line has no address");
  const url = { ...original, value: absolute(original.value) };
  if (!/^https?:/i.test(url.value)) {
    return {
      skip: "no-page",
      why: "what was captured is no page (a look-up of a name, a screenshot)",
    };
  }
  const method = find("method")?.value ?? "GET";
  if (!/^(?:GET|HEAD)$/i.test(method) || POSTED.test(find("urlkey")?.value ?? "")) {
    return {
      skip: "posted",
      why: "it answers what was sent to the address, and is not what stood there",
    };
  }
  const last = find("endtimestamp");
  const status = find("statuscode", "status");
  return {
    stamp,
    taken: needTime(stamp),
    url,
    status: status !== undefined && /^[1-9]\d\d$/.test(status.value) ? status : undefined,
    isRevisit: find("mimetype", "mime")?.value === "warc/revisit",
    digest: find("digest"),
    redirect: find("redirect"),
    last: last && { ...last, value: needTime(last) },
  };
}
