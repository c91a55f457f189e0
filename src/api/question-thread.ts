/** The thread that answers questions one after the other, each client in its turn, so that a long one never blocks the server. */
import type { Worker } from "node:worker_threads";
import type { Form } from "../export/hand-on.ts";
import { HeadwaterError } from "../model/errors.ts";
import { errorOf, fromQuestionWorkerSchema, type Question, type WorkerData } from "./messages.ts";
import { ApiError } from "./problems.ts";
import { startWorker } from "./worker.ts";

/** Questions that may wait for their turn, of all clients and of one. */
const MAX_WAITING = 100;
const MAX_WAITING_OF_ONE = 20;
/** What a question may still take that nobody waits for any more, while others wait for theirs. */
const GONE_MS = 2000;

export interface Asker {
  /** Those of one client wait for each other. */
  client: string;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

interface Pending {
  question: Question;
  form: Form | undefined;
  asker: Asker;
  /** Those of a lower round come first; a client has one question in each. */
  round: number;
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

export class QuestionThread {
  readonly #data: WorkerData;
  readonly #limitMs: number;
  readonly #waiting: Pending[] = [];
  #worker: Worker | undefined;
  #current: { id: number; pending: Pending; timer: NodeJS.Timeout; hurried: boolean } | undefined;
  #lastId = 0;
  #round = 0;

  constructor(data: WorkerData, limitMs: number) {
    this.#data = data;
    this.#limitMs = limitMs;
  }

  /** @throws HeadwaterError `busy`, ApiError `too-many`, or what the question ends with */
  async ask(question: Question, asker: Asker, form?: Form): Promise<unknown> {
    const own = this.#check(asker);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const round = Math.max(this.#round, ...own.map((one) => one.round + 1));
    const pending = { question, form, asker, round, resolve, reject };
    asker.signal.addEventListener("abort", () => this.#leave(pending), { once: true });
    this.#waiting.push(pending);
    this.#hurry();
    this.#next();
    return promise;
  }

  /** Ends the thread, and with it all that it has read; what is asked goes on with another. */
  async renew(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    const current = this.#current;
    this.#current = undefined;
    if (current) {
      clearTimeout(current.timer);
      if (!current.pending.asker.signal.aborted) this.#waiting.unshift(current.pending);
    }
    this.#next();
    await worker?.terminate();
  }

  /** Ends the thread; what is still asked is refused. */
  async close(): Promise<void> {
    const stopped = () => new HeadwaterError("busy", "the server is stopping");
    for (const { reject } of this.#waiting.splice(0)) reject(stopped());
    const worker = this.#worker;
    this.#worker = undefined;
    if (this.#current) {
      this.#end(stopped());
      await worker?.terminate();
      return;
    }
    if (!worker) return;
    const exited = new Promise((resolve) => worker.once("exit", resolve));
    worker.postMessage(null);
    await exited;
  }

  /** Questions of the same client that wait or are being answered. */
  #check({ client, signal }: Asker): Pending[] {
    if (signal.aborted) throw gone();
    const isOwn = ({ asker }: Pending) => asker.client === client;
    const waiting = this.#waiting.filter(isOwn);
    if (waiting.length >= MAX_WAITING_OF_ONE) {
      throw new ApiError("too-many", `${MAX_WAITING_OF_ONE} questions of this client are waiting`);
    }
    if (this.#waiting.length >= MAX_WAITING) {
      throw new HeadwaterError("busy", `${MAX_WAITING} questions are waiting already`);
    }
    return this.#current ? [...waiting, ...[this.#current.pending].filter(isOwn)] : waiting;
  }

  #leave(pending: Pending): void {
    const place = this.#waiting.indexOf(pending);
    if (place !== -1) this.#waiting.splice(place, 1);
    pending.reject(gone());
    this.#hurry();
  }

  /** Another thread has to load the graph again: one that is soon done anyway is not ended. */
  #hurry(): void {
    const current = this.#current;
    if (!current?.pending.asker.signal.aborted || current.hurried) return;
    if (this.#waiting.length === 0) return;
    clearTimeout(current.timer);
    current.hurried = true;
    current.timer = setTimeout(() => this.#giveUp(gone()), Math.min(GONE_MS, this.#limitMs));
  }

  #next(): void {
    if (this.#current || this.#waiting.length === 0) return;
    const round = Math.min(...this.#waiting.map((one) => one.round));
    const place = this.#waiting.findIndex((one) => one.round === round);
    const [pending] = this.#waiting.splice(place, 1);
    if (!pending) return;
    this.#round = round;
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    const timer = setTimeout(() => this.#giveUp(tooLong(this.#limitMs)), this.#limitMs);
    this.#current = { id, pending, timer, hurried: false };
    const { question, form } = pending;
    this.#worker.postMessage({ id, question, form });
  }

  #start(): Worker {
    const worker = startWorker("question-worker", this.#data);
    worker.on("message", (message: unknown) => {
      if (worker === this.#worker) this.#answered(message);
    });
    const ended = (error: Error) => {
      if (worker !== this.#worker) return;
      this.#worker = undefined;
      this.#end(error);
    };
    worker.once("error", (cause) => ended(new Error("the thread of questions failed", { cause })));
    worker.once("exit", () => ended(new Error("the thread of questions ended")));
    return worker;
  }

  #answered(message: unknown): void {
    const said = fromQuestionWorkerSchema.parse(message);
    if (said.id === null) this.#worker = undefined;
    else if (said.id !== this.#current?.id) return;
    this.#end("fault" in said ? errorOf(said.fault) : { answer: said.answer });
  }

  #giveUp(why: HeadwaterError): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#end(why);
  }

  /** Settles the question being answered, and goes on with the next. */
  #end(given: Error | { answer: unknown }): void {
    const current = this.#current;
    this.#current = undefined;
    if (current) {
      clearTimeout(current.timer);
      if (given instanceof Error) current.pending.reject(given);
      else current.pending.resolve(given.answer);
    }
    this.#next();
  }
}

const gone = () => new HeadwaterError("busy", "whoever asked waits no more");

const tooLong = (limitMs: number) =>
  new HeadwaterError(
    "too-long",
    `no answer within ${limitMs / 1000} s: ask a narrower question, or the command line, which has no limit`,
  );
