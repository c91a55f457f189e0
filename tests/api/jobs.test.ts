/** Jobs over HTTP: progress as it happens, cancellation, the end of the server. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { Jobs } from "../../src/api/jobs.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { withSite } from "../../src/ingest/site.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { jobSchema } from "../../src/model/job.ts";
import { emptiedForEach, filesOf, idOf, tweets } from "./emptied.ts";
import { ask, eventsOf, holdStore, type Running, start } from "./server.ts";

let server: Running;
emptiedForEach((running) => {
  server = running;
});

const uploads = () => readdir(new EvidenceFolder(server.site.evidence).uploads);
const cancel = (id: string) => ask(server.url, `/api/jobs/${id}`, { method: "DELETE" });

describe("a job that takes a while", () => {
  it("tells its progress, and the present state to whoever comes later", async () => {
    const bytes = await tweets(server, 2500);
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
    const id = idOf(await server.upload({ name: "tweets.ndjson" }, await tweets(server, 6000)));
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
    expect((await server.evidence()).map(({ name }) => name)).toEqual(["a.txt"]);
    expect(await filesOf(server)).toHaveLength(1);
    expect((await server.get("/api/search?q=river")).json()).toMatchObject({ hits: [] });
    expect((await server.get("/api/health")).text).not.toBe(health);
  });

  it("is cancelled while it waits, and a job that ended stays as it was", async () => {
    const release = await holdStore(server);
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
    expect((await server.evidence()).map(({ name }) => name)).toEqual(["c.txt"]);
    expect(await filesOf(server)).toHaveLength(1);
  });

  it("keeps its upload while it waits, however long, and whatever is purged meanwhile", async () => {
    const release = await holdStore(server);
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
    const release = await holdStore(server);
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
    const id = idOf(await server.upload({ name: "tweets.ndjson" }, await tweets(server, 2500)));
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
    const id = idOf(await ending.upload({ name: "t.ndjson" }, await tweets(server, 4000)));
    const events = eventsOf(ending.url, id);
    const waiting = idOf(await ending.upload({ name: "a.txt", as: "file" }, "words"));
    await ending.stop();
    const jobs = [id, waiting].map((one) => ({ id: one, work: "import" }));
    expect(lines.map((line) => JSON.parse(line).jobs)).toEqual([jobs]);
    expect((await events).at(-1)?.state).toBe("cancelled");
    expect(await filesOf(ending)).toEqual([]);
    await withSite(ending.site, async ({ store }) => expect(await store.evidence()).toEqual([]));
    await ending.close();
  });
});
