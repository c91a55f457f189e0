/** Events told to whoever reads them slowly, or not at all. */
import { once } from "node:events";
import { createServer, get, type ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { tellEvents } from "../../src/api/events.ts";
import type { Job } from "../../src/model/job.ts";

const CHANGES = 2000;
const job = (done: number, state: Job["state"] = "running"): Job => ({
  ...{ kind: "job", id: "a", work: "verify", about: "w".repeat(10_000), state },
  progress: { phase: "hashing", bytes: { done, total: CHANGES } },
  ...{ submitted: 0, ended: null, result: null, problem: null },
});

it("are not heaped up: the latest state is told when there is room, and the end always", async () => {
  const watchers = new Set<(job: Job) => void>();
  const jobs = {
    watch(_: string, tell: (job: Job) => void) {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
  };
  const told = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, response) => {
    void tellEvents(jobs, job(0), response);
    told.resolve(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const asked = get({ host: "127.0.0.1", port: address.port });
  const [reader] = await once(asked, "response");
  const response = await told.promise;
  // Nothing is read meanwhile.
  for (let i = 1; i < CHANGES; i += 1) {
    for (const tell of watchers) tell(job(i));
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  for (const tell of watchers) tell(job(CHANGES, "done"));
  expect(response.writableLength).toBeLessThan(1_000_000);
  let text = "";
  for await (const chunk of reader) text += String(chunk);
  expect(text.length).toBeLessThan(CHANGES * 10_000);
  expect(text.match(/^event: end$/gm)).toHaveLength(1);
  expect(text).toContain(`"done":${CHANGES}`);
  expect(watchers.size).toBe(0);
  server.close();
});
