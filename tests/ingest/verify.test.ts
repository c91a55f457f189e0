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
    [
      "hashes taken away from the first on",
      "UPDATE journal SET chain = NULL WHERE id < 3",
      [1, 2, 3],
    ],
    [
      "all hashes taken away",
      "UPDATE journal SET chain = NULL, at = at - 1000000000",
      [1, 2, 3, 4],
    ],
    ["the entry of evidence taken off the end", "DELETE FROM journal WHERE id > 2", [2, null]],
    ["evidence taken out without an entry", "DELETE FROM evidence WHERE id = 1", [1]],
    [
      "evidence put back that an entry took back",
      "UPDATE evidence SET (hash, record) = (SELECT evidence, json_set(record, '$.hash', evidence) FROM journal WHERE id = 2) WHERE id = 1",
      [1, null],
    ],
    [
      "a manifest that was changed",
      `UPDATE evidence SET record = json_set(record, '$.manifest', json('{"origin": "the court"}')) WHERE id = 1`,
      [1],
    ],
    [
      "claims that were changed",
      "UPDATE claims SET body = replace(body, 'recorded', 'reported') WHERE id = 1",
      [1],
    ],
    ["claims that were taken out", "DELETE FROM claims WHERE id = 1", [1]],
    [
      "the hash of what came in",
      "UPDATE journal SET kept = (SELECT kept FROM journal WHERE id = 3) WHERE id = 1",
      [1, 1],
    ],
  ])("tells of %s", async (_, sql, entries) => {
    const { journal } = await verified(sql);
    expect(journal.problems.map(({ entry }) => entry)).toEqual(entries);
  });

  it("knows what was amended, read again, or made way for another file", async () => {
    await inSite(async (site, folder) => {
      const former = await load(site, tweets(0, 1));
      const manifest = manifestSchema.parse({ origin: "a colleague" });
      await load(site, tweets(0, 1), { manifest });
      await load(site, tweets(10, 1), former.hash === null ? {} : { replaces: former.hash });
      await load(site, tweets(20, 1));
      const second = (await site.store.evidence()).find(({ hash }) => hash !== former.hash);
      await load(site, tweets(20, 1), second === undefined ? {} : { replaces: second.hash });
      const answer = await verifyEvidence(site, undefined);
      expect(answer.journal.problems).toEqual([]);
      tamper(folder, "UPDATE journal SET former = NULL WHERE former IS NOT NULL");
      expect(isSound(await verifyEvidence(site, undefined))).toBe(false);
    });
  });

  it("without a hash is never said to be intact", async () => {
    await inSite(async (site, folder) => {
      await load(site, tweets(0, 1));
      tamper(folder, "UPDATE journal SET chain = NULL; UPDATE store SET unchained = 1");
      const told = tellVerified(await verifyEvidence(site, undefined));
      expect(told).toContain("journal  not chained: 0 of 1 entries chained");
    });
  });

  it("of an older store is said not to be chained, and is from then on", async () => {
    await inSite(async (site, folder) => {
      await fill(site);
      await site.store.close();
      tamper(
        folder,
        ["journal DROP COLUMN chain", "journal DROP COLUMN kept", "journal DROP COLUMN former"]
          .concat("store DROP COLUMN unchained")
          .map((change) => `ALTER TABLE ${change}`)
          .join(";"),
      );
      const store = openSqliteStore(join(folder, "store.db"));
      try {
        const again = { ...site, store };
        await load(again, tweets(30, 1));
        const answer = await verifyEvidence(again, undefined);
        expect(answer.journal).toMatchObject({
          entries: 5,
          chained: 1,
          unchained: 4,
          notCompared: 2,
          problems: [],
        });
        expect(isSound(answer)).toBe(true);
        expect(tellVerified(answer)).toContain("4 written before journals were chained");
        expect(tellVerified(answer)).toContain("claims of 2 files are not compared");
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
