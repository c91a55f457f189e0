/** One evidence file on its way in: kept, recognised, read, and shown once its last claim is in. */
import { HeadwaterError } from "../model/errors.ts";
import type { EvidenceRecord, Hash, JournalEntry, Manifest } from "../model/evidence.ts";
import type { FileOutcome } from "../model/report.ts";
import type { Store } from "../store/contract.ts";
import type { EvidenceFolder } from "./evidence-folder.ts";
import { checkGiven } from "./given.ts";
import { openContent } from "./read-file.ts";
import {
  type Received,
  receiveForNow,
  receiveInPlace,
  steadyBytesOf,
  withReceived,
} from "./received.ts";
import {
  type DrySite,
  formerOf,
  type ImportChoices,
  outcome,
  readWork,
  sameManifest,
  type Work,
  withWork,
} from "./work.ts";

export interface ImportSite extends DrySite {
  store: Store;
  folder: EvidenceFolder;
  /** UTC milliseconds, for the journal. */
  now: () => number;
}

interface Job {
  name: string;
  received: Received;
  replaces: readonly Hash[];
  action: JournalEntry["action"];
}

async function run(site: ImportSite, work: Work, job: Job): Promise<EvidenceRecord> {
  const { store, now, signal } = site;
  const { hash, keep } = job.received;
  const session = await store.begin(hash, job.replaces, {
    action: job.action,
    evidence: hash,
    at: now(),
  });
  try {
    const read = await readWork(work, job, (claims) => session.append(claims), site);
    signal?.throwIfAborted();
    if (!work.hashOnly) await keep();
    await session.commit(read);
    return read;
  } catch (error) {
    await session.abort();
    throw error;
  }
}

const MESSAGES = {
  amend: "the manifest or what was given with it is new; the claims were read again under it",
  replace: "read again by another importer or version; its claims replace the former ones",
} as const;
const KEPT_IN_FULL = "it is kept in full already";
const NOW_IN_FULL = "only its hash was kept; it is kept in full now";

function messageOf({ known, turn, hashOnly }: Work): string | null {
  if (known?.hashOnly && !hashOnly) return NOW_IN_FULL;
  return turn === "amend" || turn === "replace" ? MESSAGES[turn] : null;
}

async function changeStore(
  site: ImportSite,
  file: string,
  received: Received,
  choices: ImportChoices,
  work: Work,
): Promise<FileOutcome> {
  const { known, turn } = work;
  const former = await formerOf(site, choices, received, file);
  if (known && turn === "unchanged") {
    if (!known.hashOnly) await received.keep();
    const isLess = choices.hashOnly === true && !known.hashOnly;
    if (former === undefined) {
      return outcome(file, "unchanged", known, isLess ? KEPT_IN_FULL : null);
    }
    await site.store.retract({ action: "replace", evidence: former, at: site.now() });
    return outcome(file, "replaced", known, `it was evidence already; ${former} is retracted`);
  }
  const replaces = [...(known ? [received.hash] : []), ...(former === undefined ? [] : [former])];
  const action =
    turn === "amend" || turn === "replace" ? turn : former === undefined ? "import" : "replace";
  const name = known?.name ?? file;
  const read = await run(site, work, { name, received, replaces, action });
  const status = action === "amend" ? "amended" : action === "replace" ? "replaced" : "imported";
  return outcome(file, status, read, messageOf(work));
}

async function importReceived(
  site: ImportSite,
  file: string,
  received: Received,
  choices: ImportChoices,
  isSecond = false,
): Promise<FileOutcome> {
  const at = { received, folder: choices.hashOnly ? undefined : site.folder.path };
  let isNew = false;
  try {
    return await withWork(site, file, at, choices, (work) => {
      isNew = work.known === undefined;
      return changeStore(site, file, received, choices, work);
    });
  } catch (error) {
    // Another process may have shown the same bytes meanwhile.
    if (!isNew || isSecond || site.signal?.aborted) throw error;
    if (!(await site.store.evidenceOf(received.hash))) throw error;
    return importReceived(site, file, received, choices, true);
  }
}

/**
 * Imports bytes under a name, with the manifest of the choices or beside the file of that name.
 * Same bytes, manifest and importer version are `unchanged`; a file of broken
 * structure leaves nothing behind.
 * @throws HeadwaterError naming the file and saying what to do
 */
export const importBytes = (
  site: ImportSite,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  choices: ImportChoices = {},
): Promise<FileOutcome> =>
  withReceived(
    () => (choices.hashOnly ? receiveForNow(bytes) : site.folder.receive(bytes, file)),
    (received) => importReceived(site, file, received, choices),
  );

export const importFile = (
  site: ImportSite,
  file: string,
  choices: ImportChoices = {},
): Promise<FileOutcome> =>
  withReceived(
    () =>
      choices.hashOnly ? receiveInPlace(file) : site.folder.receive(steadyBytesOf(file), file),
    (received) => importReceived(site, file, received, choices),
  );

/** Reads kept evidence again under another manifest. */
export async function amendEvidence(
  site: ImportSite,
  known: EvidenceRecord,
  manifest: Manifest,
): Promise<FileOutcome> {
  const { hash, size, name } = known;
  if (sameManifest(manifest, known.manifest)) return outcome(name, "unchanged", known, null);
  if (!(await site.folder.has(hash)) || known.hashOnly) {
    const how = known.hashOnly ? "not kept: retract it and import the file anew" : "not here";
    throw new HeadwaterError("not-evidence", `the bytes of ${hash} are ${how}`, { where: name });
  }
  const given = known.given ?? {};
  checkGiven(given, manifest, name);
  const nothing = async (): Promise<void> => undefined;
  const path = site.folder.pathOf(hash);
  const received = { hash, size, path: () => path, check: nothing, keep: nothing, drop: nothing };
  const content = await openContent(site, {
    file: name,
    received,
    folder: site.folder.path,
    manifest,
    given,
    as: undefined,
    known,
  });
  try {
    const work = { known, manifest, given, hashOnly: false, content, turn: "amend" } as const;
    const read = await run(site, work, { name, received, replaces: [hash], action: "amend" });
    return outcome(name, "amended", read, MESSAGES.amend);
  } finally {
    await content.close();
  }
}
