/** What a record of a WARC file is: a file of its own, or why it is none. */

import { findHead, type Head, mediaType } from "../../importers/reading/message-head.ts";
import { warcUri } from "../../importers/reading/warc-head.ts";
import { parseTime, TimeFormatError } from "../../model/time.ts";
import type { Flaw } from "./members.ts";
import type { ReadAt } from "./on-disk.ts";
import type { WarcRecord } from "./warc-scan.ts";
import { whyNotAddress, whyNotStatus, whyNotType } from "./web-member.ts";

/** A record with the headers of HTTP that its block begins with. */
export interface Held {
  record: WarcRecord;
  http: Head | undefined;
}

const MAX_HTTP_HEAD = 1 << 18;
const STATUS = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})(?:\D|$)/i;

export const isHttp = ({ fields }: WarcRecord): boolean =>
  mediaType(fields.get("content-type")) === "application/http";

/** Its first headers; undefined where the block is no HTTP, or no response where it should be one. */
export async function holdRecord(readAt: ReadAt, record: WarcRecord): Promise<Held> {
  const [from, to] = record.block;
  if (!isHttp(record)) return { record, http: undefined };
  const small = findHead(await readAt(from, Math.min(4096, to - from)));
  const head = small ?? findHead(await readAt(from, Math.min(MAX_HTTP_HEAD, to - from)));
  const isMeant = head !== undefined && (typeOf(record) === "request" || STATUS.test(head.line));
  return { record, http: isMeant ? head : undefined };
}

export const typeOf = ({ fields }: WarcRecord): string =>
  fields.get("warc-type")?.toLowerCase() ?? "";

export const uriOf = ({ fields }: WarcRecord): string => warcUri(fields.get("warc-target-uri"));

const OTHERS = new Set(["warcinfo", "request", "metadata", "conversion", "continuation"]);
const NOT_MODIFIED = 304;

/** Why a record is not read as a file of its own; undefined for one that is. */
export function whyLeft({ record, http }: Held): string | undefined {
  const type = typeOf(record);
  if (OTHERS.has(type)) return type;
  const isRevisit = type === "revisit";
  if (type !== "response" && type !== "resource" && !isRevisit) return "unknown-record";
  const noAddress = whyNotAddress(uriOf(record));
  if (noAddress !== undefined) return noAddress;
  // A response that is no HTTP is told as a loss where it is listed.
  if (http === undefined) {
    return isHttp(record) || isRevisit
      ? undefined
      : whyNotType(mediaType(record.fields.get("content-type")));
  }
  const status = Number(STATUS.exec(http.line)?.[1]);
  const isUnchanged = isRevisit && status === NOT_MODIFIED;
  return (
    (isUnchanged ? undefined : whyNotStatus(status)) ??
    whyNotType(mediaType(http.fields.get("content-type")))
  );
}

/** When it was saved, in the archive's own words, where they are a time. */
export function dateOf({ fields }: WarcRecord): string | null {
  const written = fields.get("warc-date");
  try {
    if (written === undefined) return null;
    parseTime(written);
    return written;
  } catch (error) {
    if (error instanceof TimeFormatError) return null;
    throw error;
  }
}

const FLAWS = {
  "wrong-length": "the record is not as long as its header says: it is read up to the next one",
  "cut-off": "the file ends within this record: what is there of it is read",
} as const satisfies Record<NonNullable<WarcRecord["flaw"]>, string>;

export function flawsOf(record: WarcRecord): Flaw[] {
  const flaws: Flaw[] = [];
  if (record.flaw) flaws.push([record.flaw, FLAWS[record.flaw]]);
  const why = record.fields.get("warc-truncated")?.slice(0, 40);
  if (why !== undefined) {
    flaws.push(["truncated", `whoever saved it broke it off (${why}): the rest is not there`]);
  }
  if (dateOf(record) === null) {
    flaws.push(["no-capture-time", "when it was saved is not written in a way that is read"]);
  }
  return flaws;
}
