/** Changes over HTTP: uploads, progress as it happens, cancellation, custody. */
import { appendFile, chmod, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Jobs } from "../../src/api/jobs.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { withSite } from "../../src/ingest/site.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { type Job, jobSchema } from "../../src/model/job.ts";
import { evidenceListSchema } from "../../src/model/report.ts";
import { openStore } from "../../src/store/open.ts";
import { TWEETS, writeMade } from "../bench/made-files.ts";
import { ask, eventsOf, type Running, SEEDS, start } from "./server.ts";

let server: Running;
beforeAll(async () => {
  server = await start({ empty: true });
});
afterAll(() => server.close());
/** Each test begins with nothing. */
afterEach(async () => {
  for (const { hash } of await evidence()) {
    await server.ended(await server.post(`/api/evidence/${hash}/purge`, {}));
  }
  expect(await files()).toEqual([]);
});

const seed = (name: string) => readFile(join(SEEDS, name));
const evidence = async () =>
  evidenceListSchema.parse((await server.get("/api/evidence")).json()).evidence;

/** All files of the evidence folder, those of unfinished uploads too. */
async function files(of: Running = server): Promise<string[]> {
  const entries = await readdir(of.site.evidence, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

async function tweets(count: number): Promise<Buffer> {
  const path = join(server.folder, "tweets.ndjson");
  await writeMade(path, TWEETS, count);
  return readFile(path);
}

/** Keeps jobs from ending until what it returns is called. */
async function holdStore(of: Running = server): Promise<() => Promise<void>> {
  const other = await openStore(of.site.store);
  const hash = `sha256:${"1".repeat(64)}`;
  const held = await other.begin(hash, [], { action: "import", evidence: hash, at: 0 });
  return async () => {
    await held.abort();
    await other.close();
  };
}

const uploads = () => readdir(new EvidenceFolder(server.site.evidence).uploads);

const idOf = (told: { json: () => unknown }): string => jobSchema.parse(told.json()).id;
const cancel = (id: string) => ask(server.url, `/api/jobs/${id}`, { method: "DELETE" });

describe("an upload", () => {
  it("is imported with its manifest, and answers rest on it", async () => {
    const manifest = await readFile(join(SEEDS, "items.csv.manifest.json"), "utf8");
    const told = await server.upload({ name: "items.csv", manifest }, await seed("items.csv"));
    expect(told.status).toBe(202);
    const { id } = jobSchema.parse(told.json());
    expect(told.headers.location).toBe(`/api/jobs/${id}`);
    const job = await server.ended(told);
    expect(job).toMatchObject({
      work: "import",
      about: "items.csv",
      state: "done",
      problem: null,
      result: {
        kind: "import",
        totals: { files: 1, failed: 0 },
        files: [{ file: "items.csv", status: "imported", provenance: "known" }],
      },
    });
    expect((await server.get("/api/items/case:macronleaks%2Femleaks")).status).toBe(200);

    const again = await server.ended(
      await server.upload({ name: "copy.csv", manifest }, await seed("items.csv")),
    );
    expect(again.result).toMatchObject({ files: [{ status: "unchanged" }] });
    const other = await server.ended(
      await server.upload(
        { name: "items.csv", manifest: '{"origin":"elsewhere"}' },
        await seed("items.csv"),
      ),
    );
    expect(other).toMatchObject({
      state: "failed",
      result: null,
      problem: { status: 409, code: "manifest-differs", where: "items.csv" },
    });
    expect(await files()).toHaveLength(1);
  });

  it("never takes the manifest of a file that lies on the server", async () => {
    const name = join(SEEDS, "items.csv");
    const job = await server.ended(await server.upload({ name }, await seed("items.csv")));
    expect(job.result).toMatchObject({ files: [{ file: "items.csv", provenance: "unknown" }] });
    expect((await evidence())[0]).toMatchObject({ name: "items.csv", manifest: null });
  });

  it("of a broken file says why, and leaves nothing", async () => {
    const broken = await server.ended(
      await server.upload({ name: "x.csv", as: "statements" }, "kind,subject\nitem,a\n"),
    );
    expect(broken).toMatchObject({
      state: "failed",
      problem: { status: 422, code: "bad-structure", instance: `/api/jobs/${broken.id}` },
    });
    expect(broken.problem?.detail).toContain("column");
    const unknown = await server.ended(await server.upload({ name: "x.bin" }, "?"));
    expect(unknown.problem?.code).toBe("unknown-format");
    const empty = await server.ended(await server.upload({ name: "x.bin", as: "file" }, ""));
    expect(empty.problem?.code).toBe("bad-structure");
    expect(await evidence()).toEqual([]);
    expect(await files()).toEqual([]);
  });

  it("with bad records reports them one by one, and takes in the rest", async () => {
    const rows = (await seed("items.csv")).toString();
    const job = await server.ended(
      await server.upload({ name: "some.csv" }, `${rows}hug,x${",".repeat(16)}\n`),
    );
    expect(job.state).toBe("done");
    expect(job.result).toMatchObject({
      totals: { failed: 1 },
      files: [{ report: { diagnostics: [{ severity: "error" }] } }],
    });
  });

  it("that is broken off leaves nothing", async () => {
    const before = (await server.get("/api/jobs")).text;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("words")),
      pull: () => resolve(),
    });
    const abort = new AbortController();
    const broken = fetch(new URL("/api/evidence?name=a.txt&as=file", server.url), {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: stream,
      duplex: "half",
      signal: abort.signal,
    });
    await promise;
    await vi.waitFor(async () => expect(await files()).toHaveLength(1));
    abort.abort();
    await expect(broken).rejects.toThrow();
    await vi.waitFor(async () => expect(await files()).toEqual([]));
    expect((await server.get("/api/jobs")).text).toBe(before);
  });

  it("that is too large is refused, told beforehand or not", async () => {
    const small = await start({ empty: true, maxUploadBytes: 1000 });
    try {
      const told = await small.upload({ name: "a.bin", as: "file" }, "x".repeat(1001));
      expect(told).toMatchObject({ status: 413 });
      const stream = new ReadableStream({
        start(controller) {
          for (let i = 0; i < 20; i += 1)
            controller.enqueue(new TextEncoder().encode("x".repeat(100)));
          controller.close();
        },
      });
      const streamed = await fetch(new URL("/api/evidence?name=a.bin&as=file", small.url), {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: stream,
        duplex: "half",
      });
      expect(streamed.status).toBe(413);
      expect(await files(small)).toEqual([]);
    } finally {
      await small.close();
    }
  });
});

describe("a job that takes a while", () => {
  it("tells its progress, and the present state to whoever comes later", async () => {
    const bytes = await tweets(2500);
    const id = idOf(await server.upload({ name: "tweets.ndjson" }, bytes));
    const jobs = await eventsOf(server.url, id);
    const reading = jobs.filter(({ progress }) => progress.phase === "reading");
    expect(reading.length).toBeGreaterThan(0);
    const done = reading.map(({ progress }) => progress.bytes.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(reading.every(({ progress }) => progress.bytes.total === bytes.length)).toBe(true);
    expect(jobs.at(-1)).toMatchObject({ state: "done", result: { totals: { imported: 2500 } } });
    const later = await eventsOf(server.url, id, undefined, { "Last-Event-ID": "3" });
    expect(later).toEqual(jobs.slice(-1));
  });

  it("is cancelled while it reads: nothing of it stays, the next goes on", async () => {
    const health = (await server.get("/api/health")).text;
    const id = idOf(await server.upload({ name: "tweets.ndjson" }, await tweets(6000)));
    const next = await server.upload({ name: "a.txt", as: "file" }, "words");
    expect(jobSchema.parse(next.json()).state).toBe("waiting");
    let told: Promise<unknown> | undefined;
    const jobs = await eventsOf(server.url, id, ({ progress }) => {
      if (progress.phase === "reading") told ??= cancel(id);
    });
    await told;
    expect(jobs.map(({ state }) => state)).toContain("cancelling");
    expect(jobs.at(-1)).toMatchObject({ state: "cancelled", result: null, problem: null });
    expect(await server.ended(next)).toMatchObject({ state: "done" });
    expect((await evidence()).map(({ name }) => name)).toEqual(["a.txt"]);
    expect(await files()).toHaveLength(1);
    expect((await server.get("/api/search?q=river")).json()).toMatchObject({ hits: [] });
    expect((await server.get("/api/health")).text).not.toBe(health);
  });

  it("is cancelled while it waits, and a job that ended stays as it was", async () => {
    const release = await holdStore();
    const [running, waiting] = [
      await server.upload({ name: "a.txt", as: "file" }, "words"),
      await server.upload({ name: "b.txt", as: "file" }, "other words"),
    ];
    expect((await cancel(idOf(waiting))).json()).toMatchObject({ state: "cancelled" });
    await cancel(idOf(running));
    await release();
    expect(await server.ended(running)).toMatchObject({ state: "cancelled" });
    expect((await cancel(idOf(waiting))).json()).toMatchObject({ state: "cancelled" });
    const done = await server.ended(await server.upload({ name: "c.txt", as: "file" }, "c"));
    expect((await cancel(done.id)).json()).toEqual(done);
    expect((await evidence()).map(({ name }) => name)).toEqual(["c.txt"]);
    expect(await files()).toHaveLength(1);
  });

  it("keeps its upload while it waits, however long, and whatever is purged meanwhile", async () => {
    const release = await holdStore();
    const told = [
      await server.upload({ name: "a.txt", as: "file" }, "words"),
      await server.upload({ name: "b.txt", as: "file" }, "other words"),
    ];
    const folder = new EvidenceFolder(server.site.evidence);
    await folder.removeUnfinished(Date.now() + 48 * 3_600_000);
    expect(await uploads()).toHaveLength(2);
    await release();
    for (const one of told) expect(await server.ended(one)).toMatchObject({ state: "done" });
    expect(await uploads()).toEqual([]);
  });

  it("fails when its upload is gone, and the next goes on", async () => {
    const release = await holdStore();
    await server.upload({ name: "a.txt", as: "file" }, "words");
    const before = await uploads();
    const lost = await server.upload({ name: "b.txt", as: "file" }, "other words");
    const next = await server.upload({ name: "c.txt", as: "file" }, "more words");
    const folder = new EvidenceFolder(server.site.evidence).uploads;
    for (const name of await uploads()) {
      if ((await readFile(join(folder, name), "utf8")) === "other words")
        await rm(join(folder, name));
    }
    expect(before).toHaveLength(1);
    await release();
    const failed = await server.ended(lost);
    expect(failed).toMatchObject({
      state: "failed",
      problem: { status: 422, code: "unreadable", where: "b.txt" },
    });
    expect(failed.problem?.detail).toContain("upload the file again");
    expect(failed.problem?.detail).not.toContain(server.folder);
    expect(await server.ended(next)).toMatchObject({ state: "done" });
  });

  it("does not keep questions waiting", async () => {
    // Their thread takes a while to start.
    expect((await server.get("/api/coverage")).status).toBe(200);
    const id = idOf(await server.upload({ name: "tweets.ndjson" }, await tweets(2500)));
    let asked = 0;
    let running = true;
    const end = eventsOf(server.url, id).then(() => {
      running = false;
    });
    while (running) {
      expect((await server.get("/api/coverage")).status).toBe(200);
      asked += 1;
    }
    await end;
    expect(asked).toBeGreaterThan(3);
  });
});

describe("custody", () => {
  async function load(name: string): Promise<string> {
    await server.ended(await server.upload({ name }, await seed(name)));
    const hash = (await evidence()).find((record) => record.name === name)?.hash;
    if (hash === undefined) throw new Error(`${name} is not there`);
    return hash;
  }
  const job = async (path: string, body: unknown) => server.ended(await server.post(path, body));

  it("amends, retracts, purges and verifies as the commands do", async () => {
    const hash = await load("items.csv");
    const amended = await job(`/api/evidence/${hash}/amend`, { origin: "found in a drawer" });
    expect(amended.result).toMatchObject({ kind: "amend", outcome: { status: "amended" } });
    expect((await evidence())[0]?.manifest?.origin).toBe("found in a drawer");
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
    expect(await files()).toHaveLength(1);
    const purged = await job(`/api/evidence/${hash}/purge`, {});
    expect(purged).toMatchObject({ state: "done", result: { kind: "purge", hash } });
    expect(await files()).toEqual([]);
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
    expect((await evidence()).map(({ hash }) => hash)).not.toContain(former);
    // The bytes of what was replaced stay, until they are purged.
    expect(await files()).toHaveLength(2);
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
    expect((await evidence())[0]?.manifest).toMatchObject({
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
    const [record] = await evidence();
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
    const release = await holdStore();
    const told = await server.post(`/api/evidence/${hash}/${works}`, {});
    // Long enough for it to wait for its turn, where nothing ends it.
    await pause(1000);
    expect((await cancel(idOf(told))).json()).toMatchObject({ state: "cancelling" });
    await release();
    return server.ended(told);
  }
  async function load(): Promise<string> {
    await server.ended(await server.upload({ name: "a.txt", as: "file" }, "words"));
    return (await evidence())[0]?.hash ?? "";
  }

  it("is done", async () => {
    const hash = await load();
    expect(await cancelledWhileIt("retract", hash)).toMatchObject({ state: "done" });
    expect(await evidence()).toEqual([]);
    await server.ended(await server.post(`/api/evidence/${hash}/purge`, {}));
  });

  it("fails, and is not called cancelled, when only its end does", async () => {
    const hash = await load();
    const path = new EvidenceFolder(server.site.evidence).pathOf(hash);
    await rm(path);
    await mkdir(path);
    expect(await cancelledWhileIt("purge", hash)).toMatchObject({ state: "failed" });
    expect(await evidence()).toEqual([]);
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
      const list = evidenceListSchema.parse((await asked.get("/api/evidence")).json());
      const path = `/api/evidence/${list.evidence[0]?.hash}`;
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

describe("the server's end", () => {
  it("drops a job that outlives it, with what was uploaded for it", async () => {
    const dropped: unknown[] = [];
    const jobs = new Jobs(
      { address: server.site, software: "headwater 0.0.0-test" },
      {
        onFault: (error) => expect.unreachable(String(error)),
        onDropped: (told) => dropped.push(...told),
        onPurged: async () => undefined,
      },
    );
    const manifest = manifestSchema.parse({ origin: "a test" });
    const cleaned: string[] = [];
    const [one, other] = ["one", "other"].map((name) =>
      jobs.submit({ work: "note", name: "note.csv", text: "words", manifest }, async () => {
        cleaned.push(name);
      }),
    );
    // Its thread takes longer than this to begin.
    await jobs.close(0);
    expect(cleaned.toSorted()).toEqual(["one", "other"]);
    expect(jobs.find(one?.id ?? "")).toMatchObject({ state: "failed", problem: { code: "busy" } });
    expect(jobs.find(other?.id ?? "")).toMatchObject({ state: "cancelled" });
    expect(dropped).toEqual([
      { id: one?.id, work: "note" },
      { id: other?.id, work: "note" },
    ]);
  });

  it("cancels what runs and waits: nothing of it stays", async () => {
    const lines: string[] = [];
    const logger = pino({ level: "warn" }, { write: (line) => lines.push(line) });
    const ending = await start({ empty: true, logger });
    const id = idOf(await ending.upload({ name: "t.ndjson" }, await tweets(4000)));
    const events = eventsOf(ending.url, id);
    const waiting = idOf(await ending.upload({ name: "a.txt", as: "file" }, "words"));
    await ending.stop();
    const jobs = [id, waiting].map((one) => ({ id: one, work: "import" }));
    expect(lines.map((line) => JSON.parse(line).jobs)).toEqual([jobs]);
    expect((await events).at(-1)?.state).toBe("cancelled");
    expect(await files(ending)).toEqual([]);
    await withSite(ending.site, async ({ store }) => expect(await store.evidence()).toEqual([]));
    await ending.close();
  });
});
