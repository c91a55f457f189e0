/** What the evidence loaded comes to as a whole: findings and coverage. */
import { z } from "zod";
import { coverageSchema, onEvidence } from "./answer.ts";
import { keySchema } from "./key.ts";

export const findingSchema = z.object({
  kind: z.enum([
    "declared contradiction",
    "time contradiction",
    "order contradiction",
    "join refused",
    "leads to no one thing",
    "handle of several accounts",
    "several authors",
    "several types",
    "name never declared",
    "missing from another capture",
    "edited between captures",
    "gone in a later capture",
  ]),
  about: z.array(keySchema),
  says: z.string(),
  claims: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

export const findingsAnswerSchema = z.object({
  kind: z.literal("findings"),
  findings: z.array(findingSchema),
  /** Of which those above are a page. */
  total: z.number().int(),
  ...onEvidence,
});
export type FindingsAnswer = z.infer<typeof findingsAnswerSchema>;

export const coverageAnswerSchema = z.object({
  kind: z.literal("coverage"),
  coverage: coverageSchema,
  ...onEvidence,
});
export type CoverageAnswer = z.infer<typeof coverageAnswerSchema>;
