import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { WorkerData } from "./messages.ts";

/** Starts a thread of this folder: TypeScript in a checkout, JavaScript in the published package. */
export function startWorker(name: "question-worker" | "job-worker", data: WorkerData): Worker {
  const file = `./${name}${extname(import.meta.filename)}`;
  return new Worker(new URL(file, import.meta.url), { workerData: data });
}
