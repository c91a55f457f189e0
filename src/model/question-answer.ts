/** The answers that are handed on, in reports and tables. */
import { z } from "zod";
import { firstAnswerSchema } from "./first-answer.ts";
import {
  adoptionAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
} from "./journey-answer.ts";
import { reachAnswerSchema, whatIfAnswerSchema } from "./reach-answer.ts";
import { traceAnswerSchema } from "./trace-answer.ts";

export const questionAnswerSchema = z.discriminatedUnion("kind", [
  traceAnswerSchema,
  firstAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
  adoptionAnswerSchema,
  reachAnswerSchema,
  whatIfAnswerSchema,
]);
export type QuestionAnswer = z.infer<typeof questionAnswerSchema>;
