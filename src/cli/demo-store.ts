/** The demo's own store: made afresh each time, and never at the cost of what anybody else put into it. */
import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesOf, EvidenceFolder, sha256Of } from "../ingest/evidence-folder.ts";
import { findFiles } from "../ingest/files.ts";
import { type SiteAddress, withSite } from "../ingest/site.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { Hash } from "../model/evidence.ts";
import { isInUse } from "../store/sqlite/in-use.ts";
import { namesNeo4j } from "./program.ts";

export const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));

/** Written into the evidence folder of a store that the demo made, and may make again. */
const MARK = "made-by-headwater-demo";

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const refused = (path: string, why: string): HeadwaterError =>
  new HeadwaterError("usage", `the demo makes its store afresh, ${why}`, { where: path });

async function seedHashes(): Promise<ReadonlySet<Hash>> {
  const found = await findFiles([SEEDS]);
  return new Set(await Promise.all(found.map(({ path }) => sha256Of(bytesOf(path)))));
}

/** Evidence that is visible in the store, or whose bytes are kept. */
async function hashesIn(path: string, address: SiteAddress): Promise<Hash[]> {
  const kept = await new EvidenceFolder(address.evidence).hashes();
  if (!(await exists(path))) return kept;
  const visible = await withSite(address, ({ store }) => store.evidence());
  return [...kept, ...visible.map(({ hash }) => hash)];
}

async function checkOwn(path: string, address: SiteAddress): Promise<void> {
  if (!(await exists(join(address.evidence, MARK)))) {
    throw refused(path, "and did not make this one: name another with --store");
  }
  const seeds = await seedHashes();
  const other = (await hashesIn(path, address)).find((hash) => !seeds.has(hash));
  if (other !== undefined) {
    throw refused(
      path,
      `but this one holds evidence of yours, ${other}: name another with --store`,
    );
  }
  if ((await exists(path)) && isInUse(path)) {
    throw refused(path, "but this one is in use: end what uses it, or name another with --store");
  }
}

/**
 * Removes what a former demo left, and begins anew.
 * @throws HeadwaterError `usage` for a store that is not the demo's own, holds more than its seeds, or is in use
 */
export async function freshStore(path: string): Promise<SiteAddress> {
  if (namesNeo4j(path)) throw refused(path, "a SQLite file: name one with --store");
  const evidence = `${path}.evidence`;
  const address: SiteAddress = { store: { kind: "sqlite", path }, evidence };
  if ((await exists(path)) || (await exists(evidence))) await checkOwn(path, address);
  for (const suffix of ["", "-wal", "-shm"]) await rm(`${path}${suffix}`, { force: true });
  await rm(evidence, { recursive: true, force: true });
  await mkdir(evidence, { recursive: true });
  await writeFile(join(evidence, MARK), "");
  return address;
}
