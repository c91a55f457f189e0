/** Uploads over HTTP: what they leave, and what is refused. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jobSchema } from "../../src/model/job.ts";
import { emptiedForEach, filesOf, seed } from "./emptied.ts";
import { type Running, SEEDS, start } from "./server.ts";

let server: Running;
emptiedForEach((running) => {
  server = running;
});

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
    expect(await filesOf(server)).toHaveLength(1);
  });

  it("never takes the manifest of a file that lies on the server", async () => {
    const name = join(SEEDS, "items.csv");
    const job = await server.ended(await server.upload({ name }, await seed("items.csv")));
    expect(job.result).toMatchObject({ files: [{ file: "items.csv", provenance: "unknown" }] });
    expect((await server.evidence())[0]).toMatchObject({ name: "items.csv", manifest: null });
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
    expect(await server.evidence()).toEqual([]);
    expect(await filesOf(server)).toEqual([]);
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
    await expect.poll(() => filesOf(server)).toHaveLength(1);
    abort.abort();
    await expect(broken).rejects.toThrow();
    await expect.poll(() => filesOf(server)).toEqual([]);
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
      expect(await filesOf(small)).toEqual([]);
    } finally {
      await small.close();
    }
  });
});
