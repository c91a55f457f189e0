/** What a file says of itself in its embedded data: its maker's word, and no word of when it was published. */
import type { Claim, Fact, Place } from "../../model/claim.ts";
import type { Diagnostic } from "../../model/errors.ts";
import type { Key } from "../../model/key.ts";
import { TimeFormatError, type Zone } from "../../model/time.ts";
import type { ImportContext } from "../importer.ts";
import { parsePageTime } from "../pages/page-dates.ts";
import { collectedBy, warning } from "../reading/records.ts";
import { placed } from "../reading/said.ts";

export interface WrittenDate {
  kind: "taken" | "digitised" | "created" | "changed" | "metadata-changed";
  /** As a time is written in ISO 8601, or a date of RFC 5322. */
  text: string;
  asWritten: string;
  /** Where the format says it. */
  zone?: Zone;
}

export interface FileReading {
  /** What the file is. */
  key: Key;
  context: ImportContext;
  diagnostics: Diagnostic[];
}

/** @param data in which of its data the file says so */
export function fileClaim(
  { key: subject, context: { manifest } }: FileReading,
  place: Place,
  data: string,
  facts: Fact[],
): Claim {
  const shownBy = collectedBy(manifest);
  return {
    subject,
    place,
    basis: "reported",
    source: { name: `the file itself, in its ${data}` },
    ...(shownBy === undefined ? {} : { shownBy }),
    facts,
  };
}

/**
 * A date that a file says of itself: a remark, which answers show and do not count by. Any program and
 * any hand can set it, and a file can be published long after it was made, or made anew after that.
 * What is no time gives none, and a warning.
 */
export function findDate(reading: FileReading, date: WrittenDate, at?: string): Fact | undefined {
  const { key: subject, context, diagnostics } = reading;
  const value = date.asWritten.toWellFormed();
  const relation = `embedded-date-${date.kind}`;
  try {
    const time = { ...parsePageTime(date.text, date.zone ?? context.zone), asWritten: value };
    const place = placed(at);
    return { fact: "remark", kind: "attribute", subject, relation, value, time, ...place };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    diagnostics.push(warning(1, "bad-time", error.message.slice(0, 200).toWellFormed(), at));
    return undefined;
  }
}

const ZONELESS = "dates without a zone are widened over all zones: a manifest may grant one";

/** Notes that a file has dates whose zone nothing says. */
export function noteZones({ diagnostics }: FileReading, claims: readonly Claim[]): void {
  const isOpen = ({ facts }: Claim): boolean =>
    facts.some((fact) => fact.fact === "remark" && fact.time?.zone?.reason === "unknown");
  if (claims.some(isOpen)) diagnostics.push(warning(1, "zone-unknown", ZONELESS));
}
