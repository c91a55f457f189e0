/** The report of an import, added up record by record. Its lists are cut, and what is left out is counted. */
import type { RecordResult } from "../importers/importer.ts";
import type { Claim, EdgeFact, Fact } from "../model/claim.ts";
import { flows } from "../model/edge.ts";
import type { Diagnostic } from "../model/errors.ts";
import {
  type CheckReport,
  EMPTY_REPORT,
  type FieldNote,
  type ImportReport,
  type MemberReport,
} from "../model/evidence.ts";
import { handleOfKey, isAddress } from "../model/key.ts";
import type { Interval, Zone } from "../model/time.ts";

const MAX_DIAGNOSTICS = 100;
const MAX_REASONS = 100;
const MAX_FIELDS = 300;
const MAX_ZONES = 50;
/** Of those that are read, and as many again of the others. */
const MAX_MEMBERS = 500;
const MAX_CHECKS = 200;

type Outcome = RecordResult["outcome"];

/** Counts by name, of the first so many names. */
function createCounts<T>(max: number) {
  const counted = new Map<string, { value: T; count: number }>();
  let omitted = 0;
  return {
    add(name: string, value: () => T, count = 1): void {
      const known = counted.get(name);
      if (known) known.count += count;
      else if (counted.size < max) counted.set(name, { value: value(), count });
      else omitted += count;
    },
    list: () => [...counted.values()],
    omitted: () => omitted,
  };
}

/** Whether the other end of a link has a key of its own, or only an address or a handle. */
function leadsToItem({ subject, object }: EdgeFact, about: string | undefined): boolean {
  const other = object === about ? subject : object;
  return !isAddress(other) && handleOfKey(other) === undefined;
}

/** That a linked archive copy has an original is no link of the record's own. */
const isLink = ({ relation, subject }: EdgeFact, about: string | undefined): boolean =>
  flows(relation) && relation !== "PART_OF" && (relation !== "COPY_OF" || subject === about);

/**
 * From the first bound known to the last: open where that one does not close it, as what is only
 * known to be no earlier than the last leaves the end open.
 */
function createSpan() {
  const [first, last] = [
    { earliest: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY },
    { earliest: Number.NEGATIVE_INFINITY, latest: Number.NEGATIVE_INFINITY },
  ];
  const isKnown = Number.isFinite;
  return {
    add(time: Interval): void {
      for (const end of ["earliest", "latest"] as const) {
        const bound = time[end];
        if (bound === null) continue;
        first[end] = Math.min(first[end], bound);
        last[end] = Math.max(last[end], bound);
      }
    },
    span: (): Interval => ({
      earliest: isKnown(first.earliest) && first.earliest <= first.latest ? first.earliest : null,
      latest: isKnown(last.latest) && last.earliest <= last.latest ? last.latest : null,
    }),
  };
}

/** Each thing that an imported record met with; the one for which another was not imported. */
function codesOf({ outcome, diagnostics }: RecordResult): Iterable<string> {
  if (outcome === "imported") return new Set(diagnostics.map(({ code }) => code));
  const reason = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
  return [reason?.code ?? "no-reason"];
}

export interface Tally {
  /** What became of some records; `within` is the path of their member in a container. */
  records(results: readonly RecordResult[], within?: readonly string[]): void;
  /** What they claim. */
  claims(claims: readonly Claim[]): void;
  /** Something about the file or a member as a whole. */
  note(diagnostic: Diagnostic): void;
  member(member: MemberReport, isFine: boolean): void;
  /** So many records of a web archive that no importer is given. */
  left(reason: string, records: number): void;
  /** What a container says of what it holds, and whether it is true. */
  check(check: CheckReport): void;
  report(): ImportReport;
}

export function createTally(): Tally {
  const counts = { seen: 0, imported: 0, skipped: 0, failed: 0, claims: 0 };
  const diagnostics: Diagnostic[] = [];
  const members: MemberReport[] = [];
  const checks: CheckReport[] = [];
  const reasons = createCounts<{ outcome: Outcome; code: string }>(MAX_REASONS);
  const ignored = createCounts<FieldNote>(MAX_FIELDS);
  const unknown = createCounts<FieldNote>(MAX_FIELDS);
  const zones = createCounts<Zone>(MAX_ZONES);
  const published = createSpan();
  const links = { toItems: 0, toNames: 0 };
  const kept = { fine: 0, other: 0 };
  let diagnosticsOmitted = 0;
  let membersOmitted = 0;
  let checksOmitted = 0;

  function note(diagnostic: Diagnostic): void {
    if (diagnostics.length < MAX_DIAGNOSTICS) diagnostics.push(diagnostic);
    else diagnosticsOmitted += 1;
  }

  function record(result: RecordResult, within: readonly string[]): void {
    counts.seen += 1;
    counts[result.outcome] += 1;
    for (const code of codesOf(result)) {
      const { outcome } = result;
      reasons.add(`${outcome} ${code}`, () => ({ outcome, code }));
    }
    for (const one of result.diagnostics) {
      note(within.length === 0 ? one : { ...one, place: [...within, one.place].join(", ") });
    }
    for (const field of result.fields ?? []) {
      const list = field.reason === undefined ? unknown : ignored;
      list.add(field.field, () => field);
    }
  }

  function zone({ name, reason, note: why }: Zone): void {
    const said: Zone = { reason };
    if (name !== undefined) said.name = name;
    if (why !== undefined) said.note = why;
    zones.add(JSON.stringify([name, reason, why]), () => said);
  }

  function fact(one: Fact, about: string | undefined): void {
    if (one.fact === "time") {
      const isOwn = one.item === about;
      if (one.zone && (isOwn || !one.fromId)) zone(one.zone);
      if (isOwn && one.kind === "published") published.add(one);
    } else if (one.fact === "edge") {
      if (one.time?.zone) zone(one.time.zone);
      if (isLink(one, about)) links[leadsToItem(one, about) ? "toItems" : "toNames"] += 1;
    } else if (one.fact === "remark" && one.time?.zone) zone(one.time.zone);
  }

  return {
    note,
    records(results, within = []) {
      for (const result of results) record(result, within);
    },
    claims(claims) {
      counts.claims += claims.length;
      for (const { facts, subject } of claims) for (const one of facts) fact(one, subject);
    },
    member(member, isFine) {
      const which = isFine ? "fine" : "other";
      kept[which] += 1;
      if (kept[which] <= MAX_MEMBERS) members.push(member);
      else membersOmitted += 1;
    },
    left(code, records) {
      counts.seen += records;
      counts.skipped += records;
      reasons.add(`skipped ${code}`, () => ({ outcome: "skipped", code }), records);
    },
    check(check) {
      if (checks.length < MAX_CHECKS) checks.push(check);
      else checksOmitted += 1;
    },
    report: () => ({
      ...EMPTY_REPORT,
      ...counts,
      diagnostics,
      diagnosticsOmitted,
      reasons: reasons.list().map(({ value, count }) => ({ ...value, records: count })),
      fieldsIgnored: ignored.list().map(({ value }) => value),
      fieldsUnknown: unknown.list().map(({ value }) => value),
      zones: zones.list().map(({ value, count }) => ({ ...value, times: count })),
      published: published.span(),
      links,
      members,
      checks,
      omitted: {
        reasons: reasons.omitted(),
        fields: ignored.omitted() + unknown.omitted(),
        zones: zones.omitted(),
        members: membersOmitted,
        checks: checksOmitted,
      },
    }),
  };
}
