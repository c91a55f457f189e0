/** Questions put to a thread of their own, so that a long one never blocks the server. */
import type { Worker } from "node:worker_threads";
import type { z } from "zod";
import {
  type CoverageAnswer,
  coverageAnswerSchema,
  type FindingsAnswer,
  type FirstAnswer,
  findingsAnswerSchema,
  firstAnswerSchema,
  type NeighbourhoodAnswer,
  neighbourhoodAnswerSchema,
  type SearchAnswer,
  type ShowAnswer,
  searchAnswerSchema,
  showAnswerSchema,
  type TraceAnswer,
  traceAnswerSchema,
} from "../model/answer.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { NeighbourhoodQuestion } from "../trace/neighbourhood.ts";
import type { FirstQuestion, TraceQuestion } from "../trace/question.ts";
import { errorOf, fromQuestionWorkerSchema, type Question, type WorkerData } from "./messages.ts";
import type { Questions } from "./questions.ts";
import { startWorker } from "./worker.ts";

/** Questions that may wait for their turn. */
const MAX_WAITING = 100;

interface Pending {
  question: Question;
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

export class Asking implements Questions {
  readonly #data: WorkerData;
  readonly #limitMs: number;
  readonly #waiting: Pending[] = [];
  #worker: Worker | undefined;
  #current: { id: number; pending: Pending; timer: NodeJS.Timeout } | undefined;
  #lastId = 0;

  constructor(data: WorkerData, limitMs: number) {
    this.#data = data;
    this.#limitMs = limitMs;
  }

  trace(question: TraceQuestion): Promise<TraceAnswer> {
    return this.#ask({ kind: "trace", question }, traceAnswerSchema);
  }

  first(question: FirstQuestion): Promise<FirstAnswer> {
    return this.#ask({ kind: "first", question }, firstAnswerSchema);
  }

  show(selector: string): Promise<ShowAnswer> {
    return this.#ask({ kind: "show", selector }, showAnswerSchema);
  }

  search(words: string, limit: number, offset: number): Promise<SearchAnswer> {
    return this.#ask({ kind: "search", words, limit, offset }, searchAnswerSchema);
  }

  neighbourhood(question: NeighbourhoodQuestion): Promise<NeighbourhoodAnswer> {
    return this.#ask({ kind: "neighbourhood", question }, neighbourhoodAnswerSchema);
  }

  findings(limit: number, offset: number): Promise<FindingsAnswer> {
    return this.#ask({ kind: "findings", limit, offset }, findingsAnswerSchema);
  }

  coverage(): Promise<CoverageAnswer> {
    return this.#ask({ kind: "coverage" }, coverageAnswerSchema);
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

  async #ask<T>(question: Question, schema: z.ZodType<T>): Promise<T> {
    if (this.#waiting.length >= MAX_WAITING) {
      throw new HeadwaterError("busy", `${MAX_WAITING} questions are waiting already`);
    }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.push({ question, resolve, reject });
    this.#next();
    return schema.parse(await promise);
  }

  #next(): void {
    if (this.#current) return;
    const pending = this.#waiting.shift();
    if (!pending) return;
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    const timer = setTimeout(() => this.#giveUp(), this.#limitMs);
    this.#current = { id, pending, timer };
    this.#worker.postMessage({ id, question: pending.question });
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

  #giveUp(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    const seconds = this.#limitMs / 1000;
    this.#end(
      new HeadwaterError(
        "too-long",
        `no answer within ${seconds} s: ask a narrower question, or the command line, which has no limit`,
      ),
    );
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
