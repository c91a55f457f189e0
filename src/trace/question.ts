import { z } from "zod";
import { basisSchema, DEFAULT_FLOOR } from "../model/basis.ts";
import { HeadwaterError } from "../model/errors.ts";
import { hashSchema } from "../model/evidence.ts";
import { type Interval, intervalSchema, parseTime, TimeFormatError } from "../model/time.ts";

export const CRITERIA = ["earliest", "fewest-hops", "best-basis", "fastest", "departure"] as const;

/** What a trace is asked. Selectors are written as a person writes them. */
export const traceQuestionSchema = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  /** Items, accounts, platforms or other selectors that are taken out. */
  without: z.array(z.string().min(1)).default([]),
  /** Evidence files whose claims are taken as never seen. */
  withoutEvidence: z.array(hashSchema).default([]),
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

const selector = z.string().min(1);
const within = {
  /** Only hops within these times (UTC ms). */
  between: intervalSchema.default({ earliest: null, latest: null }),
  /** Weakest basis that counts. */
  basis: basisSchema.default(DEFAULT_FLOOR),
};

export const crossingsQuestionSchema = z.strictObject({
  from: selector.default("tier:fringe"),
  /** Only crossings into these. */
  to: selector.optional(),
  ...within,
  /** How many crossings to tell. */
  limit: z.int().min(1).max(100).default(20),
});
export type CrossingsQuestion = z.infer<typeof crossingsQuestionSchema>;

export const latencyQuestionSchema = z.strictObject({
  /** Only edges whose giver, and whose receiver, is among these. */
  from: selector.optional(),
  to: selector.optional(),
  basis: within.basis,
  /** How many pairs of sites to tell, and of the communities in each. */
  limit: z.int().min(1).max(1000).default(100),
});
export type LatencyQuestion = z.infer<typeof latencyQuestionSchema>;

export const adoptionQuestionSchema = z.strictObject({
  of: selector,
  ...within,
  /** How many points of a curve to tell, and how many takers. */
  points: z.int().min(2).max(1000).default(50),
  takers: z.int().min(0).max(100).default(10),
});
export type AdoptionQuestion = z.infer<typeof adoptionQuestionSchema>;

export const whatIfQuestionSchema = z.strictObject({
  from: selector,
  to: selector,
  /** Each is taken out by itself. */
  without: z.array(selector).default([]),
  /** Taken out of the whole question, before anything else is tried. */
  struckOut: z.array(selector).default([]),
  /** Evidence files whose claims are taken as never seen. */
  withoutEvidence: z.array(hashSchema).default([]),
  ...within,
});
export type WhatIfQuestion = z.infer<typeof whatIfQuestionSchema>;

export const reachQuestionSchema = z.strictObject({
  from: selector,
  /** Only what is among these counts as reached. */
  to: selector.optional(),
  /** Each is taken out by itself. */
  without: z.array(selector).default([]),
  ...within,
});
export type ReachQuestion = z.infer<typeof reachQuestionSchema>;

/** Items of the largest timeline. */
export const MAX_TIMELINE = 100_000;

export const timelineQuestionSchema = z.strictObject({
  /** Only these and their neighbours; all items if there are none. */
  about: z.array(selector).default([]),
  ...within,
  /** How many items to tell. */
  limit: z.int().min(1).max(MAX_TIMELINE).default(50_000),
});
export type TimelineQuestion = z.infer<typeof timelineQuestionSchema>;

const UTC = { name: "UTC", reason: "granted" } as const;

function timeIn(name: string, text: string): Interval {
  try {
    return parseTime(text, UTC);
  } catch (cause) {
    if (!(cause instanceof TimeFormatError)) throw cause;
    throw new HeadwaterError("usage", cause.message, { where: name, cause });
  }
}

/**
 * From the start of the first time to the end of the second, in UTC unless they say otherwise; a
 * bound that is not written stays open. `names` are what the person calls the two.
 * @throws HeadwaterError `usage`
 */
export function parseWindow(
  from: string | undefined,
  to: string | undefined,
  names: readonly [string, string] = ["earliest", "latest"],
): Interval {
  const earliest = from === undefined ? null : timeIn(names[0], from).earliest;
  const latest = to === undefined ? null : timeIn(names[1], to).latest;
  if (earliest === null || latest === null || earliest <= latest) return { earliest, latest };
  throw new HeadwaterError("usage", `${from} is later than ${to}`, { where: names[0] });
}
