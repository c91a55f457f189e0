/** Taking evidence back, and destroying its bytes. */
import { HeadwaterError } from "../model/errors.ts";
import type { EvidenceRecord, Hash } from "../model/evidence.ts";
import type { BytesState, CustodyAnswer } from "../model/report.ts";
import type { ImportSite } from "./import-file.ts";
import { ownedFiles } from "./owned-files.ts";

/** @throws HeadwaterError `not-evidence` when nothing of that hash is visible */
export async function getEvidence(
  site: Pick<ImportSite, "store">,
  hash: Hash,
): Promise<EvidenceRecord> {
  const known = await site.store.evidenceOf(hash);
  if (known) return known;
  throw new HeadwaterError(
    "not-evidence",
    `${hash} is not evidence here: see \`headwater evidence list\``,
    {
      where: hash,
    },
  );
}

export const verifyBytes = async (
  { folder }: Pick<ImportSite, "folder">,
  { hash, hashOnly }: EvidenceRecord,
): Promise<BytesState> => (hashOnly ? "not kept" : folder.verify(hash));

/** Takes the claims of an evidence file back; its bytes stay. Once begun it is not broken off. */
export async function retractEvidence(
  site: ImportSite,
  hash: Hash,
  reason: string | undefined,
): Promise<CustodyAnswer> {
  const known = await getEvidence(site, hash);
  site.signal?.throwIfAborted();
  await site.store.retract({
    action: "retract",
    evidence: hash,
    at: site.now(),
    ...(reason === undefined ? {} : { reason }),
  });
  const left = (await site.folder.has(hash)) ? [site.folder.pathOf(hash)] : [];
  return { kind: "retract", hash, name: known.name, reason: reason ?? null, left };
}

/** A purge that was broken off has left nothing visible, but perhaps remains in the store's file. */
const wasPurged = async (site: ImportSite, hash: Hash): Promise<boolean> =>
  (await site.store.journal()).some(
    ({ action, evidence }) => action === "purge" && evidence === hash,
  );

/**
 * Takes the claims back and destroys the bytes; the journal keeps hash, time and reason. Can be
 * repeated if it was broken off, as by a failure; a signal ends it only before it has begun.
 */
export async function purgeEvidence(
  site: ImportSite,
  hash: Hash,
  reason: string | undefined,
): Promise<CustodyAnswer> {
  const known = await site.store.evidenceOf(hash);
  const bytes = await site.folder.has(hash);
  if (!known && !bytes && !(await wasPurged(site, hash))) await getEvidence(site, hash);
  site.signal?.throwIfAborted();
  if (known) {
    await site.store.retract({
      action: "purge",
      evidence: hash,
      at: site.now(),
      ...(reason === undefined ? {} : { reason }),
    });
  }
  await site.folder.remove(hash);
  const unfinished = await site.folder.removeUnfinished(site.now());
  const uploads = await ownedFiles(site.folder.uploads, "");
  const beyondReach = await site.store.compact();
  return {
    kind: "purge",
    hash,
    name: known?.name ?? hash,
    reason: reason ?? null,
    left: [
      ...unfinished.map((path) => `${path}: perhaps an import that is under way`),
      ...uploads.map((path) => `${path}: an upload that waits for its import, or a server left it`),
      ...beyondReach,
      "what other servers and browsers have read, until they end",
      "backups and file system snapshots, copies that others made, and the medium's own spare blocks are beyond reach",
    ],
  };
}
