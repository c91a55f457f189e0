/** Words for the state of evidence and what an importer says of it. */

import type { ImportReport } from "../../model/evidence.ts";
import { counted, many, plain, redacted, shorten } from "../../model/plain-text.ts";
import type { BytesState } from "../../model/report.ts";

export const BYTES: Readonly<Record<BytesState, string>> = {
  intact: "intact: hashed again just now, the same as when they were loaded",
  differ: "ALTERED: they no longer have this hash",
  "not here": "not here",
  "not kept": "not kept: only hash, ids, times and relations are",
};

export const size = (bytes: number): string => counted(bytes, "byte");

type Counts = Pick<ImportReport, "seen" | "imported" | "skipped" | "failed">;

export const spokenCounts = ({ seen, imported, skipped, failed }: Counts): string =>
  `${seen} seen = ${imported} imported + ${skipped} skipped + ${failed} failed`;

const OUTCOMES = {
  failed: "failed",
  skipped: "skipped",
  imported: "imported with a warning",
} as const;

export const spokenReason = ({ outcome, code, records }: ImportReport["reasons"][number]): string =>
  `${OUTCOMES[outcome]}: ${records} ${plain(code)}`;

/** Of records that are imported all the same. */
export const spokenWarnings = (warnings: ImportReport["reasons"]): string =>
  `${OUTCOMES.imported}: ${warnings.map(({ code, records }) => `${records} ${plain(code)}`).join(", ")}`;

export function spokenZone({ name, reason, note, times }: ImportReport["zones"][number]): string {
  const count = many(times, "time");
  if (name === undefined) return `unknown for ${count}, which are widened over all zones`;
  return `${plain(name)}, ${reason}${note === undefined ? "" : ` (${redacted(note)})`}, for ${count}`;
}

type MemberReport = ImportReport["members"][number];

export function spokenMember({ path, importer, message, ...counts }: MemberReport): string {
  const name = path.map((part) => shorten(part, 120)).join(" > ");
  const by = importer === null ? "" : ` (${importer.id}): ${spokenCounts(counts)}`;
  return `${name}${by}${message === null ? "" : `: ${redacted(message)}`}`;
}
