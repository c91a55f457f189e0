/** What the log says of faults, and what it keeps to itself. */
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { request } from "node:http";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { faultsTo } from "../../src/api/log.ts";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { type Running, start } from "./server.ts";

const lines: string[] = [];
const logger = pino(
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);

let server: Running;
beforeAll(async () => {
  // As in use: Express prints what reaches its own last handler.
  vi.stubEnv("NODE_ENV", "production");
  server = await start({ logger, empty: true });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const hashOf = async (name: string): Promise<string> => {
  const evidence = await server.evidence();
  return evidence.find((one) => one.name === name)?.hash ?? "";
};
const load = async (name: string, bytes: Uint8Array): Promise<string> => {
  await server.ended(await server.upload({ name, as: "file" }, bytes));
  return hashOf(name);
};

it("calls a fault of our own an error, by its places and not its words", async () => {
  const hash = await load("words.txt", Buffer.from("words"));
  const path = new EvidenceFolder(server.site.evidence).pathOf(hash);
  await rm(path, { force: true });
  await mkdir(path);
  lines.length = 0;
  const told = await server.get(`/api/evidence/${hash}/bytes`);
  await rm(path, { recursive: true });
  expect(told.json()).toMatchObject({ status: 500, code: "internal" });
  await expect.poll(() => lines.length).toBe(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 50,
    res: { status: 500 },
    route: "/api/evidence/{hash}/bytes",
    fault: { kind: "Error", at: expect.any(Array) },
  });
  expect(lines[0]).not.toContain("illegal operation");
});

it("names the places of a fault that came from a thread, and what caused it", () => {
  lines.length = 0;
  const cause = new SyntaxError('"what somebody said" is not valid JSON');
  const error = new Error(`${cause.stack}`, { cause });
  faultsTo(logger)(error);
  const [line = ""] = lines;
  expect(line).not.toContain("somebody");
  expect(JSON.parse(line)).toMatchObject({ level: 50, fault: { kind: "SyntaxError" } });
  expect(line.match(/log\.test\.ts:\d+/g)?.length).toBeGreaterThan(1);
});

it("makes nothing of a download that is broken off", async () => {
  const hash = await load("large.bin", randomBytes(1 << 24));
  const printed = vi.spyOn(console, "error").mockReturnValue();
  lines.length = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = request(new URL(`/api/evidence/${hash}/bytes`, server.url), (response) => {
    response.once("data", () => {
      asked.destroy();
      resolve();
    });
  });
  asked.on("error", () => undefined);
  asked.end();
  await promise;
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  expect((await server.get("/api/health")).status).toBe(200);
  expect(printed).not.toHaveBeenCalled();
  expect(lines.map((line) => JSON.parse(line).level)).not.toContain(50);
});
