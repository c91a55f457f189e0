/** Entity tags: the same question on the same evidence is not answered twice. */
import { appendFile, chmod, cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import type { SiteAddress } from "../../src/ingest/site.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { type Running, start } from "./server.ts";

const QUESTION = "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks";

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const tagOf = async (path: string, of: Running = server): Promise<string> => {
  const { headers } = await of.get(path);
  expect(headers["cache-control"]).toBe("private, no-cache");
  expect(headers.etag).toMatch(/^"[\w-]{27}"$/);
  return headers.etag ?? "";
};

it("is strong, and the same question however it is written has the same", async () => {
  const tag = await tagOf(QUESTION);
  expect(await tagOf(`${QUESTION}&basis=reported&paths=1`)).toBe(tag);
  expect(await tagOf("/api/trace?to=twitter:%40wikileaks&from=case%3Amacronleaks%2Femleaks")).toBe(
    tag,
  );
  const others = [
    `${QUESTION}&basis=inferred`,
    `${QUESTION}&without=4chan`,
    "/api/items/case:macronleaks%2Femleaks",
    "/api/accounts/twitter:@wikileaks",
  ];
  const tags = await Promise.all(others.map((other) => tagOf(other)));
  expect(new Set([tag, ...tags]).size).toBe(others.length + 1);
});

it("is answered 304 without a body while the evidence is the same", async () => {
  const tag = await tagOf(QUESTION);
  for (const held of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const told = await server.get(QUESTION, { "If-None-Match": held });
    expect(told).toMatchObject({ status: 304, text: "" });
    expect(told.headers.etag).toBe(tag);
  }
  expect((await server.get(QUESTION, { "If-None-Match": '"other"' })).status).toBe(200);
});

/** A copy of the store and its evidence, as a backup is made. */
async function copied(name: string): Promise<SiteAddress> {
  const path = join(server.folder, `${name}.db`);
  await cp(join(server.folder, "store.db"), path);
  await cp(server.site.evidence, `${path}.evidence`, { recursive: true });
  return { store: { kind: "sqlite", path }, evidence: `${path}.evidence` };
}

it("does not pass for an error: what is not there stays so", async () => {
  const absent = "/api/items/case:macronleaks%2Fnothing";
  expect((await server.get(absent, { "If-None-Match": "*" })).status).toBe(404);
});

it("does not pass for an error: a wrong question stays wrong", async () => {
  const told = await server.get("/api/trace?from=a", { "If-None-Match": "*" });
  expect(told.status).toBe(400);
  expect(told.headers.etag).toBeUndefined();
});

it("of an answer that quotes changes when kept bytes are altered or removed, and of no other", async () => {
  const evidence = await server.evidence();
  const hash = evidence.find(({ name }) => name === "press.csv")?.hash ?? "";
  const states = async (held: string) => {
    const told = await server.get(QUESTION, { "If-None-Match": held });
    expect(told.status).toBe(200);
    const { citations } = traceAnswerSchema.parse(told.json());
    const own = citations.filter((one) => one.evidence.hash === hash);
    return new Set(own.map(({ quoteState }) => quoteState));
  };
  const item = "/api/items/case:macronleaks%2Femleaks";
  const quoting = [
    ...[QUESTION, QUESTION.replace("trace", "what-if"), "/api/latency", item],
    "/api/reach?from=case:macronleaks/emleaks",
  ];
  const tags = () => Promise.all([...quoting, "/api/coverage"].map((path) => tagOf(path)));
  const intact = await tags();
  expect(await states('"other"')).toContain("read");
  const path = new EvidenceFolder(server.site.evidence).pathOf(hash);
  await chmod(path, 0o644);
  await appendFile(path, "forged");
  expect(await states(intact[0] ?? "")).toEqual(new Set(["altered"]));
  const altered = await tags();
  await rm(path);
  expect(await states(altered[0] ?? "")).toEqual(new Set(["not here"]));
  const removed = await tags();
  for (const [i, path] of quoting.entries()) {
    const different = new Set([intact[i], altered[i], removed[i]]).size;
    expect({ path, different }).toEqual({ path, different: 3 });
  }
  expect([altered.at(-1), removed.at(-1)]).toEqual([intact.at(-1), intact.at(-1)]);
});

it("is of one store alone: copies of it that changed apart have others", async () => {
  const copies = await Promise.all(["a", "b"].map((name) => copied(name)));
  const tags = new Set<string>();
  for (const [i, site] of copies.entries()) {
    const copy = await start({ site, empty: true });
    try {
      const tag = await tagOf(QUESTION, copy);
      expect((await copy.get("/api/coverage", { "If-None-Match": tag })).status).toBe(200);
      const evidence = await copy.evidence();
      await copy.ended(await copy.post(`/api/evidence/${evidence[i]?.hash}/retract`, {}));
      tags.add(await tagOf("/api/coverage", copy)).add(await tagOf("/api/evidence", copy));
    } finally {
      await copy.close();
    }
  }
  expect(tags.size).toBe(4);
});

it("changes with the evidence, and comes back to no former one", async () => {
  const before = await tagOf(QUESTION);
  const text = (await server.get(QUESTION)).text;
  const evidence = await server.evidence();
  const hash = evidence.find(({ name }) => name === "press.csv")?.hash;
  const job = await server.ended(await server.post(`/api/evidence/${hash}/retract`, {}));
  expect(job).toMatchObject({ state: "done", problem: null });
  const after = await server.get(QUESTION, { "If-None-Match": before });
  expect(after.status).toBe(200);
  expect(after.headers.etag).not.toBe(before);
  expect(after.text).not.toBe(text);
});
