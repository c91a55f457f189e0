/** Questions of one asker, put to the thread that answers them. */
import type { z } from "zod";
import { type Form, type HandedOnText, handedOnTextSchema } from "../export/hand-on.ts";
import {
  type CoverageAnswer,
  coverageAnswerSchema,
  type FindingsAnswer,
  findingsAnswerSchema,
} from "../model/case-answer.ts";
import type { Hash } from "../model/evidence.ts";
import {
  type NeighbourhoodAnswer,
  neighbourhoodAnswerSchema,
} from "../model/neighbourhood-answer.ts";
import { type ContextAnswer, contextAnswerSchema } from "../model/report.ts";
import {
  type CompletionsAnswer,
  completionsAnswerSchema,
  type SearchAnswer,
  searchAnswerSchema,
} from "../model/search-answer.ts";
import { type ShowAnswer, showAnswerSchema } from "../model/show-answer.ts";
import { type TimelineAnswer, timelineAnswerSchema } from "../model/timeline-answer.ts";
import type { Store } from "../store/contract.ts";
import type { NeighbourhoodQuestion } from "../trace/neighbourhood.ts";
import type { TimelineQuestion } from "../trace/question.ts";
import type { HandedOnQuestion, Question } from "./messages.ts";
import type { Asker, QuestionThread } from "./question-thread.ts";

/** The same questions as the command line's, answered from the store as it is now. */
export class Asking {
  readonly #thread: QuestionThread;
  readonly #asker: Asker;

  constructor(thread: QuestionThread, asker: Asker) {
    this.#thread = thread;
    this.#asker = asker;
  }

  /** Its answer as a text: made in the thread, for with long quotes that takes long. */
  text(asked: HandedOnQuestion, form: Form): Promise<HandedOnText> {
    return this.#ask(asked, handedOnTextSchema, form);
  }

  timeline(question: TimelineQuestion): Promise<TimelineAnswer> {
    return this.#ask({ kind: "timeline", question }, timelineAnswerSchema);
  }

  show(selector: string): Promise<ShowAnswer> {
    return this.#ask({ kind: "show", selector }, showAnswerSchema);
  }

  /** Hits from `offset` on, at most `limit`, in one order whatever the store. */
  search(words: string, limit: number, offset: number): Promise<SearchAnswer> {
    return this.#ask({ kind: "search", words, limit, offset }, searchAnswerSchema);
  }

  complete(typed: string, limit: number): Promise<CompletionsAnswer> {
    return this.#ask({ kind: "complete", typed, limit }, completionsAnswerSchema);
  }

  neighbourhood(question: NeighbourhoodQuestion): Promise<NeighbourhoodAnswer> {
    return this.#ask({ kind: "neighbourhood", question }, neighbourhoodAnswerSchema);
  }

  findings(limit: number, offset: number): Promise<FindingsAnswer> {
    return this.#ask({ kind: "findings", limit, offset }, findingsAnswerSchema);
  }

  context(hash: Hash, claim: number, at: string | undefined): Promise<ContextAnswer> {
    const where = at === undefined ? {} : { at };
    return this.#ask({ kind: "context", hash, claim, ...where }, contextAnswerSchema);
  }

  coverage(): Promise<CoverageAnswer> {
    return this.#ask({ kind: "coverage" }, coverageAnswerSchema);
  }

  async #ask<T>(question: Question, schema: z.ZodType<T>, form?: Form): Promise<T> {
    return schema.parse(await this.#thread.ask(question, this.#asker, form));
  }
}

/** Counts coverage once for each version of the store, for all who ask: the first page waits behind no question. */
export function coverageOnce(
  store: Pick<Store, "version">,
  thread: QuestionThread,
): () => Promise<CoverageAnswer> {
  let held: { version: string; answer: Promise<CoverageAnswer> } | undefined;
  return async () => {
    const version = await store.version();
    if (held?.version === version) return held.answer;
    // Nobody's own: whoever asks first may leave, and the others still wait for it.
    const answer = new Asking(thread, {
      client: "",
      signal: new AbortController().signal,
    }).coverage();
    held = { version, answer };
    answer.catch(() => {
      if (held?.answer === answer) held = undefined;
    });
    return answer;
  };
}
