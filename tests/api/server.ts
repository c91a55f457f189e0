/** A real server on a real SQLite store, asked over HTTP on a free port of this machine. */

import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { type ServeOptions, serve } from "../../src/api/serve.ts";
import { importBatch } from "../../src/ingest/import-batch.ts";
import { type SiteAddress, withSite } from "../../src/ingest/site.ts";
import type { EvidenceRecord } from "../../src/model/evidence.ts";
import { hasEnded, type Job, jobSchema } from "../../src/model/job.ts";
import { evidenceListSchema } from "../../src/model/report.ts";
import { openStore } from "../../src/store/open.ts";

export const SEEDS = fileURLToPath(new URL("../../seeds/macronleaks", import.meta.url));
const SOFTWARE = "headwater 0.0.0-test";

export interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: () => unknown;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** As it is written: no client tidies path or headers. */
export function ask(base: string, path: string, sent: Sent = {}): Promise<Told> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body } = sent;
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const options = { hostname, port, path, method, headers: { ...length, ...headers } };
    const asked = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, text, json: () => JSON.parse(text) });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

export interface Running {
  url: string;
  folder: string;
  site: SiteAddress;
  get: (path: string, headers?: Record<string, string>) => Promise<Told>;
  post: (path: string, body: unknown) => Promise<Told>;
  upload: (query: Record<string, string>, body: string | Uint8Array) => Promise<Told>;
  /** What is loaded. */
  evidence: () => Promise<EvidenceRecord[]>;
  /** The job when it has ended. */
  ended: (told: Told) => Promise<Job>;
  /** Ends the server; its store stays until `close`. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
}

/** With the MacronLeaks case loaded, unless it is to be empty, and what is named also. */
export async function start(
  given: Partial<ServeOptions> & { empty?: true; also?: readonly string[] } = {},
): Promise<Running> {
  const { empty, also = [], ...options } = given;
  const folder = await mkdtemp(join(tmpdir(), "headwater-api-"));
  const path = join(folder, "store.db");
  const site: SiteAddress = { store: { kind: "sqlite", path }, evidence: `${path}.evidence` };
  if (!empty) await withSite(site, (open) => importBatch(open, [SEEDS, ...also]));
  const { url, close: end } = await serve({
    site,
    software: SOFTWARE,
    host: "127.0.0.1",
    port: 0,
    publicHosts: [],
    token: undefined,
    maxUploadBytes: 1 << 26,
    logger: pino({ level: "silent" }),
    ...options,
  });
  let ended: Promise<void> | undefined;
  const stop = () => {
    ended ??= end();
    return ended;
  };
  const get: Running["get"] = (at, headers = {}) => ask(url, at, { headers });
  return {
    url,
    folder,
    site,
    get,
    post: (at, body) =>
      ask(url, at, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    upload: (query, body) =>
      ask(url, `/api/evidence?${new URLSearchParams(query)}`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body,
      }),
    evidence: async () => evidenceListSchema.parse((await get("/api/evidence")).json()).evidence,
    ended: async (told) => {
      const { id } = jobSchema.parse(told.json());
      const job = (await eventsOf(url, id)).at(-1);
      if (!job || !hasEnded(job)) throw new Error("the events ended before the job");
      return job;
    },
    stop,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All that the server tells of a job until its end; `onJob` is told each at once. */
export async function eventsOf(
  url: string,
  id: string,
  onJob: (job: Job) => void = () => undefined,
  headers: Record<string, string> = {},
): Promise<Job[]> {
  const response = await fetch(new URL(`/api/jobs/${id}/events`, url), { headers });
  if (!response.body) throw new Error("no events");
  const jobs: Job[] = [];
  let text = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const job = jobSchema.parse(JSON.parse(data));
      if (hasEnded(job) !== /^event: end$/m.test(event)) throw new Error(`mislabelled: ${event}`);
      jobs.push(job);
      onJob(job);
    }
  }
  return jobs;
}

/** Keeps jobs from ending until what it returns is called. */
export async function holdStore({ site }: Running): Promise<() => Promise<void>> {
  const other = await openStore(site.store);
  const hash = `sha256:${"1".repeat(64)}`;
  const held = await other.begin(hash, [], { action: "import", evidence: hash, at: 0 });
  return async () => {
    await held.abort();
    await other.close();
  };
}
