/** Reads what was planned, record by record, into a report and a sink of claims. */
import { createHash } from "node:crypto";
import { contextFrom, type ImportContext, type RecordResult } from "../importers/importer.ts";
import { collectedBy } from "../importers/reading/records.ts";
import { type Claim, withWhatIdsSay } from "../model/claim.ts";
import { ImportError } from "../model/errors.ts";
import type { Given, Hash, MemberReport } from "../model/evidence.ts";
import { UnpackError } from "./containers/limits.ts";
import { asReported } from "./honour.ts";
import type { Plan, Reading, Unread } from "./plan.ts";
import { ARCHIVE_UNPROVEN, asArchiveTells } from "./received-file.ts";
import type { Tally } from "./tally.ts";
import { foreseen } from "./unforeseen.ts";

/** A member that is longer is read to its end before its first claim counts. */
const HELD_BYTES = 16 * 2 ** 20;

export interface ReadOptions {
  given: Given;
  tally: Tally;
  /** Takes the claims in order. */
  append: (claims: readonly Claim[]) => Promise<void>;
  signal: AbortSignal | undefined;
  /** Told which share of a container's members is done. */
  onShare: (share: number) => void;
}

interface Batch {
  results: readonly RecordResult[];
  claims: readonly Claim[];
}

function finished(
  claims: readonly Claim[],
  { reconstruction, archive, manifest, path }: Reading,
): Claim[] {
  const told = reconstruction
    ? claims.flatMap((claim) => asReported(claim, reconstruction))
    : archive === undefined
      ? claims
      : claims.map((claim) => asArchiveTells(claim, archive, collectedBy(manifest)));
  const placed =
    path.length === 0
      ? told
      : told.map((claim) => ({
          ...claim,
          place: { ...claim.place, path: [...path, ...(claim.place.path ?? [])] },
        }));
  return placed.map(withWhatIdsSay);
}

async function* batchesOf(
  reading: Reading,
  bytes: AsyncIterable<Uint8Array>,
  context: ImportContext,
  signal: AbortSignal | undefined,
): AsyncIterable<Batch> {
  const parsed = await foreseen(signal, async () =>
    reading.importer.parse(bytes, context)[Symbol.asyncIterator](),
  );
  try {
    for (;;) {
      const { value: results, done } = await foreseen(signal, () => parsed.next());
      if (done) return;
      const claims = results.flatMap((result) => result.claims);
      yield { results, claims: finished(claims, reading) };
    }
  } finally {
    await parsed.return?.();
  }
}

async function take(
  { results, claims }: Batch,
  { tally, append, signal }: ReadOptions,
  within: readonly string[],
): Promise<void> {
  tally.records(results, within);
  tally.claims(claims);
  if (claims.length > 0) await append(claims);
  signal?.throwIfAborted();
}

/** Counts and hashes bytes on their way. */
function measured(bytes: AsyncIterable<Uint8Array>) {
  const sha256 = createHash("sha256");
  let size = 0;
  let hash: Hash | undefined;
  async function* passed() {
    for await (const chunk of bytes) {
      size += chunk.length;
      sha256.update(chunk);
      yield chunk;
    }
    hash = `sha256:${sha256.digest("hex")}`;
  }
  return {
    bytes: passed(),
    size: () => size,
    /** Once all bytes have passed. */
    hash: () => (hash === undefined ? {} : { hash }),
  };
}

/** A file, or what it packs; what breaks it breaks the import. */
export async function readFileAsPlanned(reading: Reading, options: ReadOptions): Promise<void> {
  for (const warning of reading.warnings) options.tally.note(warning);
  const context = contextFrom(reading.manifest, options.given);
  const { bytes, hash } = measured(reading.open());
  const counts = noCounts();
  for await (const batch of batchesOf(reading, bytes, context, options.signal)) {
    count(counts, batch);
    await take(batch, options, []);
  }
  if (reading.path.length > 0) options.tally.member(read(reading, counts, hash()), true);
}

type Counts = Omit<MemberReport, "path" | "hash" | "importer" | "message">;
const noCounts = (): Counts => ({ seen: 0, imported: 0, skipped: 0, failed: 0, claims: 0 });

function count(counts: Counts, { results, claims }: Batch): void {
  for (const { outcome } of results) counts[outcome] += 1;
  counts.seen += results.length;
  counts.claims += claims.length;
}

/**
 * All that a member gives, or its first part where it is long; undefined then. Nothing of a member
 * that breaks off counts, so that it is read to its end before anything is.
 */
async function holdMember(
  reading: Reading,
  context: ImportContext,
  signal: AbortSignal | undefined,
): Promise<{ held: Batch[] | undefined; hash: { hash?: Hash } }> {
  const { bytes, size, hash } = measured(reading.open());
  let held: Batch[] | undefined = [];
  for await (const batch of batchesOf(reading, bytes, context, signal)) {
    signal?.throwIfAborted();
    if (size() > HELD_BYTES) held = undefined;
    held?.push(batch);
  }
  return { held, hash: hash() };
}

const read = (
  { path, importer: { id, version } }: Reading,
  counts: Counts,
  hash: { hash?: Hash },
): MemberReport => ({
  path: [...path],
  ...hash,
  importer: { id, version },
  message: null,
  ...counts,
});

const isRecorded = ({ claims }: RecordResult): boolean =>
  claims.some(({ basis }) => basis === "recorded");

async function readMember(reading: Reading, options: ReadOptions): Promise<MemberReport> {
  const { given, signal, tally } = options;
  const { manifest, companions, sent } = reading;
  const context = { ...contextFrom(manifest, given, await companions()), ...sent };
  const { held, hash } = await holdMember(reading, context, signal);
  const counts = noCounts();
  const within = reading.path;
  for (const one of reading.warnings)
    tally.note({ ...one, place: [...within, one.place].join(", ") });
  let isLowered = false;
  for await (const batch of held ?? batchesOf(reading, reading.open(), context, signal)) {
    isLowered ||= reading.archive !== undefined && batch.results.some(isRecorded);
    count(counts, batch);
    await take(batch, options, within);
  }
  if (isLowered) {
    tally.note({ ...ARCHIVE_UNPROVEN, place: [...within, ARCHIVE_UNPROVEN.place].join(", ") });
  }
  return read(reading, counts, hash);
}

function fail(tally: Tally, member: Reading | Unread, reason: string, message: string): void {
  const place = "the whole of it";
  const diagnostic = { code: reason, severity: "error", place, message } as const;
  tally.records(
    [{ record: 1, outcome: "failed", claims: [], diagnostics: [diagnostic] }],
    member.path,
  );
  const { importer } = member;
  tally.member(
    {
      path: [...member.path],
      importer: importer === null ? null : { id: importer.id, version: importer.version },
      message,
      ...noCounts(),
      seen: 1,
      failed: 1,
    },
    false,
  );
}

function skip(tally: Tally, { path, reason, message, isRecord }: Unread): void {
  const seen = isRecord ? 1 : 0;
  if (isRecord) tally.left(reason, 1);
  const counts = { ...noCounts(), seen, skipped: seen };
  tally.member({ path: [...path], importer: null, message, ...counts }, false);
}

/** What is known of a container beside its members. */
function tellContainers({ left, checks }: Plan, tally: Tally): void {
  for (const [reason, count] of left) tally.left(reason, count);
  for (const { path, what, state, message, differing } of checks) {
    tally.check({ path: [...path], what, state, message });
    for (const one of differing) {
      const place = [...path, one.name].join(", ");
      tally.note({ code: "digest-differs", severity: "warning", place, message: one.message });
    }
  }
}

/** Of a container that is kept without being read. */
export function listMembers(plan: Plan, tally: Tally): void {
  tellContainers(plan, tally);
  for (const member of plan.members) if (member.importer === null) skip(tally, member);
}

/** A container's members one after the other; what breaks one of them is told, and the rest goes on. */
export async function readMembersAsPlanned(plan: Plan, options: ReadOptions): Promise<void> {
  const { tally } = options;
  tellContainers(plan, tally);
  for (const [index, member] of plan.members.entries()) {
    options.onShare(index / plan.members.length);
    if (member.importer === null) {
      if (member.isLoss) fail(tally, member, member.reason, member.message);
      else skip(tally, member);
      continue;
    }
    try {
      const report = await readMember(member, options);
      tally.member(report, report.failed === 0);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      const reason = error instanceof UnpackError ? error.reason : error.code;
      fail(tally, member, reason, error.message);
    }
  }
}
