/** Answers about what sources reach, what that hangs on, and what is otherwise when something is taken out. */
import { z } from "zod";
import {
  answered,
  endSchema,
  hopSchema,
  itemRefSchema,
  orderSchema,
  pathSchema,
  struckFileSchema,
  toldEdgeSchema,
} from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { hashSchema } from "./evidence.ts";
import { disputed } from "./journey-answer.ts";
import { keySchema } from "./key.ts";
import { tierSchema } from "./platform.ts";
import { intervalSchema } from "./time.ts";

const count = z.number().int();
const accountRefSchema = itemRefSchema.shape.account.unwrap();

const arrivedSchema = z.object({
  order: z.enum(["certain", "possible"]),
  /** Weakest hop's of a path of that order. */
  basis: basisSchema,
  /** Possible earliest, guaranteed latest. */
  arrival: intervalSchema,
});
export type Arrived = z.infer<typeof arrivedSchema>;

/** What is otherwise when one thing is taken out, with its reshares and copies and the order facts that rest on them. */
const removalSchema = z.object({
  asked: z.string(),
  inEvidence: z.boolean(),
  /** Items taken out, and how many of those are such as are asked about. */
  takenOut: count,
  takenOutOfAsked: count,
  /** The order of the question then. */
  order: orderSchema,
  basis: basisSchema.nullable(),
  arrival: intervalSchema.nullable(),
  /** Those asked about that stay and are no longer reached: the first hundred. */
  noLongerReached: z.object({ count, items: z.array(itemRefSchema) }),
  /** Those that are reached later, or no longer for certain: the first hundred. */
  late: z.object({
    count,
    items: z.array(
      z.object({
        item: itemRefSchema,
        before: arrivedSchema,
        after: arrivedSchema,
        /** Milliseconds by which each bound is later; null where one of the two is not known. */
        by: z.object({ earliest: z.number().nullable(), latest: z.number().nullable() }),
      }),
    ),
  }),
});
export type Removal = z.infer<typeof removalSchema>;

/** What shows that the path told hangs on a thing. */
const shown = z.object({
  /** Numbers of its hops, from 1, that pass the thing, or what is taken out with it. */
  hops: z.array(count),
  /** Relations off the path: how what is taken out goes along with it, or what the times of the hops rest on. */
  beside: z.array(toldEdgeSchema),
  /** Citations that say that the account posted what is on the way. */
  claims: z.array(count),
});

const thingsSchema = z.object({
  items: z.array(itemRefSchema.extend({ shown })),
  accounts: z.array(accountRefSchema.extend({ shown })),
});

export const whatIfAnswerSchema = z.object({
  kind: z.literal("what-if"),
  question: z.object({
    from: z.string(),
    to: z.string(),
    /** Each tried by itself. */
    without: z.array(z.string()),
    /** Taken out of all that is asked. */
    struckOut: z.array(z.string()),
    withoutEvidence: z.array(hashSchema),
    between: intervalSchema,
    basis: basisSchema,
  }),
  ends: z.object({
    from: endSchema,
    to: endSchema,
    struckOut: z.array(endSchema),
    withoutEvidence: z.array(struckFileSchema),
  }),
  order: orderSchema,
  /** Weakest hop's of the earliest path, as `trace` tells it. */
  basis: basisSchema.nullable(),
  ...disputed,
  arrival: intervalSchema.nullable(),
  departure: intervalSchema.nullable(),
  /** The path of that order and basis; null when there is none. */
  path: pathSchema.nullable(),
  /** All possible paths as one graph. */
  ways: z.object({
    items: count,
    edges: count,
    /** Sets of items that give to each other, each counted as one. */
    components: count,
    /** Number of possible paths, in decimal; null when it was not counted. */
    paths: z.string().nullable(),
    /** No item is on a cycle; else ways through a cycle count once for each way in and out. */
    exact: z.boolean(),
  }),
  /** Without one of these no possible path remains. */
  mandatory: thingsSchema,
  /** Without one of these what is certain is only possible. */
  pivotal: thingsSchema,
  /** Smallest sets of accounts, and items without one, without which no possible path remains. */
  cuts: z.object({
    upTo: count,
    /** Null: none of that size or less. */
    size: count.nullable(),
    count,
    /** The first hundred. */
    sets: z.array(z.array(keySchema)),
  }),
  /** What the accounts are called that those sets and what is struck out name by their keys. */
  called: z.array(accountRefSchema),
  /** Each with the path that stands without it. */
  removals: z.array(removalSchema.extend({ path: pathSchema.nullable() })),
  ...answered,
});
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;

const reachedSchema = z.object({
  order: z.enum(["certain", "possible"]),
  /** Weakest of what is counted. */
  basis: basisSchema,
  /** Reached in every world, and in some only. */
  items: z.object({ certain: count, possible: count }),
  /** Accounts of which an item is. */
  accounts: z.object({ certain: count, possible: count }),
  /** Of the first: possible earliest, guaranteed latest. */
  arrival: intervalSchema,
});
export type Reached = z.infer<typeof reachedSchema>;

export const reachAnswerSchema = z.object({
  kind: z.literal("reach"),
  question: z.object({
    from: z.string(),
    to: z.string().nullable(),
    without: z.array(z.string()),
    between: intervalSchema,
    basis: basisSchema,
  }),
  ends: z.object({ from: endSchema, to: endSchema.nullable() }),
  order: orderSchema,
  /** Weakest of all that is reached. */
  basis: basisSchema.nullable(),
  ...disputed,
  /** Null when nothing is reached. Sources, and what is known only by reference, do not count. */
  reached: reachedSchema.nullable(),
  perPlatform: z.array(reachedSchema.extend({ platform: z.string() })),
  perTier: z.array(reachedSchema.extend({ tier: tierSchema.nullable() })),
  /** The first hundred, by possible earliest. */
  items: z.array(
    arrivedSchema.extend({
      item: itemRefSchema,
      /**
       * The last hop of a way that is certain if any is. Its `timeClaims` also cite what the earliest
       * arrival rests on, which may be another hop's time.
       */
      hop: hopSchema,
    }),
  ),
  accounts: z.array(
    arrivedSchema.extend({
      account: accountRefSchema,
      /** Its item that was reached soonest, and citations that say that the account posted it. */
      item: keySchema,
      claims: z.array(count),
    }),
  ),
  /**
   * The ten accounts without which, one at a time, most items are no longer reached, or whose
   * possible earliest is later; the sources themselves stay.
   */
  carriers: z.array(z.object({ account: accountRefSchema, noLongerReached: count, late: count })),
  removals: z.array(removalSchema),
  ...answered,
});
export type ReachAnswer = z.infer<typeof reachAnswerSchema>;
