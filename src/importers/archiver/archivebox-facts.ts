/** What ArchiveBox's indexes, old and new, tell of an address and of what was made of it. */
import type { Fact } from "../../model/claim.ts";
import { type Key, keyOfUrl, originalOfCopy } from "../../model/key.ts";
import { highOf, lowOf, type Time, type Zone } from "../../model/time.ts";
import { isoTimeAt } from "../reading/iso-time.ts";
import { type Fields, findText } from "../reading/records.ts";
import { secondsAt } from "../reading/seconds.ts";
import type { Told, Warning } from "../reading/told.ts";

export const SOURCE = { name: "ArchiveBox" };

/** What one of the archive's programs gave. */
export interface Result {
  method: string;
  fields: Fields;
  at: string;
}

interface Copied {
  output: string | undefined;
  /** Where that stands. */
  at: string;
}

const isBefore = (a: Time, b: Time): boolean => lowOf(a) < lowOf(b) && highOf(a) < highOf(b);

/** When the page was there, by a method that had it. */
export function captureOf(
  key: Key,
  { fields, at }: Result,
  zone: Zone,
  warnings: Warning[],
): Fact[] {
  const start = isoTimeAt(fields, "start_ts", at, zone);
  const end = isoTimeAt(fields, "end_ts", at, zone);
  if (start === undefined) return [];
  if (end !== undefined && isBefore(end.value, start.value)) {
    const message = "the program ended before it began: when the page was there is not told";
    warnings.push(["ends-before-start", message, end.at]);
    return [];
  }
  const latest = end?.value.latest ?? start.value.latest;
  const time = { ...start.value, latest };
  return [{ fact: "time", item: key, kind: "captured", ...time, at: start.at }];
}

/** A copy that the archive had the Wayback Machine make. */
export function copyOf(key: Key, { output, at }: Copied, warnings: Warning[]): Told[] {
  const copy = output === undefined ? undefined : keyOfUrl(output);
  if (copy === undefined || !copy.startsWith("wayback:")) return [];
  const place = at;
  const facts: Fact[] = [{ fact: "item", item: copy, type: "page", at: place }];
  const original = originalOfCopy(copy) ?? key;
  if (original === key) {
    facts.push({ fact: "edge", relation: "COPY_OF", subject: copy, object: key, at: place });
  } else {
    const message = `the copy is of ${original.slice(0, 200).toWellFormed()}`;
    warnings.push(["copy-of-another", message, place]);
  }
  return [{ subject: copy, basis: "reported", source: SOURCE, quoteAt: place, facts }];
}

export function wordFacts(key: Key, record: Fields): Fact[] {
  const facts: Fact[] = [{ fact: "item", item: key, at: "/url" }];
  const title = findText(record["title"]);
  if (title !== undefined) facts.push({ fact: "item", item: key, title, at: "/title" });
  const tags = findText(record["tags"]);
  const remark = { fact: "remark", kind: "attribute", subject: key } as const;
  if (tags !== undefined) {
    facts.push({ ...remark, relation: "archivist-tags", value: tags, at: "/tags" });
  }
  const added = secondsAt(record, "timestamp", "");
  if (added !== undefined) {
    facts.push({
      ...remark,
      kind: "event",
      relation: "added-to-archive",
      time: added.value,
      at: added.at,
    });
  }
  return facts;
}
