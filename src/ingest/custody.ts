/** Taking evidence back, and destroying its bytes. */
import { HeadwaterError } from "../model/errors.ts";
import type { EvidenceRecord, Hash } from "../model/evidence.ts";
import type { CustodyAnswer } from "../model/report.ts";
import type { ImportSite } from "./import-file.ts";

/** @throws HeadwaterError `not-evidence` when nothing of that hash is visible */
export async function getEvidence(site: ImportSite, hash: Hash): Promise<EvidenceRecord> {
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

/** Takes the claims of an evidence file back; its bytes stay. */
export async function retractEvidence(
  site: ImportSite,
  hash: Hash,
  reason: string | undefined,
): Promise<CustodyAnswer> {
  const known = await getEvidence(site, hash);
  await site.store.retract({
    action: "retract",
    evidence: hash,
    at: site.now(),
    ...(reason === undefined ? {} : { reason }),
  });
  const left = (await site.folder.has(hash)) ? [site.folder.pathOf(hash)] : [];
  return { kind: "retract", hash, name: known.name, reason: reason ?? null, left };
}

/** Takes the claims back and destroys the bytes; the journal keeps hash, time and reason. */
export async function purgeEvidence(
  site: ImportSite,
  hash: Hash,
  reason: string | undefined,
): Promise<CustodyAnswer> {
  const known = await site.store.evidenceOf(hash);
  if (!known && !(await site.folder.has(hash))) await getEvidence(site, hash);
  await site.store.retract({
    action: "purge",
    evidence: hash,
    at: site.now(),
    ...(reason === undefined ? {} : { reason }),
  });
  await site.folder.remove(hash);
  await site.store.compact();
  return {
    kind: "purge",
    hash,
    name: known?.name ?? hash,
    reason: reason ?? null,
    left: [
      "backups and file system snapshots, copies that others made, and the medium's own spare blocks are beyond reach",
    ],
  };
}
