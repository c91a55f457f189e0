/** Custody over HTTP: amend, retract, purge, verify, write down, and what a purge leaves. */
import { appendFile, chmod, mkdir, rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import type { Job } from "../../src/model/job.ts";
import { emptiedForEach, filesOf, idOf, seed } from "./emptied.ts";
import { ask, holdStore, type Running, start } from "./server.ts";

let server: Running;
emptiedForEach((running) => {
  server = running;
});

const cancel = (id: string) => ask(server.url, `/api/jobs/${id}`, { method: "DELETE" });

describe("custody", () => {
  async function load(name: string): Promise<string> {
    await server.ended(await server.upload({ name }, await seed(name)));
    const hash = (await server.evidence()).find((record) => record.name === name)?.hash;
    if (hash === undefined) throw new Error(`${name} is not there`);
    return hash;
  }
  const job = async (path: string, body: unknown) => server.ended(await server.post(path, body));

  it("amends, retracts, purges and verifies as the commands do", async () => {
    const hash = await load("items.csv");
    const amended = await job(`/api/evidence/${hash}/amend`, { origin: "found in a drawer" });
    expect(amended.result).toMatchObject({ kind: "amend", outcome: { status: "amended" } });
    expect((await server.evidence())[0]?.manifest?.origin).toBe("found in a drawer");
    const verified = await job("/api/evidence/verify", {});
    expect(verified.result).toEqual({
      kind: "verify",
      evidence: [{ hash, name: "items.csv", bytes: "intact", checks: [] }],
      journal: {
        entries: expect.any(Number),
        chained: expect.any(Number),
        unchained: 0,
        notCompared: 0,
        head: expect.stringMatching(/^sha256:/),
        problems: [],
      },
    });
    const retracted = await job(`/api/evidence/${hash}/retract`, { reason: "a request" });
    expect(retracted.result).toMatchObject({ kind: "retract", reason: "a request" });
    expect((await server.get(`/api/evidence/${hash}`)).status).toBe(404);
    expect(await filesOf(server)).toHaveLength(1);
    const purged = await job(`/api/evidence/${hash}/purge`, {});
    expect(purged).toMatchObject({ state: "done", result: { kind: "purge", hash } });
    expect(await filesOf(server)).toEqual([]);
    expect((await job(`/api/evidence/sha256:${"0".repeat(64)}/purge`, {})).problem?.code).toBe(
      "not-evidence",
    );
  });

  it("replaces one file by another", async () => {
    const former = await load("items.csv");
    const edited = `${await seed("items.csv")}item,case:new/one,post,,,,,,,,,,A test,,,,,\n`;
    const replaced = await server.ended(
      await server.upload({ name: "items.csv", replaces: former }, edited),
    );
    expect(replaced.result).toMatchObject({ files: [{ status: "replaced" }] });
    expect((await server.evidence()).map(({ hash }) => hash)).not.toContain(former);
    // The bytes of what was replaced stay, until they are purged.
    expect(await filesOf(server)).toHaveLength(2);
    await job(`/api/evidence/${former}/purge`, {});
  });

  it("writes statements down, and refuses at once what cannot be one", async () => {
    const statement = {
      kind: "edge",
      subject: "twitter:status/860577607670276096",
      relation: "LINKS_TO",
      object: "pastebin:gLpwpU2U",
      source: "A fictional reader",
      quote: 'it "links", they say',
    };
    const written = await job("/api/statements", {
      statements: [statement, { ...statement, object: "pastebin:abcdefgh" }],
      author: "A tester",
      case: "made-up",
    });
    expect(written.result).toMatchObject({
      kind: "note",
      outcome: { importer: "statements", report: { imported: 2 } },
    });
    expect((await server.evidence())[0]?.manifest).toMatchObject({
      collectedBy: "A tester",
      case: "made-up",
    });
    const traced = await server.get(
      "/api/trace?from=pastebin:gLpwpU2U&to=twitter:status/860577607670276096",
    );
    expect(JSON.stringify(traced.json())).toContain('it \\"links\\", they say');
    const refused = await server.post("/api/statements", {
      statements: [statement, { ...statement, relation: "HUGS" }],
    });
    expect(refused.json()).toMatchObject({ status: 400, code: "usage", where: "statement 2" });
    expect(refused.text).toContain("HUGS");
  });

  it("hands out the bytes to be saved, never to be shown, and not if they were altered", async () => {
    const text = "<script>alert(1)</script>\0\u202e";
    await server.ended(
      await server.upload({ name: 'x"; filename=y\u00e9.html', as: "file" }, text),
    );
    const [record] = await server.evidence();
    const bytes = await server.get(`/api/evidence/${record?.hash}/bytes`);
    expect(bytes.text).toBe(text);
    expect(bytes.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-length": `${Buffer.byteLength(text)}`,
    });
    expect(bytes.headers["content-disposition"]).toMatch(/^attachment; filename="x\\"; /);
    expect(bytes.headers["content-security-policy"]).toContain("sandbox");

    const folder = new EvidenceFolder(server.site.evidence);
    const path = folder.pathOf(record?.hash ?? "");
    await chmod(path, 0o644);
    await appendFile(path, "forged");
    const altered = await server.get(`/api/evidence/${record?.hash}/bytes`);
    expect(altered.json()).toMatchObject({ status: 409, code: "bytes-altered" });
    expect((await server.get(`/api/evidence/${record?.hash}`)).json()).toMatchObject({
      bytes: "differ",
    });
    await rm(path);
    const gone = await server.get(`/api/evidence/${record?.hash}/bytes`);
    expect(gone.json()).toMatchObject({ status: 404, code: "no-bytes" });
  });
});

describe("custody that is cancelled too late", () => {
  async function cancelledWhileIt(works: "retract" | "purge", hash: string): Promise<Job> {
    const release = await holdStore(server);
    const told = await server.post(`/api/evidence/${hash}/${works}`, {});
    // Long enough for it to wait for its turn, where nothing ends it.
    await pause(1000);
    expect((await cancel(idOf(told))).json()).toMatchObject({ state: "cancelling" });
    await release();
    return server.ended(told);
  }
  async function load(): Promise<string> {
    await server.ended(await server.upload({ name: "a.txt", as: "file" }, "words"));
    return (await server.evidence())[0]?.hash ?? "";
  }

  it("is done", async () => {
    const hash = await load();
    expect(await cancelledWhileIt("retract", hash)).toMatchObject({ state: "done" });
    expect(await server.evidence()).toEqual([]);
    await server.ended(await server.post(`/api/evidence/${hash}/purge`, {}));
  });

  it("fails, and is not called cancelled, when only its end does", async () => {
    const hash = await load();
    const path = new EvidenceFolder(server.site.evidence).pathOf(hash);
    await rm(path);
    await mkdir(path);
    expect(await cancelledWhileIt("purge", hash)).toMatchObject({ state: "failed" });
    expect(await server.evidence()).toEqual([]);
    await rm(path, { recursive: true });
  });
});

describe("after a purge", () => {
  const WORDS = "a-secret-word";
  const row = (words: string) => `hug,${words}${",".repeat(16)}\n`;

  it("no job tells anything of the evidence any more; the others stay as they are", async () => {
    const rows = (await seed("items.csv")).toString();
    const told = await server.upload({ name: `${WORDS}.csv` }, `${rows}${row(WORDS)}`);
    const [file] = z
      .object({ result: z.object({ files: z.array(z.object({ hash: z.string() })) }) })
      .parse(await server.ended(told)).result.files;
    const hash = file?.hash ?? "";
    const other = await server.ended(
      await server.upload({ name: "other.txt", as: "file" }, "other words"),
    );
    await server.ended(await server.upload({ name: `${WORDS}.bin` }, "?"));
    await server.ended(await server.post("/api/evidence/verify", {}));
    expect((await server.get("/api/jobs")).text).toContain(WORDS);
    const purged = await server.ended(await server.post(`/api/evidence/${hash}/purge`, {}));
    expect(purged).toMatchObject({ state: "done", result: { hash, name: hash } });
    expect((await server.get("/api/jobs")).text).not.toContain(WORDS);
    expect((await server.get(`/api/jobs/${idOf(told)}`)).json()).toMatchObject({
      state: "done",
      about: hash,
      result: null,
    });
    expect((await server.get(`/api/jobs/${other.id}`)).json()).toEqual(other);
  });

  it("the thread that read it for questions is gone, and another answers", async () => {
    const threads: Worker[] = [];
    const note = (worker: Worker) => threads.push(worker);
    process.on("worker", note);
    const asked = await start();
    try {
      expect((await asked.get("/api/search?q=river")).status).toBe(200);
      const [reader] = threads;
      const path = `/api/evidence/${(await asked.evidence())[0]?.hash}`;
      expect(reader?.threadId).toBeGreaterThan(0);
      await asked.ended(await asked.post(`${path}/purge`, {}));
      expect(reader?.threadId).toBe(-1);
      expect((await asked.get("/api/search?q=river")).status).toBe(200);
    } finally {
      process.off("worker", note);
      await asked.close();
    }
  });
});
