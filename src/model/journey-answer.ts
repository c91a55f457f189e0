/** Answers about journeys: where things crossed from tier to tier, how long they took, how they spread. */
import { z } from "zod";
import {
  answered,
  disputeSchema,
  elapsedSchema,
  endSchema,
  itemRefSchema,
  orderSchema,
  pathSchema,
  remarkSchema,
  sideSchema,
  toldEdgeSchema,
} from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { keySchema } from "./key.ts";
import { tierSchema } from "./platform.ts";
import { intervalSchema } from "./time.ts";

/** A contradiction, and on each side what is then otherwise; null is "not at all". */
const changingDisputeSchema = disputeSchema.omit({ sides: true }).extend({
  sides: z.array(
    sideSchema.pick({ says: true, sources: true, claims: true, removes: true }).extend({
      changes: z.array(
        z.object({
          what: z.string(),
          granted: z.string().nullable(),
          taken: z.string().nullable(),
        }),
      ),
      /** Changes beyond the first hundred. */
      changesOmitted: z.number().int(),
    }),
  ),
});
export type ChangingDispute = z.infer<typeof changingDisputeSchema>;

export const disputed = {
  /** Some side of some contradiction gives another answer. */
  disputed: z.boolean(),
  disputes: z.array(changingDisputeSchema),
  /** Relevant contradictions beyond the limit, whose sides were not tried. */
  disputesNotTried: z.number().int(),
  /** What is sound but not complete here, and what the method left out. */
  limits: z.array(z.string()),
};

const crossingSchema = z.object({
  kind: z.enum(["tier", "language"]),
  /** The highest tier before, or the giver's language; and what it crossed into. */
  from: z.string(),
  to: z.string(),
  order: z.enum(["certain", "possible"]),
  /** When it crossed, along this path. */
  time: intervalSchema,
  /** It may be the earliest of all that cross into the same. */
  mayBeFirst: z.boolean(),
  /** Items before it whose tier nobody says: one of them may have crossed already. */
  withoutTier: z.array(keySchema),
  /** From the source; the last hop is the one that crosses. */
  path: pathSchema,
});
export type Crossing = z.infer<typeof crossingSchema>;

const crossedInto = {
  order: z.enum(["certain", "possible"]),
  basis: basisSchema,
  /** Possible earliest and guaranteed latest of the earliest crossing. */
  time: intervalSchema,
  /** Hops that cross into it, told or not. */
  hops: z.number().int(),
};

export const crossingsAnswerSchema = z.object({
  kind: z.literal("crossings"),
  question: z.object({
    from: z.string(),
    to: z.string().nullable(),
    between: intervalSchema,
    basis: basisSchema,
    limit: z.number().int(),
  }),
  ends: z.object({ from: endSchema, to: endSchema.nullable() }),
  /** Of the earliest crossing into the highest tier that was entered; else of the first language's. */
  order: orderSchema,
  basis: basisSchema.nullable(),
  tiers: z.array(z.object({ tier: tierSchema, ...crossedInto })),
  languages: z.array(z.object({ from: z.string(), to: z.string(), ...crossedInto })),
  /** In the order of time: possible earliest, then latest. */
  crossings: z.array(crossingSchema),
  /** Crossings beyond the limit, the latest ones. */
  omitted: z.number().int(),
  ...disputed,
  remarks: z.array(remarkSchema),
  ...answered,
});
export type CrossingsAnswer = z.infer<typeof crossingsAnswerSchema>;

const quartilesSchema = z.object({
  lower: elapsedSchema,
  median: elapsedSchema,
  upper: elapsedSchema,
});

const SHOWS = ["shortest", "median at least", "median at most", "longest"] as const;

/** A delay by which figures can be checked; its `timeClaims` also cite the giver's publication. */
const exampleSchema = toldEdgeSchema.extend({
  /** Of all delays of the pair it may be the shortest, bounds the median, or may be the longest. */
  shows: z.array(z.enum(SHOWS)),
  /** Certain: it flows in every world. */
  order: z.enum(["certain", "possible"]),
  delay: elapsedSchema,
});

/** Delays from one platform to another, in milliseconds. */
const delaysSchema = z.object({
  giver: z.string(),
  receiver: z.string(),
  /** Flow edges counted: those that some world allows. */
  n: z.number().int(),
  /** Of which this many flow in every world, and this many have a delay known to the millisecond. */
  certain: z.number().int(),
  exact: z.number().int(),
  /** Of which the giver can change, so that the delay counts from its publication. */
  giverCanChange: z.number().int(),
  /** Nearest rank: the k-th smallest delay, k = ceil(n/4), ceil(n/2), ceil(3n/4). */
  quartiles: quartilesSchema,
  /** Some world attains every bound; else the bounds are sound: no world goes beyond them. */
  attained: z.boolean(),
  /** Weakest of the edges and of the times that bound the delays. */
  basis: basisSchema,
  /** At most four; none for the last pairs where there are too many (`limits` says so). */
  examples: z.array(exampleSchema),
});
export type Delays = z.infer<typeof delaysSchema>;

export const latencyAnswerSchema = z.object({
  kind: z.literal("latency"),
  question: z.object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    basis: basisSchema,
    limit: z.number().int(),
  }),
  ends: z.object({ from: endSchema.nullable(), to: endSchema.nullable() }),
  /** Certain: every edge counted flows in every world. */
  order: orderSchema,
  basis: basisSchema.nullable(),
  /** Site by site, most edges first; `within` tells the communities in them. */
  table: z.array(delaysSchema.extend({ within: z.array(delaysSchema) })),
  /** Pairs of sites beyond the limit, and communities beyond it inside the pairs told. */
  omitted: z.number().int(),
  omittedWithin: z.number().int(),
  /** Edges left out: a part enters its whole when it is published; no world allows it; it gives to itself; nobody says where it is. */
  leftOut: z.object({
    sameMoment: z.number().int(),
    impossible: z.number().int(),
    itself: z.number().int(),
    noPlatform: z.number().int(),
  }),
  ...disputed,
  ...answered,
});
export type LatencyAnswer = z.infer<typeof latencyAnswerSchema>;

const bandSchema = z.object({ certain: z.number().int(), possible: z.number().int() });
const curveSchema = z.object({
  /** All that take it at some time, and those that certainly do. */
  items: bandSchema,
  accounts: bandSchema,
  /** Possible earliest and guaranteed latest of the first. */
  first: intervalSchema,
  /** That may have it before any time that is known. */
  before: z.object({ items: z.number().int(), accounts: z.number().int() }),
  /** Taken by then: certainly, and possibly. Times ascend; all but `merged` instants are told. */
  steps: z.array(
    z.object({
      time: z.number(),
      items: bandSchema,
      accounts: bandSchema,
      /** Instants at which a count moved since the step before, beyond this one. */
      merged: z.number().int(),
    }),
  ),
});
export type Curve = z.infer<typeof curveSchema>;

export const adoptionAnswerSchema = z.object({
  kind: z.literal("adoption"),
  question: z.object({
    of: z.string(),
    between: intervalSchema,
    basis: basisSchema,
    points: z.number().int(),
    takers: z.number().int(),
  }),
  /** What takes it: items that carry the tag, or what it reached directly or onwards. */
  by: z.enum(["tag", "reach"]),
  ends: z.object({ of: endSchema }),
  order: orderSchema,
  basis: basisSchema.nullable(),
  whole: curveSchema,
  /** By site. */
  perPlatform: z.array(z.object({ platform: z.string(), curve: curveSchema })),
  /** Takers of unknown time, which no curve counts: how many, and the first hundred. */
  undated: z.object({ count: z.number().int(), items: z.array(keySchema) }),
  /** Takers without an account, which no curve of accounts counts. */
  withoutAccount: z.number().int(),
  /** The earliest takers, each with how it came to it, or for a tag with the words that say so. */
  takers: z.array(
    z.object({
      item: itemRefSchema,
      order: z.enum(["certain", "possible"]),
      time: intervalSchema,
      path: pathSchema.nullable(),
      claims: z.array(z.number().int()),
    }),
  ),
  ...disputed,
  ...answered,
});
export type AdoptionAnswer = z.infer<typeof adoptionAnswerSchema>;
