/** Many ask one server: none waits for what nobody waits for, and none takes all turns. */
import { execFileSync } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QuestionThread } from "../../src/api/question-thread.ts";
import { Streams } from "../../src/api/streams.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { jobSchema } from "../../src/model/job.ts";
import { ask, type Running, start } from "./server.ts";

/** A question that quotes `press.csv`, which is a pipe that nobody writes to: it is never answered. */
const ENDLESS = "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks";

let server: Running;
let pipe: string;
beforeAll(async () => {
  server = await start();
  const evidence = await server.evidence();
  const hash = evidence.find(({ name }) => name === "press.csv")?.hash ?? "";
  pipe = new EvidenceFolder(server.site.evidence).pathOf(hash);
  await rm(pipe, { force: true });
  execFileSync("/usr/bin/mkfifo", [pipe]);
});
afterAll(async () => {
  // Whoever still waits to read finds the end.
  for (let i = 0; i < 3; i += 1) {
    const end = await open(pipe, "r+");
    await end.close();
  }
  await server.close();
});

/** Asks, and hangs up when told to. */
function asking(path: string): { status: Promise<number>; hangUp: () => void } {
  const { promise, resolve } = Promise.withResolvers<number>();
  const asked = request(new URL(path, server.url), (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  asked.on("error", () => resolve(0));
  asked.end();
  return { status: promise, hangUp: () => asked.destroy() };
}

describe("questions of many", () => {
  it("do not wait for one that nobody waits for any more", { timeout: 20_000 }, async () => {
    const endless = asking(ENDLESS);
    const next = asking("/api/search?q=macron");
    endless.hangUp();
    expect(await next.status).toBe(200);
  });

  it("are refused when one client has too many waiting, and forgotten when it leaves", async () => {
    const asked = Array.from({ length: 30 }, () => asking(ENDLESS));
    const told: number[] = [];
    for (const { status } of asked) void status.then((one) => told.push(one));
    // One is being answered, and twenty wait.
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(9);
    expect(new Set(told)).toEqual(new Set([429]));
    for (const { hangUp } of asked) hangUp();
    await expect
      .poll(async () => (await server.get("/api/search?q=macron")).status, { timeout: 10_000 })
      .toBe(200);
  });

  it("do not keep the first page waiting", async () => {
    expect((await server.get("/api/coverage")).status).toBe(200);
    const endless = asking(ENDLESS);
    expect((await server.get("/")).status).toBe(200);
    expect((await server.get("/api/coverage")).status).toBe(200);
    endless.hangUp();
    expect(await endless.status).toBe(0);
  });

  it("are answered each client in its turn", async () => {
    const data = { address: server.site, software: "headwater test" };
    const thread = new QuestionThread(data, 60_000);
    const order: string[] = [];
    const of = async (client: string) => {
      const signal = new AbortController().signal;
      await thread.ask(
        { kind: "search", words: "macron", limit: 1, offset: 0 },
        { client, signal },
      );
      order.push(client);
    };
    try {
      await Promise.all([...Array.from({ length: 5 }, () => of("many")), of("one"), of("other")]);
      expect(order.slice(0, 3)).toEqual(["many", "one", "other"]);
    } finally {
      await thread.close();
    }
  });
});

it("events of a job are streamed to one client only so often at once", async () => {
  const told = await server.post("/api/evidence/verify", {});
  const path = `/api/jobs/${jobSchema.parse(told.json()).id}/events`;
  const streams = Array.from({ length: 20 }, () => asking(path));
  const statuses = await Promise.all(streams.map(({ status }) => status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await server.get(path)).json()).toMatchObject({ status: 429, code: "too-many" });
  streams.pop()?.hangUp();
  const again = async (): Promise<number> => {
    const one = asking(path);
    const status = await one.status;
    one.hangUp();
    return status;
  };
  await expect.poll(again, { timeout: 10_000 }).toBe(200);
  for (const { hangUp } of streams) hangUp();
});

it("a client has so many streams, and all have so many", () => {
  const streams = new Streams();
  const open = Array.from({ length: 20 }, () => streams.open("a"));
  expect(() => streams.open("a")).toThrow(expect.objectContaining({ code: "too-many" }));
  for (let i = 0; i < 180; i += 1) streams.open(`b${i}`);
  expect(() => streams.open("c")).toThrow(expect.objectContaining({ code: "busy" }));
  open.pop()?.();
  streams.open("a");
});

describe("the page of another site", () => {
  it("makes a browser ask nothing but what a person follows a link to", async () => {
    const from = (headers: Record<string, string>) =>
      ask(server.url, "/api/health", { headers }).then(({ status }) => status);
    const foreign = { "Sec-Fetch-Site": "cross-site" };
    expect(await from({ ...foreign, "Sec-Fetch-Mode": "no-cors" })).toBe(403);
    expect(await from({ ...foreign, "Sec-Fetch-Mode": "cors" })).toBe(403);
    expect(await from(foreign)).toBe(403);
    const frame = { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" };
    expect(await from({ ...foreign, ...frame })).toBe(403);
    const link = { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
    expect(await from({ ...foreign, ...link })).toBe(200);
    expect(await from({ "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors" })).toBe(200);
    expect((await server.get("/", { ...foreign, "Sec-Fetch-Mode": "no-cors" })).status).toBe(403);
  });
});
