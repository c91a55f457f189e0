/** The three laws, on generated evidence files, from bytes to the graph that the SQLite store shows. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/graph/snapshot.ts";
import { viewOf } from "../../src/graph/view.ts";
import { retractEvidence } from "../../src/ingest/custody.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { type ImportSite, importBytes } from "../../src/ingest/import-file.ts";
import { edgeKey } from "../../src/model/edge.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { generatedFiles } from "./generated.ts";
import { gz, zip, zst } from "./packed.ts";

const RUNS = 40;

async function inSite<T>(work: (site: ImportSite) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-laws-"));
  const store = openSqliteStore(join(folder, "store.db"));
  try {
    return await work({
      store,
      folder: new EvidenceFolder(join(folder, "evidence")),
      now: () => 0,
    });
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** As it is, or in a container; the same file always in the same. */
function packed(text: string): Uint8Array {
  switch (text.length % 5) {
    case 0:
      return gz(text);
    case 1:
      return zst(text);
    case 2:
      return zip([
        { name: "a/statements.csv", text },
        { name: "readme.txt", text: "how this was made" },
      ]);
    default:
      return new TextEncoder().encode(text);
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
const load = (site: ImportSite, text: string) =>
  importBytes(site, "statements.csv", once(packed(text)));

/** All that the store shows, and the graph that questions run on. */
async function shown({ store }: ImportSite): Promise<unknown> {
  const { version: _, nodes, ...rest } = await readSnapshot(store);
  const otherEdges = [...rest.otherEdges].sort((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1));
  const snapshot = { ...rest, version: "", nodes, otherEdges };
  const views = await Promise.all(
    (["recorded", "reported", "inferred"] as const).map((floor) =>
      viewOf(snapshot, store, { floor, without: new Set() }),
    ),
  );
  const evidence = (await store.evidence()).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const byClaim = <T extends { claim: { id: string } }>(stated: readonly T[]) =>
    [...stated].sort((a, b) => (a.claim.id < b.claim.id ? -1 : 1));
  return {
    nodes: [...nodes.values()],
    flowEdges: rest.flowEdges,
    otherEdges,
    joins: byClaim(rest.joins),
    members: byClaim(rest.members),
    remarks: byClaim(rest.remarks),
    disputed: rest.disputed.map(({ id }) => id).sort(),
    views,
    evidence,
  };
}

describe("the graph is a function of the claims", () => {
  it("order does not matter", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFiles, fc.infiniteStream(fc.nat()), async (files, picks) => {
        const expected = await inSite(async (site) => {
          for (const file of files) await load(site, file);
          return shown(site);
        });
        const shuffled = files
          .map((file) => ({ file, at: picks.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at);
        const other = await inSite(async (site) => {
          for (const { file } of shuffled) await load(site, file);
          return shown(site);
        });
        expect(other).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
  });

  it("again changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFiles, async (files) => {
        await inSite(async (site) => {
          for (const file of files) await load(site, file);
          const before = await shown(site);
          const version = await site.store.version();
          for (const file of files) expect((await load(site, file)).status).toBe("unchanged");
          expect(await site.store.version()).toBe(version);
          expect(await shown(site)).toEqual(before);
        });
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it("retract means never seen", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFiles, fc.nat(), async (files, pick) => {
        const taken = pick % files.length;
        const expected = await inSite(async (site) => {
          for (const [i, file] of files.entries()) if (i !== taken) await load(site, file);
          return shown(site);
        });
        await inSite(async (site) => {
          const outcomes = [];
          for (const file of files) outcomes.push(await load(site, file));
          const hash = outcomes[taken]?.hash ?? "";
          await retractEvidence(site, hash, undefined);
          expect(await shown(site)).toEqual(expected);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("the same files, imported by several at once, give the same graph", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFiles, async (files) => {
        const expected = await inSite(async (site) => {
          for (const file of files) await load(site, file);
          return shown(site);
        });
        const together = await inSite(async (site) => {
          await Promise.all(files.map((file) => load(site, file)));
          return shown(site);
        });
        expect(together).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});
