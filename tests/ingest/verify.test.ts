/** Verifying evidence finds whatever was changed behind Headwater's back. */
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { tellVerified } from "../../src/export/tell-verified.ts";
import { retractEvidence } from "../../src/ingest/custody.ts";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import { isSound, verifyEvidence } from "../../src/ingest/verify.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { response, sha256, THREAD_URL, thread, warc } from "./made-warc.ts";
import { zip } from "./packed.ts";
import { inSite, load, tweets } from "./sites.ts";

const THREAD = response(THREAD_URL, "application/json", thread(2));

/** Four entries: three files come in, one is taken back. */
async function fill(site: ImportSite): Promise<void> {
  await load(site, tweets(0, 1));
  const second = await load(site, tweets(10, 1));
  await load(site, tweets(20, 1));
  if (second.hash) await retractEvidence(site, second.hash, "a request");
}

function tamper(folder: string, sql: string): void {
  const db = new DatabaseSync(join(folder, "store.db"));
  db.exec(sql);
  db.close();
}

describe("the journal", () => {
  const verified = async (sql: string | undefined) =>
    inSite(async (site, folder) => {
      await fill(site);
      if (sql !== undefined) tamper(folder, sql);
      const answer = await verifyEvidence(site, undefined);
      expect(isSound(answer)).toBe(answer.journal.problems.length === 0);
      return answer;
    });

  it("is intact where nobody changed it", async () => {
    const answer = await verified(undefined);
    expect(answer.journal).toMatchObject({ entries: 4, chained: 4, unchained: 0, problems: [] });
    expect(tellVerified(answer)).toContain("intact: 4 of 4 entries chained");
  });

  it.each([
    ["an action", "UPDATE journal SET action = 'amend' WHERE id = 2", [2]],
    ["a time", "UPDATE journal SET at = at + 1 WHERE id = 1", [1]],
    ["a reason", "UPDATE journal SET reason = 'none' WHERE reason IS NOT NULL", [4]],
    ["an entry taken out between others", "DELETE FROM journal WHERE id = 2", [2]],
    [
      "two entries that change places",
      "UPDATE journal SET id = CASE id WHEN 2 THEN 30 ELSE id END; UPDATE journal SET id = 2 WHERE id = 3; UPDATE journal SET id = 3 WHERE id = 30",
      [2, 3, 4],
    ],
    ["a hash taken away", "UPDATE journal SET chain = NULL WHERE id = 2", [2, 3]],
    ["hashes taken away from the first on", "UPDATE journal SET chain = NULL WHERE id < 3", [3]],
    ["the entry of evidence taken off the end", "DELETE FROM journal WHERE id > 2", [null]],
  ])("tells of %s", async (_, sql, entries) => {
    const { journal } = await verified(sql);
    expect(journal.problems.map(({ entry }) => entry)).toEqual(entries);
  });

  it("of an older store is said not to be chained, and is from then on", async () => {
    await inSite(async (site, folder) => {
      await fill(site);
      await site.store.close();
      tamper(folder, "ALTER TABLE journal DROP COLUMN chain");
      const store = openSqliteStore(join(folder, "store.db"));
      try {
        const again = { ...site, store };
        await load(again, tweets(30, 1));
        const answer = await verifyEvidence(again, undefined);
        expect(answer.journal).toMatchObject({
          entries: 5,
          chained: 1,
          unchained: 4,
          problems: [],
        });
        expect(isSound(answer)).toBe(true);
        expect(tellVerified(answer)).toContain("4 written before journals were chained");
      } finally {
        await store.close();
      }
    });
  });
});

describe("evidence", () => {
  it("is hashed again, and what a web archive says of itself is checked again", async () => {
    await inSite(async (site) => {
      const archive = { name: "archive/a.warc", text: warc(THREAD) };
      const list = (hash: string) => ({
        name: "datapackage.json",
        text: JSON.stringify({ resources: [{ path: archive.name, hash }] }),
      });
      const sound = await load(site, zip([archive, list(sha256(archive.text))]));
      const whole = await verifyEvidence(site, undefined);
      expect(whole.evidence[0]?.checks).toMatchObject([
        { what: "datapackage.json", state: "matches" },
        { what: "datapackage-digest.json", state: "not checked" },
        { path: [archive.name], state: "matches" },
      ]);
      expect(isSound(whole)).toBe(true);
      const untrue = await load(site, zip([archive, list(`sha256:${"0".repeat(64)}`)]));
      const answer = await verifyEvidence(site, untrue.hash ?? undefined);
      expect(answer.evidence).toHaveLength(1);
      expect(isSound(answer)).toBe(false);
      expect(tellVerified(answer)).toMatch(/NOT TRUE +datapackage\.json: .*archive\/a\.warc/);
      if (sound.hash) await appendFile(site.folder.pathOf(sound.hash), "x");
      const altered = await verifyEvidence(site, sound.hash ?? undefined);
      expect(altered.evidence).toMatchObject([{ bytes: "differ", checks: [] }]);
      expect(isSound(altered)).toBe(false);
    });
  });

  it("kept as a file is checked again too", async () => {
    await inSite(async (site) => {
      const manifest = manifestSchema.parse({ origin: "a colleague" });
      await load(site, zip([{ name: "datapackage.json", text: "{}" }]), { manifest });
      expect(isSound(await verifyEvidence(site, undefined))).toBe(false);
    });
  });
});
