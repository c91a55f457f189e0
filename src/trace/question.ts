import { z } from "zod";
import { basisSchema, DEFAULT_FLOOR } from "../model/basis.ts";
import { HeadwaterError } from "../model/errors.ts";
import { type Interval, intervalSchema, parseTime, TimeFormatError } from "../model/time.ts";

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
