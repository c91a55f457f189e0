/** What API and page ask: the same questions as the command line, answered from the store as it is now. */
import type { FirstAnswer, SearchAnswer, ShowAnswer, TraceAnswer } from "../model/answer.ts";
import type { FirstQuestion, TraceQuestion } from "../trace/question.ts";

/** @throws HeadwaterError as the questions themselves do: bad selectors, words that match nothing */
export interface Questions {
  trace(question: TraceQuestion): Promise<TraceAnswer>;
  first(question: FirstQuestion): Promise<FirstAnswer>;
  show(selector: string): Promise<ShowAnswer>;
  /** Hits from `offset` on, at most `limit`, in one order whatever the store. */
  search(words: string, limit: number, offset: number): Promise<SearchAnswer>;
}
