/** Whether evidence is as it was: its bytes, what containers say of what they hold, and the journal of what was done to it. */
import { tmpdir } from "node:os";
import { ImportError } from "../model/errors.ts";
import type { CheckReport, EvidenceRecord, Hash } from "../model/evidence.ts";
import type { VerifyAnswer } from "../model/report.ts";
import { type Archive, type Node, openArchive } from "./containers/archive.ts";
import { KIND_BYTES } from "./containers/kinds.ts";
import { LIMITS } from "./containers/limits.ts";
import { getEvidence, verifyBytes } from "./custody.ts";
import { bytesOf } from "./evidence-folder.ts";
import type { ImportSite } from "./import-file.ts";
import { CONTAINER } from "./plan.ts";
import { verifyJournal } from "./verify-journal.ts";

type Site = Pick<ImportSite, "store" | "folder" | "signal">;

async function checksIn(archive: Archive, node: Node, site: Site): Promise<CheckReport[]> {
  const { check } = await archive.saidOf(node);
  const own = ((await check?.(site.signal)) ?? []).map(
    ({ what, state, message }): CheckReport => ({ path: [...node.path], what, state, message }),
  );
  const checks = [...own];
  for (const child of await archive.childrenOf(node)) {
    // What a web archive received is no part of what it says of itself.
    if (child.refused !== undefined || child.received !== undefined) continue;
    site.signal?.throwIfAborted();
    try {
      checks.push(...(await checksIn(archive, await child.look(), site)));
    } catch (error) {
      // The import has told what of it cannot be unpacked.
      if (!(error instanceof ImportError)) throw error;
    }
  }
  return checks;
}

/** What the containers in a file say of what they hold, as it is now. */
async function checksOf(site: Site, { hash, size }: EvidenceRecord): Promise<CheckReport[]> {
  const file = site.folder.pathOf(hash);
  const archive = await openArchive({
    file,
    open: () => bytesOf(file, size),
    size,
    limits: LIMITS,
    folder: tmpdir(),
    sampleBytes: KIND_BYTES,
  });
  try {
    return await checksIn(archive, archive.root, site);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return [{ path: [], what: "container", state: "differs", message: error.message }];
  } finally {
    await archive.close();
  }
}

type Verified = VerifyAnswer["evidence"][number];

async function verifyOne(site: Site, record: EvidenceRecord): Promise<Verified> {
  const bytes = await verifyBytes(site, record);
  const isContainer = record.importer?.id === CONTAINER || record.report.checks.length > 0;
  const checks = bytes === "intact" && isContainer ? await checksOf(site, record) : [];
  return { hash: record.hash, name: record.name, bytes, checks };
}

/** All evidence, or one file, and the whole journal; `onDone` is told the bytes of those that are done. */
export async function verifyEvidence(
  site: Site,
  hash: Hash | undefined,
  onDone: (done: number, total: number) => void = () => undefined,
): Promise<VerifyAnswer> {
  const records =
    hash === undefined ? await site.store.evidence() : [await getEvidence(site, hash)];
  const total = records.reduce((sum, { size }) => sum + size, 0);
  const evidence: Verified[] = [];
  let done = 0;
  for (const record of records) {
    site.signal?.throwIfAborted();
    evidence.push(await verifyOne(site, record));
    done += record.size;
    onDone(done, total);
  }
  const asked = new Set(records.map((record) => record.hash));
  return { kind: "verify", evidence, journal: await verifyJournal(site, asked) };
}

/** Whether nothing differs and nothing is missing. */
export const isSound = ({ evidence, journal }: VerifyAnswer): boolean =>
  journal.problems.length === 0 &&
  evidence.every(
    ({ bytes, checks }) =>
      (bytes === "intact" || bytes === "not kept") &&
      checks.every(({ state }) => state !== "differs"),
  );
