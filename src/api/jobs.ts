/** Jobs: changes of the store, done one at a time by a thread of their own, watched and cancelled from here. */
import { randomUUID } from "node:crypto";
import type { Worker } from "node:worker_threads";
import { HeadwaterError } from "../model/errors.ts";
import type { Hash } from "../model/evidence.ts";
import { hasEnded, type Job, type Progress } from "../model/job.ts";
import { forgetting, hashesOf, withoutName } from "./forgotten.ts";
import {
  errorOf,
  type FromJobWorker,
  fromJobWorkerSchema,
  type Order,
  type WorkerData,
} from "./messages.ts";
import { problemOf } from "./problems.ts";
import { startWorker } from "./worker.ts";

const MAX_WAITING = 100;
const MAX_ENDED = 100;

interface Held {
  job: Job;
  /** Until it ends: it may hold the text of a note. */
  order: Order | undefined;
  /** Evidence that the order names. */
  named: readonly Hash[];
  /** Called once, before the end is told, whatever became of it. */
  after: () => Promise<void>;
  ending: boolean;
  watchers: Set<(job: Job) => void>;
}

export interface JobsOptions {
  /** Told of faults of our own. */
  onFault: (error: Error) => void;
  /** Told of the jobs that `close` dropped, if it dropped any. */
  onDropped: (jobs: Pick<Job, "id" | "work">[]) => void;
  /** Called when evidence was purged, before that is told. */
  onPurged: () => Promise<void>;
}

export class Jobs {
  readonly #data: WorkerData;
  readonly #options: JobsOptions;
  readonly #held = new Map<string, Held>();
  #worker: Worker | undefined;
  #running: Held | undefined;
  #closed = false;

  constructor(data: WorkerData, options: JobsOptions) {
    this.#data = data;
    this.#options = options;
  }

  /** @throws HeadwaterError `busy` when too many wait already; `after` is then not called */
  submit(order: Order, after: () => Promise<void> = async () => undefined): Job {
    if (this.#closed) throw new HeadwaterError("busy", "the server is stopping");
    const waiting = [...this.#held.values()].filter(({ job }) => job.state === "waiting");
    if (waiting.length >= MAX_WAITING) {
      throw new HeadwaterError("busy", `${MAX_WAITING} jobs are waiting already`);
    }
    const job: Job = {
      kind: "job",
      id: randomUUID(),
      work: order.work,
      about: aboutOf(order),
      state: "waiting",
      progress: {
        phase: "waiting",
        bytes: { done: 0, total: order.work === "import" ? order.size : 0 },
      },
      submitted: Date.now(),
      ended: null,
      result: null,
      problem: null,
    };
    const named = hashesOf(order);
    this.#held.set(job.id, { job, order, named, after, ending: false, watchers: new Set() });
    this.#next();
    return this.#held.get(job.id)?.job ?? job;
  }

  /** The latest first. */
  list(): Job[] {
    return [...this.#held.values()].map(({ job }) => job).reverse();
  }

  find(id: string): Job | undefined {
    return this.#held.get(id)?.job;
  }

  /** Ends a job that waits. One that runs is told to end, and says so when it has. */
  async cancel(id: string): Promise<Job | undefined> {
    const held = this.#held.get(id);
    if (held?.job.state === "waiting") {
      this.#change(held, { state: "cancelling" });
      await this.#end(held, { state: "cancelled" });
    } else if (held?.job.state === "running") {
      this.#change(held, { state: "cancelling" });
      this.#worker?.postMessage({ say: "cancel", id });
    }
    return held?.job;
  }

  /** Tells each change from now on, until the function that it returns is called. */
  watch(id: string, onChange: (job: Job) => void): () => void {
    const watchers = this.#held.get(id)?.watchers;
    watchers?.add(onChange);
    return () => watchers?.delete(onChange);
  }

  /**
   * Cancels what waits and what runs, and waits for that to end, at most so long. What has not ended
   * by then is broken off: whether it was done is not known.
   */
  async close(waitMs: number): Promise<void> {
    this.#closed = true;
    const open = [...this.#held.values()].filter(({ job }) => !hasEnded(job));
    await Promise.all(open.map(({ job }) => this.cancel(job.id)));
    const running = this.#running;
    if (running) await this.#endOf(running, waitMs);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
    if (running && !running.ending) {
      this.#fail(
        running,
        new HeadwaterError("busy", "the server stopped before the job had ended"),
      );
      await this.#endOf(running, waitMs);
    }
    const dropped = open.filter(({ job }) => job.state === "cancelled" || job.state === "failed");
    if (dropped.length > 0) {
      this.#options.onDropped(dropped.map(({ job: { id, work } }) => ({ id, work })));
    }
  }

  async #endOf({ job: { id } }: Held, waitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, waitMs);
    this.watch(id, (job) => hasEnded(job) && resolve());
    const now = this.find(id);
    if (!now || hasEnded(now)) resolve();
    await promise;
    clearTimeout(timer);
  }

  #next(): void {
    if (this.#running) return;
    const next = [...this.#held.values()].find(({ job }) => job.state === "waiting");
    if (!next?.order) return;
    this.#running = next;
    this.#worker ??= this.#start();
    this.#change(next, { state: "running" });
    this.#worker.postMessage({ say: "run", id: next.job.id, order: next.order });
  }

  #start(): Worker {
    const worker = startWorker("job-worker", this.#data);
    worker.on("message", (message: unknown) => this.#heard(fromJobWorkerSchema.parse(message)));
    const ended = (error: Error) => {
      if (worker !== this.#worker) return;
      this.#worker = undefined;
      if (this.#running) this.#fail(this.#running, error);
    };
    worker.once("error", (cause) => ended(new Error("the thread of jobs failed", { cause })));
    worker.once("exit", () => ended(new Error("the thread of jobs ended")));
    return worker;
  }

  #heard(said: FromJobWorker): void {
    const held = this.#held.get(said.id);
    if (!held || held.ending) return;
    switch (said.say) {
      case "progress":
        this.#change(held, { progress: said.progress });
        break;
      case "done":
        void this.#end(held, {
          state: "done",
          result: withoutName(said.result),
          progress: whole(held.job),
        });
        break;
      case "cancelled":
        void this.#end(held, { state: "cancelled" });
        break;
      case "failed":
        this.#fail(held, errorOf(said.fault));
        break;
    }
  }

  #fail(held: Held, error: Error): void {
    if (!(error instanceof HeadwaterError)) this.#options.onFault(error);
    const problem = problemOf(error, `/api/jobs/${held.job.id}`);
    void this.#end(held, { state: "failed", problem });
  }

  #change(held: Held, change: Partial<Job>): void {
    held.job = { ...held.job, ...change };
    for (const tell of held.watchers) tell(held.job);
  }

  async #end(held: Held, change: Partial<Job>): Promise<void> {
    if (held.ending) return;
    held.ending = true;
    await held.after().catch(this.#options.onFault);
    held.order = undefined;
    // One that failed may have destroyed the evidence nevertheless.
    if (held.job.work === "purge" && change.state !== "cancelled") await this.#purged(held.named);
    if (this.#running === held) this.#running = undefined;
    this.#change(held, { ...change, ended: Date.now() });
    held.watchers.clear();
    this.#forget();
    this.#next();
  }

  async #purged([hash]: readonly Hash[]): Promise<void> {
    for (const held of this.#held.values()) {
      if (hash !== undefined && hasEnded(held.job)) {
        held.job = forgetting(held.job, held.named, hash);
      }
    }
    await this.#options.onPurged().catch(this.#options.onFault);
  }

  #forget(): void {
    const ended = [...this.#held.values()].filter(({ job }) => hasEnded(job));
    for (const { job } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) {
      this.#held.delete(job.id);
    }
  }
}

const whole = ({ progress: { bytes } }: Job): Progress => ({
  phase: "finishing",
  bytes: { done: bytes.total, total: bytes.total },
});

function aboutOf(order: Order): string | null {
  switch (order.work) {
    case "import":
    case "note":
      return order.name;
    default:
      return order.hash ?? null;
  }
}
