/** Every question but trace, drawn, put to the whole of a store and to the part that it needs. */
import fc from "fast-check";
import { z } from "zod";
import { timeline } from "../../src/analysis/timeline.ts";
import type { Claim } from "../../src/model/claim.ts";
import { adoption } from "../../src/trace/adoption.ts";
import { crossings } from "../../src/trace/crossings.ts";
import { first } from "../../src/trace/first.ts";
import { latency } from "../../src/trace/latency.ts";
import { Loaded, type ReadQuote } from "../../src/trace/loaded.ts";
import type { PartReader } from "../../src/trace/part/fetched.ts";
import { readFrame } from "../../src/trace/part/frame.ts";
import { readPart } from "../../src/trace/part/part.ts";
import type { PartQuestion } from "../../src/trace/part/wanted.ts";
import {
  adoptionQuestionSchema,
  crossingsQuestionSchema,
  firstQuestionSchema,
  latencyQuestionSchema,
  reachQuestionSchema,
  whatIfQuestionSchema,
} from "../../src/trace/question.ts";
import { reach } from "../../src/trace/reach-answer.ts";
import { trace } from "../../src/trace/trace.ts";
import { whatIf } from "../../src/trace/what-if.ts";
import { ACCOUNTS, cases } from "./part-cases.ts";

const NO_QUOTES: ReadQuote = async () => ({ text: "words", state: "read" });

function answerTo(loaded: Loaded, { kind, question }: PartQuestion) {
  switch (kind) {
    case "trace":
      return trace(loaded, question, NO_QUOTES, "test");
    case "what-if":
      return whatIf(loaded, question, NO_QUOTES, "test");
    case "reach":
      return reach(loaded, question, NO_QUOTES, "test");
    case "crossings":
      return crossings(loaded, question, NO_QUOTES, "test");
    case "adoption":
      return adoption(loaded, question, NO_QUOTES, "test");
    case "first":
      return first(loaded, question, NO_QUOTES, "test");
    case "latency":
      return latency(loaded, question, NO_QUOTES, "test");
    case "timeline":
      return timeline(loaded, question, NO_QUOTES, "test");
  }
}

/** What is told of the part that was read, and the numbers of citations. */
const OF_THE_PART: ReadonlySet<string> = new Set([
  "coverage",
  "digest",
  "limits",
  "disputed",
  "disputes",
  "disputesNotTried",
  "citations",
  "claims",
  "shown",
  "remarks",
]);

/** Things that stay as they were posted. */
const STAYS = /^(4chan:pol\/\d|twitter:status)/;
const refSchema = z.looseObject({ key: z.string(), published: z.unknown() });
const pathSchema = z.looseObject({
  elapsedFrom: z.literal("first hop"),
  hops: z.array(z.looseObject({})),
});

/** Without what a part may tell otherwise. */
function withoutLeeway(value: unknown): unknown {
  // When a thing that can be changed was published is bounded by all that ever linked to it, of
  // which a part has some.
  const ref = refSchema.safeParse(value);
  if (ref.success && !STAYS.test(ref.data.key)) return { ...ref.data, published: undefined };
  // Where such a thing is the source, the first hop may be founded better by what was not read.
  const path = pathSchema.safeParse(value);
  if (!path.success) return value;
  const hops = path.data.hops.map((hop, i) =>
    i === 0 ? { ...hop, because: undefined, basis: undefined } : hop,
  );
  return { ...path.data, hops, basis: undefined };
}

/** What a part must tell as the whole does, as JSON. */
const essenceOf = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (name, value) =>
      OF_THE_PART.has(name) ? undefined : withoutLeeway(value),
    ),
  );

export interface ComparedAnswers {
  asked: PartQuestion;
  order: string;
  wanted: unknown;
  got: unknown;
  /** Edge keys, as often as they were read. */
  read: readonly string[];
}

/**
 * None where order facts contradict each other. `read` gives the edge keys that were read since it
 * was asked last.
 */
export async function comparedAnswers(
  reader: PartReader,
  questions: readonly PartQuestion[],
  read: () => readonly string[] = () => [],
): Promise<ComparedAnswers[]> {
  const whole = await Loaded.from(reader);
  const frame = await readFrame(reader);
  const found: ComparedAnswers[] = [];
  for (const asked of questions) {
    const view = await whole.view(asked.question.basis);
    if (whole.graph(view).conflicts.length > 0) continue;
    const wanted = await answerTo(whole, asked);
    read();
    const { loaded } = await readPart(reader, frame, asked);
    const once = read();
    const [all, part] = [wanted, await answerTo(loaded, asked)].map(essenceOf);
    found.push({ asked, order: wanted.order, wanted: all, got: part, read: once });
  }
  return found;
}

/** From selectors of one kind to selectors of another, within some times. */
function otherQuestions(
  sources: readonly string[],
  targets: readonly string[],
  [least, most]: readonly [number, number],
): fc.Arbitrary<PartQuestion> {
  const [start, end] = [fc.constantFrom(...sources), fc.constantFrom(...targets)];
  const time = fc.integer({ min: least, max: most });
  const within = {
    basis: fc.constantFrom("reported", "reported", "reported", "recorded", "inferred"),
    between: fc.oneof(
      { weight: 4, arbitrary: fc.constant({ earliest: null, latest: null }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(time, time)
          .map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
      },
    ),
  };
  const without = fc.array(end, { maxLength: 2 });
  const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, without);
  const sometimes = fc.option(end, { nil: undefined });
  const { basis } = within;
  return fc.oneof(
    fc.record({ from: start, to: end, without, struckOut: seldom, ...within }).map((asked) => ({
      kind: "what-if" as const,
      question: whatIfQuestionSchema.parse(asked),
    })),
    fc.record({ from: start, to: sometimes, without, ...within }).map((asked) => ({
      kind: "reach" as const,
      question: reachQuestionSchema.parse(asked),
    })),
    fc.record({ from: start, to: sometimes, ...within }).map((asked) => ({
      kind: "crossings" as const,
      question: crossingsQuestionSchema.parse(asked),
    })),
    fc.record({ of: start, ...within }).map((asked) => ({
      kind: "adoption" as const,
      question: adoptionQuestionSchema.parse(asked),
    })),
    fc.record({ of: fc.array(end, { minLength: 1, maxLength: 3 }), basis }).map((asked) => ({
      kind: "first" as const,
      question: firstQuestionSchema.parse(asked),
    })),
    fc.record({ from: start, to: sometimes, basis }).map((asked) => ({
      kind: "latency" as const,
      question: latencyQuestionSchema.parse(asked),
    })),
  );
}

const SETS = ["4chan/pol", "p.example", "tier:fringe", "tag:river"];

export const several = (...ends: Parameters<typeof otherQuestions>): fc.Arbitrary<PartQuestion[]> =>
  fc.array(otherQuestions(...ends), { minLength: 4, maxLength: 4 });

/** Drawn graphs with questions about them. */
export const askedCases: fc.Arbitrary<{ claims: Claim[]; asked: PartQuestion[] }> = cases(14).chain(
  ({ claims, keys }) =>
    several(
      [...keys.slice(0, 4), ...keys.slice(0, 4), ...SETS, ...ACCOUNTS],
      [...keys.slice(1), ...ACCOUNTS, ...SETS],
      [-4, 34],
    ).map((asked) => ({ claims, asked })),
);
