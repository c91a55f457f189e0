import { z } from "zod";
import { basisSchema, DEFAULT_FLOOR } from "../model/basis.ts";
import { intervalSchema } from "../model/time.ts";

export const CRITERIA = ["earliest", "fewest-hops", "best-basis"] as const;

/** What a trace is asked. Selectors are written as a person writes them. */
export const traceQuestionSchema = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  /** Items, accounts, platforms or other selectors that are taken out. */
  without: z.array(z.string().min(1)).default([]),
  /** Only hops within these times (UTC ms). */
  between: intervalSchema.default({ earliest: null, latest: null }),
  /** Weakest basis that counts. */
  basis: basisSchema.default(DEFAULT_FLOOR),
  by: z.enum(CRITERIA).default("earliest"),
  /** How many paths to show, distinct by the accounts they pass through. */
  paths: z.int().min(1).max(100).default(1),
});
export type TraceQuestion = z.infer<typeof traceQuestionSchema>;

export const firstQuestionSchema = z.strictObject({
  of: z.array(z.string().min(1)).min(1),
  basis: basisSchema.default(DEFAULT_FLOOR),
});
export type FirstQuestion = z.infer<typeof firstQuestionSchema>;
