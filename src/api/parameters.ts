/** Parameters that several routes take. */
import { z } from "zod";
import { basisSchema, DEFAULT_FLOOR } from "../model/basis.ts";
import { hashSchema } from "../model/evidence.ts";
import { CRITERIA, MAX_TIMELINE } from "../trace/question.ts";

const MAX_SELECTORS = 50;
const MAX_KEYS = 200;

const EXAMPLE = "case:macronleaks/emleaks";

const selector = (description: string, example = EXAMPLE) =>
  z.string().min(1).max(2000).meta({ description, example });

const SELECTOR =
  "a key, a URL, an account, a platform, group:, tier:, tag:, evidence:sha256:…, or quoted words that match one thing";

export const from = selector(`where it started: ${SELECTOR}`);
export const to = selector(`where it arrived: ${SELECTOR}`, "twitter:@wikileaks");
export const without = z
  .array(selector(SELECTOR))
  .max(MAX_SELECTORS)
  .default([])
  .meta({ description: "taken out, with its reshares and copies; may be given again" });
export const withoutEvidence = z
  .array(hashSchema)
  .max(MAX_SELECTORS)
  .default([])
  .meta({ description: "evidence file taken as never seen; may be given again" });
export const eachWithout = z.array(selector(SELECTOR)).max(MAX_SELECTORS).default([]).meta({
  description: "tried without this, its reshares and copies; each by itself, if given again",
});
export const struckOut = z.array(selector(SELECTOR)).max(MAX_SELECTORS).default([]).meta({
  description: "taken out of all that is asked, with its reshares and copies; may be given again",
});
export const shown = selector(SELECTOR, "4chan/pol");
export const reachedTo = selector(`only what is among these: ${SELECTOR}`, "twitter").optional();
export const of = z
  .array(selector(SELECTOR))
  .min(1)
  .max(MAX_SELECTORS)
  .meta({ description: "what is compared; may be given again" });
export const crossedFrom = selector(`where it started: ${SELECTOR}`, "tier:fringe").default(
  "tier:fringe",
);
export const crossedTo = selector(`only crossings into these: ${SELECTOR}`, "twitter").optional();
export const givers = selector(`only what these gave: ${SELECTOR}`, "4chan").optional();
export const takers = selector(`only what these took: ${SELECTOR}`, "twitter").optional();
export const adopted = selector(`a tag, or what spread: ${SELECTOR}`, "tag:macronleaks");
export const told = (most: number, some: number, what: string) =>
  z
    .int()
    .min(1)
    .max(most)
    .default(some)
    .meta({ description: `at most so many ${what}` });

export const about = z
  .array(selector(SELECTOR))
  .max(MAX_KEYS)
  .default([])
  .meta({ description: "only these and their neighbours; may be given again" });
export const timelineItems = told(MAX_TIMELINE, 50_000, "items, the earliest");

export const keys = z
  .array(z.string().min(1).max(2000))
  .min(1)
  .max(MAX_KEYS)
  .meta({ description: "keys or URLs; may be given again" });

const time = (description: string) =>
  z.string().min(4).max(40).optional().meta({ description, example: "2017-05-05T18:00Z" });
export const earliest = time(
  "from the start of this time on: YYYY[-MM[-DD[ HH:MM[:SS[.mmm]]]]], UTC unless an offset follows",
);
export const latest = time("to the end of this time, written likewise");

export const basis = basisSchema
  .default(DEFAULT_FLOOR)
  .meta({ description: "weakest basis that counts" });
export const by = z.enum(CRITERIA).default("earliest").meta({ description: "which path is best" });
export const paths = z
  .int()
  .min(1)
  .max(100)
  .default(1)
  .meta({ description: "paths to show, distinct by the accounts they pass through" });

export const limit = z.int().min(1).max(1000).default(100).meta({ description: "at most so many" });
export const offset = z
  .int()
  .min(0)
  .max(1_000_000)
  .default(0)
  .meta({ description: "after so many" });

export const byHash = z.strictObject({
  hash: hashSchema.meta({ description: "SHA-256 of the bytes: `sha256:<64 hex digits>`" }),
});
const byKey = (example: string) =>
  z.strictObject({
    key: z.string().min(1).max(2000).meta({
      description: "a key or any URL, percent-encoded",
      example,
    }),
  });
export const ofItem = byKey("twitter:status/860567142965575681");
export const ofAccount = byKey("twitter:@wikileaks");

export const byJob = z.strictObject({
  id: z.string().min(1).max(100).meta({ description: "id of a job" }),
});
