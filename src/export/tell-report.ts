/** What became of a file's records, as lines of text: short after an import, whole for one file. */

import type { CheckReport, FieldNote, ImportReport } from "../model/evidence.ts";
import { many, plain, redacted, shorten } from "../model/plain-text.ts";
import { spokenTime } from "../model/spoken-time.ts";

const MAX_DIAGNOSTICS = 20;
const MAX_LISTED = 8;
const SAMPLE_LENGTH = 60;

export const countsOf = ({
  seen,
  imported,
  skipped,
  failed,
}: Pick<ImportReport, "seen" | "imported" | "skipped" | "failed">): string =>
  `${many(seen, "record")} seen = ${imported} imported + ${skipped} skipped + ${failed} failed`;

const OUTCOME = { imported: "imported with a warning", skipped: "skipped", failed: "failed" };

/** `failed: 2 no-id; skipped: 5 page-without-posts, 1 tombstone`. */
export function spokenReasons(reasons: ImportReport["reasons"]): string {
  return (["failed", "skipped", "imported"] as const)
    .map((outcome) => {
      const said = reasons.filter((one) => one.outcome === outcome);
      return said.length === 0
        ? ""
        : `${OUTCOME[outcome]}: ${said.map(({ code, records }) => `${records} ${plain(code)}`).join(", ")}`;
    })
    .filter((part) => part !== "")
    .join("; ");
}

export const spokenField = ({ field, sample }: FieldNote): string =>
  sample === undefined
    ? redacted(field)
    : `${redacted(field)} (“${shorten(sample, SAMPLE_LENGTH)}”)`;

function listed(parts: readonly string[], between: string, more: number, all: boolean): string {
  const shown = all ? parts : parts.slice(0, MAX_LISTED);
  const left = parts.length - shown.length + more;
  return shown.join(between) + (left > 0 ? `${between}and ${left} more` : "");
}

type ZoneUse = ImportReport["zones"][number];

export const hasUnknownZone = ({ zones }: ImportReport): boolean =>
  zones.some(({ name }) => name === undefined);

function spokenZone({ name, reason, note, times }: ZoneUse): string {
  const count = many(times, "time");
  if (name === undefined) return `unknown for ${count}, which are widened over all zones`;
  return `${plain(name)}, ${reason}${note === undefined ? "" : ` (${redacted(note)})`}, for ${count}`;
}

type MemberReport = ImportReport["members"][number];

function spokenMember({ path, importer, message, ...counts }: MemberReport): string {
  const name = path.map((part) => shorten(part, 120)).join(" > ");
  const by = importer === null ? "" : ` (${importer.id}): ${countsOf(counts)}`;
  return `${name}${by}${message === null ? "" : `: ${redacted(message)}`}`;
}

/** Members that nothing is read of, but for pictures and the like in web archives, and those of which records failed. */
const needsLook = ({ importer, message, seen, skipped, failed }: MemberReport): boolean =>
  (importer === null || message !== null || failed > 0) && (seen === 0 || skipped < seen);

function members({ members: all, omitted }: ImportReport, whole: boolean): string[] {
  if (all.length === 0) return [];
  const read = all.filter(({ importer, message }) => importer !== null && message === null).length;
  const shown = whole ? all : all.filter(needsLook).slice(0, MAX_LISTED);
  const left = all.filter(needsLook).length - shown.length + omitted.members;
  return [
    `members     ${all.length + omitted.members}, of which ${read}${omitted.members > 0 ? " or more" : ""} are read`,
    ...shown.map((one) => `  ${spokenMember(one)}`),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ];
}

const CHECKED = { matches: "true", differs: "NOT TRUE", "not checked": "not checked" } as const;

export function checkLine({ path, what, state, message }: CheckReport): string {
  const where = path.map((part) => `${shorten(part, 120)}: `).join("");
  return `${CHECKED[state].padEnd(12)}${where}${plain(what)}: ${redacted(message)}`;
}

/** What containers say of what they hold; after an import only what is not true of it. */
function checks({ checks: all, omitted }: ImportReport, whole: boolean): string[] {
  const shown = whole ? all : all.filter(({ state }) => state === "differs");
  return [
    ...shown.map(checkLine),
    ...(omitted.checks > 0
      ? [`${many(omitted.checks, "more check is", "more checks are")} left out`]
      : []),
  ];
}

export function diagnosticLines(
  { diagnostics, diagnosticsOmitted }: ImportReport,
  most = MAX_DIAGNOSTICS,
): string[] {
  const more = Math.max(0, diagnostics.length - most) + diagnosticsOmitted;
  return [
    ...diagnostics
      .slice(0, most)
      .map((one) => `${one.severity} ${plain(one.place)}: ${redacted(one.message)} (${one.code})`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
}

/** All but the counts and the diagnostics; `whole` leaves nothing out. */
export function reportLines(report: ImportReport, whole: boolean): string[] {
  const { reasons, fieldsIgnored, fieldsUnknown, zones, published, links, omitted } = report;
  const lines: string[] = [];
  const say = (title: string, parts: readonly string[], between: string, more = 0) => {
    if (parts.length > 0) lines.push(title.padEnd(12) + listed(parts, between, more, whole));
  };
  say("reasons", reasons.length === 0 ? [] : [spokenReasons(reasons)], "; ", omitted.reasons);
  say("unknown", fieldsUnknown.map(spokenField), ", ", omitted.fields);
  if (whole) {
    const told = fieldsIgnored.map(({ field, reason }) => `${redacted(field)}: ${reason ?? ""}`);
    if (told.length > 0) lines.push("left out", ...told.map((one) => `  ${one}`));
  } else if (fieldsIgnored.length > 0) {
    lines.push(
      `left out    ${many(fieldsIgnored.length, "field")}, each for a reason of its format`,
    );
  }
  say("zone", zones.map(spokenZone), "; ", omitted.zones);
  if (published.earliest !== null || published.latest !== null) {
    lines.push(`published   ${spokenTime(published)}`);
  }
  if (links.toItems + links.toNames > 0) {
    lines.push(
      `links       ${many(links.toItems, "to an item", "to items")}, ${many(links.toNames, "to an address", "to addresses")} only`,
    );
  }
  return [...lines, ...members(report, whole), ...checks(report, whole)];
}
