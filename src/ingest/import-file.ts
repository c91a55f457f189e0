/** One evidence file on its way in: kept, recognised, read, and shown once its last claim is in. */
import { basename } from "node:path";
import {
  contextFrom,
  type Importer,
  type RecordResult,
  SAMPLE_BYTES,
} from "../importers/importer.ts";
import { IMPORTERS, recognise, recogniseOrigin } from "../importers/registry.ts";
import { type Claim, withWhatIdsSay } from "../model/claim.ts";
import { HeadwaterError, ImportError } from "../model/errors.ts";
import {
  EMPTY_REPORT,
  type EvidenceRecord,
  type Hash,
  type ImportReport,
  type JournalEntry,
  type Manifest,
} from "../model/evidence.ts";
import type { Reconstruction } from "../model/reconstruction.ts";
import type { FileOutcome } from "../model/report.ts";
import type { Store } from "../store/contract.ts";
import { bytesOf, type EvidenceFolder, type Received } from "./evidence-folder.ts";
import { manifestBeside } from "./files.ts";
import { asReported, type Honoured, honoured } from "./honour.ts";

/** Keeps any file as evidence, without claims of its own, for statements to cite. */
export const AS_FILE = "file";
const MAX_DIAGNOSTICS = 100;

export interface ImportChoices {
  /** Id of the importer to use, or `file`. */
  as?: string;
  /** Evidence that these bytes take the place of. */
  replaces?: Hash;
  /** In place of the manifest beside the file; null: none, whatever stands beside it. */
  manifest?: Manifest | null;
}

export interface ImportSite {
  store: Store;
  folder: EvidenceFolder;
  /** UTC milliseconds, for the journal. */
  now: () => number;
  /** Told the bytes read of the file so far. */
  onProgress?: (bytes: number) => void;
  /** Ends the import with its reason; nothing of it stays. */
  signal?: AbortSignal;
}

/** @throws HeadwaterError `usage` that lists the importers there are */
export function importerById(id: string): Importer {
  const chosen = IMPORTERS.find((importer) => importer.id === id);
  if (chosen) return chosen;
  const known = [...IMPORTERS.map((importer) => importer.id), AS_FILE].join(", ");
  throw new HeadwaterError("usage", `no importer "${id}": there are ${known}`, { where: id });
}

function chooseImporter(
  sample: Uint8Array,
  whole: boolean,
  as: string | undefined,
  manifest: Manifest | null,
  file: string,
): Importer | null {
  if (as === AS_FILE) return null;
  if (as !== undefined) return importerById(as);
  // Whatever such a file looks like: a tweet's JSON in a paste is no tweet.
  const byOrigin = recogniseOrigin(manifest?.origin ?? "");
  const matching = byOrigin.length > 0 ? byOrigin : recognise(sample, whole);
  const [only] = matching;
  if (matching.length > 1) {
    const ids = matching.map((importer) => importer.id).join(" or ");
    throw new ImportError("ambiguous-format", `several importers read this: say --as ${ids}`, {
      where: file,
    });
  }
  const whyNot = byOrigin.length > 0 ? only?.whyNot?.(sample) : undefined;
  if (whyNot !== undefined) throw new ImportError("bad-structure", whyNot, { where: file });
  if (only) return only;
  if (manifest) return null;
  throw new ImportError(
    "unknown-format",
    "no importer reads this format: see `headwater importers`, or keep it as it is with --as file or a manifest beside it",
    { where: file },
  );
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  { onProgress, signal }: ImportSite,
): AsyncIterable<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    read += chunk.length;
    onProgress?.(read);
    yield chunk;
  }
}

function tally(report: ImportReport, results: readonly RecordResult[]): void {
  for (const result of results) {
    report.seen += 1;
    report[result.outcome] += 1;
    for (const diagnostic of result.diagnostics) {
      if (report.diagnostics.length < MAX_DIAGNOSTICS) report.diagnostics.push(diagnostic);
      else report.diagnosticsOmitted += 1;
    }
  }
}

function finished(claims: readonly Claim[], reconstruction: Reconstruction | undefined): Claim[] {
  const told = reconstruction
    ? claims.flatMap((claim) => asReported(claim, reconstruction))
    : claims;
  return told.map(withWhatIdsSay);
}

interface Job extends Honoured {
  file: string;
  hash: Hash;
  size: number;
  read: () => AsyncIterable<Uint8Array>;
  /** Makes sure that the bytes are in their place. */
  keep: () => Promise<void>;
  manifest: Manifest | null;
  importer: Importer | null;
  replaces: readonly Hash[];
  action: JournalEntry["action"];
}

async function run(site: ImportSite, job: Job): Promise<EvidenceRecord> {
  const { store, now, signal } = site;
  const { hash, importer, manifest, reconstruction } = job;
  const report: ImportReport = { ...EMPTY_REPORT, diagnostics: [...job.warnings] };
  const session = await store.begin(hash, job.replaces, {
    action: job.action,
    evidence: hash,
    at: now(),
  });
  try {
    if (importer) {
      const bytes = counted(job.read(), site);
      for await (const results of importer.parse(bytes, contextFrom(manifest))) {
        tally(report, results);
        const claims = finished(
          results.flatMap((result) => result.claims),
          reconstruction,
        );
        report.claims += claims.length;
        await session.append(claims);
        signal?.throwIfAborted();
      }
    }
    signal?.throwIfAborted();
    const record: EvidenceRecord = {
      hash,
      name: basename(job.file),
      size: job.size,
      manifest,
      importer: importer ? { id: importer.id, version: importer.version } : null,
      reconstruction: reconstruction !== undefined,
      report,
    };
    await job.keep();
    await session.commit(record);
    return record;
  } catch (error) {
    await session.abort();
    throw error;
  }
}

const sameManifest = (a: Manifest | null, b: Manifest | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What an import of bytes that are evidence already comes to. */
function againstKnown(
  known: EvidenceRecord,
  manifest: Manifest | null,
  importer: Importer | null,
  file: string,
): "unchanged" | "amend" | "replace" {
  if (manifest && known.manifest && !sameManifest(manifest, known.manifest)) {
    throw new HeadwaterError(
      "manifest-differs",
      `these bytes are evidence already, with another manifest: use \`headwater evidence amend ${known.hash} --manifest <file>\``,
      { where: file },
    );
  }
  if (manifest && !known.manifest) return "amend";
  if (known.importer?.id !== importer?.id || known.importer?.version !== importer?.version) {
    return "replace";
  }
  return "unchanged";
}

const MESSAGES = {
  amend: "the manifest is new; the claims were read again under it",
  replace: "read again by another importer or version; its claims replace the former ones",
} as const;

function outcome(
  file: string,
  status: FileOutcome["status"],
  record: EvidenceRecord,
  message: string | null,
): FileOutcome {
  return {
    file,
    status,
    hash: record.hash,
    importer: record.importer?.id ?? null,
    report: record.report,
    message,
    reconstruction: record.reconstruction,
    provenance: record.manifest ? "known" : "unknown",
  };
}

/** Evidence stays with the importer it was read by, at its present version, or without one. */
function importerAsBefore(known: EvidenceRecord): Importer | null {
  return known.importer === null ? null : importerById(known.importer.id);
}

async function importReceived(
  site: ImportSite,
  file: string,
  received: Received,
  choices: ImportChoices,
): Promise<FileOutcome> {
  const { hash, size, read, keep } = received;
  if (size === 0) throw new ImportError("bad-structure", "the file is empty", { where: file });
  const known = await site.store.evidenceOf(hash);
  const given = choices.manifest === undefined ? await manifestBeside(file) : choices.manifest;
  const manifest = given ?? known?.manifest ?? null;
  const sample = await received.head(SAMPLE_BYTES);
  const importer =
    known && choices.as === undefined
      ? importerAsBefore(known)
      : chooseImporter(sample, size <= SAMPLE_BYTES, choices.as, manifest, file);
  const is = honoured(hash, manifest, sample, importer?.authored === true);
  const turn = known ? { known, is: againstKnown(known, given, importer, file) } : undefined;
  const former = choices.replaces === hash ? undefined : choices.replaces;
  if (former !== undefined && !(await site.store.evidenceOf(former))) {
    throw new HeadwaterError("not-evidence", `${former} is not evidence here`, { where: file });
  }
  if (turn?.is === "unchanged") {
    await keep();
    if (former === undefined) return outcome(file, "unchanged", turn.known, null);
    await site.store.retract({ action: "replace", evidence: former, at: site.now() });
    return outcome(file, "replaced", turn.known, `it was evidence already; ${former} is retracted`);
  }
  const replaces = [...(known ? [hash] : []), ...(former === undefined ? [] : [former])];
  const action = turn?.is ?? (former === undefined ? "import" : "replace");
  const name = known?.name ?? file;
  const bytes = { hash, size, read, keep };
  const job: Job = { file: name, ...bytes, manifest, importer, ...is, replaces, action };
  let record: EvidenceRecord;
  try {
    record = await run(site, job);
  } catch (error) {
    // Another process may have shown the same bytes meanwhile.
    if (known || site.signal?.aborted || !(await site.store.evidenceOf(hash))) throw error;
    return importReceived(site, file, received, choices);
  }
  const status = action === "amend" ? "amended" : action === "replace" ? "replaced" : "imported";
  return outcome(file, status, record, turn ? MESSAGES[turn.is] : null);
}

/**
 * Imports bytes under a name, with the manifest of the choices or beside the file of that name.
 * Same bytes, manifest and importer version are `unchanged`; a file of broken
 * structure leaves nothing behind.
 * @throws HeadwaterError naming the file and saying what to do
 */
export async function importBytes(
  site: ImportSite,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  choices: ImportChoices = {},
): Promise<FileOutcome> {
  const received = await site.folder.receive(bytes, file);
  try {
    return await importReceived(site, file, received, choices);
  } finally {
    await received.drop();
  }
}

export const importFile = (
  site: ImportSite,
  file: string,
  choices: ImportChoices = {},
): Promise<FileOutcome> => importBytes(site, file, bytesOf(file), choices);

/** Reads kept evidence again under another manifest. */
export async function amendEvidence(
  site: ImportSite,
  known: EvidenceRecord,
  manifest: Manifest,
): Promise<FileOutcome> {
  const { hash, size, name } = known;
  if (sameManifest(manifest, known.manifest)) return outcome(name, "unchanged", known, null);
  if (!(await site.folder.has(hash))) {
    throw new HeadwaterError("not-evidence", `the bytes of ${hash} are not here`, { where: name });
  }
  const sample = await site.folder.head(hash, SAMPLE_BYTES);
  const importer = importerAsBefore(known);
  const is = honoured(hash, manifest, sample, importer?.authored === true);
  const record = await run(site, {
    file: name,
    hash,
    size,
    read: () => site.folder.read(hash),
    keep: async () => undefined,
    manifest,
    importer,
    ...is,
    replaces: [hash],
    action: "amend",
  });
  return outcome(name, "amended", record, MESSAGES.amend);
}
