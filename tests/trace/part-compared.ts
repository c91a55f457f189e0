/** What it is for the answer from a part of a store to be that from the whole. */
import fc from "fast-check";
import type { Basis } from "../../src/model/basis.ts";
import { BASES, basisRank } from "../../src/model/basis.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { Loaded, type ReadQuote } from "../../src/trace/loaded.ts";
import type { PartReader } from "../../src/trace/part/fetched.ts";
import { readFrame } from "../../src/trace/part/frame.ts";
import { readPart } from "../../src/trace/part/part.ts";
import { CRITERIA, type TraceQuestion, traceQuestionSchema } from "../../src/trace/question.ts";
import { trace } from "../../src/trace/trace.ts";
import { pathsOf } from "./ask.ts";
import { ACCOUNTS } from "./part-cases.ts";

const NO_QUOTES: ReadQuote = async () => ({ text: "words", state: "read" });

export interface Question {
  from: string;
  to: string;
  by: TraceQuestion["by"];
  basis: Basis;
  without: readonly string[];
  between: readonly [number | null, number | null] | undefined;
}

/** What a part must tell as the whole does. */
export const essence = (answer: TraceAnswer) => ({
  order: answer.order,
  basis: answer.basis,
  arrival: answer.arrival,
  departure: answer.departure,
  ends: answer.ends,
  path: pathsOf(answer)[0],
  told: answer.paths.map(({ order, basis, elapsed, hops }) => ({
    order,
    basis,
    elapsed,
    hops: hops.map(({ relation, time, order: certainty, basis: founded }) => ({
      relation,
      time,
      certainty,
      founded,
    })),
  })),
});

const floorsOf = ({ basis, by }: Question): readonly Basis[] =>
  by === "best-basis" ? BASES.slice(0, basisRank(basis) + 1) : [basis];

async function hasConflict(loaded: Loaded, question: Question): Promise<boolean> {
  for (const floor of floorsOf(question)) {
    if (loaded.graph(await loaded.view(floor)).conflicts.length > 0) return true;
  }
  return false;
}

/** A question as it is written; times are milliseconds here. */
const written = ({ between, ...asked }: Question): TraceQuestion =>
  traceQuestionSchema.parse({
    ...asked,
    ...(between ? { between: { earliest: between[0], latest: between[1] } } : {}),
  });

interface Compared {
  wanted: TraceAnswer;
  got: TraceAnswer;
  /** Edge keys, as often as they were read. */
  read: readonly string[];
}

/**
 * Answers to the questions, from all of a store and from parts of it; none where order facts
 * contradict each other. `read` gives the edge keys that were read since it was asked last.
 */
export async function compared(
  reader: PartReader,
  questions: readonly Question[],
  read: () => readonly string[],
): Promise<Compared[]> {
  const whole = await Loaded.from(reader);
  const frame = await readFrame(reader);
  const found: Compared[] = [];
  for (const question of questions) {
    if (await hasConflict(whole, question)) continue;
    const asked = written(question);
    read();
    const { loaded } = await readPart(reader, frame, { kind: "trace", question: asked });
    const once = read();
    const wanted = await trace(whole, asked, NO_QUOTES, "test");
    found.push({ wanted, got: await trace(loaded, asked, NO_QUOTES, "test"), read: once });
  }
  return found;
}

export const questions = (
  sources: readonly string[],
  targets: readonly string[],
  [first, last]: readonly [number, number],
): fc.Arbitrary<Question> => {
  const time = fc.integer({ min: first, max: last });
  const end = (keys: readonly string[]) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...keys) },
      { weight: 1, arbitrary: fc.constantFrom(...ACCOUNTS) },
    );
  return fc.record({
    from: end(sources),
    to: end(targets),
    by: fc.constantFrom("earliest", ...CRITERIA),
    basis: fc.constantFrom("reported", "reported", "reported", "reported", "recorded", "inferred"),
    without: fc.oneof(
      { weight: 5, arbitrary: fc.constant<readonly string[]>([]) },
      { weight: 1, arbitrary: fc.constantFrom(...sources, ...targets).map((key) => [key]) },
    ),
    between: fc.option(
      fc.tuple(time, time).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      { nil: undefined, freq: 4 },
    ),
  });
};

export const several = (question: fc.Arbitrary<Question>): fc.Arbitrary<Question[]> =>
  fc.array(question, { minLength: 4, maxLength: 4 });
