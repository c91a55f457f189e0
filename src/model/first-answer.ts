/** The answer to which of several things stands first. */
import { z } from "zod";
import {
  answered,
  disputeSchema,
  endSchema,
  itemRefSchema,
  orderSchema,
  remarkSchema,
  sideSchema,
} from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { keySchema } from "./key.ts";
import { tierSchema } from "./platform.ts";
import { intervalSchema } from "./time.ts";

const standingSchema = z.object({
  item: itemRefSchema,
  /** Certain: no later than every other in every world; possible: in some world. */
  order: z.enum(["certain", "possible"]),
  basis: basisSchema,
  claims: z.array(z.number().int()),
});

const countedRefs = z.object({ count: z.number().int(), items: z.array(itemRefSchema) });

/** The items of one platform or tier, among all that are asked about. */
const groupSchema = z.object({
  /** As for `first`, among those with a time of their own; possible too where what is missing may stand before. */
  order: orderSchema,
  /** Those that are there soonest for certain, all at the same moment if the order is certain: the first twenty of `firstCount`. */
  first: z.array(standingSchema),
  firstCount: z.number().int(),
  /** Possible earliest and guaranteed latest of the group's first item. */
  appeared: intervalSchema,
  /** Items of other groups that stand no later in every world, or earlier in some; the first of each told. */
  before: z.object({ certain: countedRefs, possible: countedRefs }),
  /** Items that cannot stand for the group, and how they stand to its first. */
  missing: z.array(
    z.object({
      item: keySchema,
      why: z.enum(["undated", "known only by reference", "dated only by others"]),
      stands: z.enum(["before", "perhaps", "after"]),
    }),
  ),
  missingCount: z.number().int(),
  /** Items of the group whose originals no evidence has as its subject. */
  originals: z.array(z.object({ item: keySchema, original: keySchema })),
  originalsCount: z.number().int(),
});
export type FirstGroup = z.infer<typeof groupSchema>;

export const firstAnswerSchema = z.object({
  kind: z.literal("first"),
  question: z.object({ of: z.array(z.string()), basis: basisSchema }),
  ends: z.array(endSchema),
  order: orderSchema,
  basis: basisSchema.nullable(),
  disputed: z.boolean(),
  disputes: z.array(
    disputeSchema.omit({ sides: true }).extend({
      sides: z.array(
        sideSchema
          .pick({ says: true, sources: true, claims: true, removes: true, order: true })
          .extend({
            /** The first hundred. */
            first: z.array(keySchema),
            /** Platforms and tiers of which another then stands first, or at another time. */
            groups: z.array(
              z.object({
                name: z.string(),
                order: orderSchema,
                /** The first twenty. */
                first: z.array(keySchema),
                appeared: intervalSchema,
              }),
            ),
            changes: z.array(z.enum(["order", "first", "groups"])),
          }),
      ),
    }),
  ),
  /** Relevant contradictions beyond the limit, whose sides were not tried. */
  disputesNotTried: z.number().int(),
  /** Limits of the method that this answer met. */
  limits: z.array(z.string()),
  /**
   * Those that certainly stand first (one, or all at the same moment), or all that possibly do: of
   * `firstCount` a hundred are told, those that are there soonest for certain. Those with no time are `undated`.
   */
  first: z.array(standingSchema),
  firstCount: z.number().int(),
  perPlatform: z.array(groupSchema.extend({ platform: z.string() })),
  /** Null: nobody says in which tier these are. */
  perTier: z.array(groupSchema.extend({ tier: tierSchema.nullable() })),
  /** The first hundred of `undatedCount`. */
  undated: z.array(keySchema),
  undatedCount: z.number().int(),
  remarks: z.array(remarkSchema),
  ...answered,
});
export type FirstAnswer = z.infer<typeof firstAnswerSchema>;
