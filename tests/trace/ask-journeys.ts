/** Questions about journeys put to small drawn cases; the answer is what the schema promises. */
import type { z } from "zod";
import type { Claim } from "../../src/model/claim.ts";
import {
  type AdoptionAnswer,
  adoptionAnswerSchema,
  type CrossingsAnswer,
  crossingsAnswerSchema,
  type LatencyAnswer,
  latencyAnswerSchema,
} from "../../src/model/journey-answer.ts";
import { parseKey } from "../../src/model/key.ts";
import { type ReachAnswer, reachAnswerSchema } from "../../src/model/reach-answer.ts";
import { adoption } from "../../src/trace/adoption.ts";
import { crossings } from "../../src/trace/crossings.ts";
import { latency } from "../../src/trace/latency.ts";
import type { Loaded } from "../../src/trace/loaded.ts";
import {
  adoptionQuestionSchema,
  crossingsQuestionSchema,
  latencyQuestionSchema,
  reachQuestionSchema,
} from "../../src/trace/question.ts";
import { reach } from "../../src/trace/reach-answer.ts";
import { readQuote } from "./ask.ts";

export async function askCrossings(
  loaded: Loaded,
  asked: z.input<typeof crossingsQuestionSchema> = {},
): Promise<CrossingsAnswer> {
  const question = crossingsQuestionSchema.parse(asked);
  return crossingsAnswerSchema.parse(await crossings(loaded, question, readQuote, "test"));
}

export async function askLatency(
  loaded: Loaded,
  asked: z.input<typeof latencyQuestionSchema> = {},
): Promise<LatencyAnswer> {
  const question = latencyQuestionSchema.parse(asked);
  return latencyAnswerSchema.parse(await latency(loaded, question, readQuote, "test"));
}

export async function askReach(
  loaded: Loaded,
  asked: z.input<typeof reachQuestionSchema>,
): Promise<ReachAnswer> {
  const question = reachQuestionSchema.parse(asked);
  return reachAnswerSchema.parse(await reach(loaded, question, readQuote, "test"));
}

export async function askAdoption(
  loaded: Loaded,
  of: string,
  asked: Omit<z.input<typeof adoptionQuestionSchema>, "of"> = {},
): Promise<AdoptionAnswer> {
  const question = adoptionQuestionSchema.parse({ of, ...asked });
  return adoptionAnswerSchema.parse(await adoption(loaded, question, readQuote, "test"));
}

/** A record that says in which language a thing is. */
export function speaks(key: string, language: string): Claim {
  const item = parseKey(key);
  return {
    subject: item,
    place: { bytes: [0, 1], record: 1, as: "json" },
    basis: "recorded",
    facts: [{ fact: "item", item, language }],
  };
}
