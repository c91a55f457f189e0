/** A job's progress as server-sent events. */
import type { ServerResponse } from "node:http";
import { hasEnded, type Job } from "../model/job.ts";
import type { Jobs } from "./jobs.ts";

const HEARTBEAT_MS = 15_000;

/**
 * The state now, then each change; after the last, the end of the stream. Whoever reads too slowly
 * is told the latest state when there is room again, and not those before it.
 */
export function tellEvents(
  jobs: Pick<Jobs, "watch">,
  first: Job,
  response: ServerResponse,
): Promise<void> {
  if (response.closed) return Promise.resolve();
  let number = 0;
  let full = false;
  let missed: Job | undefined;
  const write = (job: Job) => {
    if (full) {
      missed = job;
      return;
    }
    number += 1;
    const event = hasEnded(job) ? "end" : "progress";
    full = !response.write(`id: ${number}\nevent: ${event}\ndata: ${JSON.stringify(job)}\n\n`);
    if (hasEnded(job)) response.end();
  };
  response.on("drain", () => {
    full = false;
    const job = missed;
    missed = undefined;
    if (job) write(job);
  });
  const stop = jobs.watch(first.id, write);
  const heartbeat = setInterval(() => {
    if (!full) full = !response.write(": still here\n\n");
  }, HEARTBEAT_MS);
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once("close", () => {
    stop();
    clearInterval(heartbeat);
    resolve();
  });
  write(first);
  return promise;
}
