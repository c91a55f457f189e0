/** What went wrong with a question, as its page says it, and the HTTP status that goes with it. */
import {
  type AskedFirst,
  type AskedTrace,
  firstAddress,
  itemAddress,
  traceAddress,
} from "../../export/html/addresses.ts";
import type { Field, Problem } from "../../export/html/form.ts";
import type { Address } from "../../export/html/html.ts";
import { type ErrorCode, HeadwaterError } from "../../model/errors.ts";
import { parseSelector } from "../../trace/selector.ts";
import { PROBLEMS } from "../problems.ts";
import type { Questions } from "../questions.ts";
import { AskedWrongly } from "./asked.ts";

/** Codes that a question can end with; any other is a fault of ours. */
const OF_QUESTIONS: ReadonlySet<ErrorCode> = new Set([
  "usage",
  "bad-selector",
  "no-match",
  "not-evidence",
  "ambiguous-selector",
  "busy",
  "too-long",
  "unreachable",
  "bad-store",
]);

/** The status of an error that is no fault of ours. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof HeadwaterError && OF_QUESTIONS.has(error.code)
    ? PROBLEMS[error.code].status
    : undefined;

export interface Answered {
  status: number;
  problem: Problem;
}

const MAX_CANDIDATES = 10;

/** Where a text was asked, and the same question asked of another thing. */
export interface Asking {
  fieldOf(text: string): Field | null;
  again(text: string, key: string): Address;
}

const swap = (texts: readonly string[], text: string, key: string): string[] =>
  texts.map((one) => (one === text ? key : one));

export const askingTrace = (asked: AskedTrace): Asking => ({
  fieldOf: (text) =>
    text === "earliest" || text === "latest"
      ? text
      : asked.from === text
        ? "from"
        : asked.to === text
          ? "to"
          : asked.without.includes(text)
            ? "without"
            : null,
  again: (text, key) =>
    traceAddress({
      ...asked,
      from: asked.from === text ? key : asked.from,
      to: asked.to === text ? key : asked.to,
      without: swap(asked.without, text, key),
    }),
});

export const askingFirst = (asked: AskedFirst): Asking => ({
  fieldOf: (text) => (asked.of.includes(text) ? "of" : null),
  again: (text, key) => firstAddress({ ...asked, of: swap(asked.of, text, key) }),
});

export const askingItem: Asking = { fieldOf: () => null, again: (_, key) => itemAddress(key) };

async function candidatesOf(
  questions: Questions,
  text: string,
  { again }: Asking,
): Promise<Problem["candidates"]> {
  const selector = parseSelector(text);
  if (selector.kind !== "words") return [];
  const { hits } = await questions.search(selector.words, MAX_CANDIDATES, 0);
  return hits.map(({ key, excerpt }) => ({ key, excerpt, again: again(text, key) }));
}

/** @throws what it is given, when that is no problem of the question */
export async function problemOf(
  error: unknown,
  questions: Questions,
  asking: Asking,
): Promise<Answered> {
  const status = statusOf(error);
  if (!(error instanceof HeadwaterError) || status === undefined) throw error;
  if (error instanceof AskedWrongly) {
    return { status, problem: { field: error.field, says: error.message, candidates: [] } };
  }
  const where = error.where ?? "";
  const field = asking.fieldOf(where);
  if (error.code !== "ambiguous-selector") {
    return { status, problem: { field, says: error.message, candidates: [] } };
  }
  const candidates = await candidatesOf(questions, where, asking);
  const says = `${where} matches several things. Which is meant?`;
  return { status, problem: { field, says, candidates } };
}
