/** The answer to how a thing travelled from one end to another. */
import { z } from "zod";
import {
  answered,
  disputeSchema,
  endSchema,
  orderSchema,
  pathSchema,
  remarkSchema,
  struckFileSchema,
} from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { hashSchema } from "./evidence.ts";
import { keySchema } from "./key.ts";
import { intervalSchema } from "./time.ts";

const nearMissSchema = z.object({
  /** What the path would need to be let off. */
  breaks: z.array(z.enum(["basis", "window", "time", "removals"])),
  path: z.array(keySchema),
  says: z.array(z.string()),
});
export type NearMiss = z.infer<typeof nearMissSchema>;

export const traceAnswerSchema = z.object({
  kind: z.literal("trace"),
  question: z.object({
    from: z.string(),
    to: z.string(),
    without: z.array(z.string()),
    withoutEvidence: z.array(hashSchema),
    between: intervalSchema,
    basis: basisSchema,
    by: z.string(),
    paths: z.number().int(),
  }),
  ends: z.object({
    from: endSchema,
    to: endSchema,
    without: z.array(endSchema),
    withoutEvidence: z.array(struckFileSchema),
  }),
  order: orderSchema,
  /** Weakest hop's; null when there is no path. */
  basis: basisSchema.nullable(),
  /** Some side of some contradiction gives another answer. */
  disputed: z.boolean(),
  disputes: z.array(disputeSchema),
  /** Relevant contradictions beyond the limit, whose sides were not tried. */
  disputesNotTried: z.number().int(),
  paths: z.array(pathSchema),
  /** When the thing reached the target: possible earliest, guaranteed latest. */
  arrival: intervalSchema.nullable(),
  /**
   * The latest moment at which it can still leave the source, that is the time of the first hop, and
   * reach the target: guaranteed, possible. Told only by `departure`.
   */
  departure: intervalSchema.nullable(),
  /** Paths distinct by accounts beside those told, on the basis asked for. */
  morePaths: z.object({
    count: z.number().int(),
    /** The count stopped at its limit. */
    atLeast: z.boolean(),
  }),
  /** Paths distinct by accounts that inferred edges would add. */
  moreIfInferred: z.object({
    count: z.number().int(),
    /** The count stopped at its limit. */
    atLeast: z.boolean(),
    paths: z.array(z.array(keySchema)),
  }),
  /** Limits of the method that this answer met. */
  limits: z.array(z.string()),
  nearMiss: nearMissSchema.nullable(),
  remarks: z.array(remarkSchema),
  ...answered,
});
export type TraceAnswer = z.infer<typeof traceAnswerSchema>;
