/** A source of 4CAT as its CSV shows it: by which columns it is known, and how a row is read. */
import { parse as parseHost } from "tldts";
import { instant, parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import type { BoardClocks } from "../imageboards/board-clock.ts";
import type { CollectedPost } from "../reading/collected-post.ts";
import { addLink, addMention, addTag } from "../reading/collected-post.ts";
import type { FieldTable } from "../reading/fields.ts";
import { RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import type { Reading, Skip } from "../reading/told.ts";

/** The cell of a column; undefined where there is none or it is empty. */
export type Find = (column: string) => Said | undefined;

export interface FourcatSet extends BoardClocks {
  /** Of a board: `4chan`, `8kun` or `8chan`. */
  site: string | undefined;
}

export interface FourcatSource {
  /** As 4CAT names it. */
  name: string;
  /** Together in the sets of this source only. */
  columns: readonly string[];
  /** In none of its sets. */
  without?: readonly string[];
  /** Collected by hand or in a browser before the set was made. */
  isImported?: true;
  /** Boards of several sites have the same columns. */
  isBoard?: true;
  /** Columns of which a value that 4CAT put in for want of one still says something. */
  filledIn?: readonly string[];
  fields: FieldTable;
  /** @throws RecordError when the row cannot be read */
  read: (find: Find, set: FourcatSet) => Reading | Skip;
}

export const PAGE = "the page that a browser showed when this was collected";
export const LOCAL = "the server's own clock, of the moment that unix_timestamp gives exactly";

const EPOCH = /^(\d{1,12})(?:\.(\d{1,9}))?$/;

const noTime = ({ value, at }: Said, what: string): RecordError =>
  new RecordError("bad-time", `${JSON.stringify(value.slice(0, 80))} is no ${what}`, at);

/** Seconds since 1970; undefined for none, and for the 0 that stands for none. */
export function epochTime(said: Said | undefined): Time | undefined {
  if (said === undefined) return undefined;
  const [, seconds = "", fraction] = EPOCH.exec(said.value) ?? [];
  if (seconds === "" || Number(seconds) >= MAX_SECONDS) throw noTime(said, "time in seconds");
  if (Number(seconds) === 0) return undefined;
  const rest = fraction === undefined || /^0*$/.test(fraction) ? undefined : fraction;
  if (rest === undefined) return instant(Number(seconds) * 1000, "second", said.value);
  const ms = Number(rest.padEnd(3, "0").slice(0, 3));
  return instant(Number(seconds) * 1000 + ms, "millisecond", said.value);
}

export function clockTime(said: Said | undefined, zone: Zone): Time | undefined {
  if (said === undefined || said.value === "0") return undefined;
  try {
    return parseTime(said.value, zone);
  } catch (error) {
    if (error instanceof TimeFormatError) throw noTime(said, "time that exists");
    throw error;
  }
}

export const documentedUtc = (note: string): Zone => ({ name: "UTC", reason: "documented", note });

/** The exact time where the set has it, else its clock of the given zone; some old sets write seconds there. */
export function timeOf(find: Find, zone: Zone): { time: Time | undefined; at: string } {
  const unix = find("unix_timestamp");
  const exact = epochTime(unix);
  // Beside a 0, which stands for none, the clock shows the beginning of 1970.
  if (unix !== undefined) return { time: exact, at: unix.at };
  const clock = find("timestamp");
  if (clock === undefined) return { time: undefined, at: "" };
  return {
    time: EPOCH.test(clock.value) ? epochTime(clock) : clockTime(clock, zone),
    at: clock.at,
  };
}

const listed = (said: Said | undefined): Said[] =>
  (said?.value ?? "")
    .split(",")
    .map((value) => ({ value: value.trim(), at: said?.at ?? "" }))
    .filter(({ value }) => value !== "");

export function addTags(post: CollectedPost, said: Said | undefined): void {
  for (const tag of listed(said)) addTag(post, tag);
}

export function addMentions(post: CollectedPost, site: string, said: Said | undefined): void {
  for (const handle of listed(said)) addMention(post, site, handle);
}

const BETWEEN_LINKS = /,\s?(?=https?:\/\/)/i;
const BEHIND_COMMA = /,\s?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?=[/?#]|$)/gi;

/** Whether a host without a scheme stands behind a comma, which may be another link. */
function mayBeTwo(link: string): boolean {
  for (const [, host = ""] of link.matchAll(BEHIND_COMMA)) {
    if (parseHost(host).isIcann === true) return true;
  }
  return false;
}

/** Links joined by commas, which links may hold too: only what surely is one link. */
export function addLinks(post: CollectedPost, said: Said | undefined): void {
  if (said === undefined) return;
  for (const link of said.value.split(BETWEEN_LINKS)) {
    if (mayBeTwo(link)) {
      post.warnings.push([
        "links-not-apart",
        "links are joined by commas, and it is not sure where one ends",
        said.at,
      ]);
    } else addLink(post, link.trim(), said.at);
  }
}

export function needed(said: Said | undefined, what: string): Said {
  if (said === undefined) throw new RecordError("no-id", `the row has no ${what}`);
  return said;
}
