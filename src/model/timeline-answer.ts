/**
 * The answer to "what happened when": items on a line for each platform, and what flowed between
 * them. In columns, so that tens of thousands of items are small: the nth entry of each column is
 * about the nth item, edge or narrowing. Times are UTC milliseconds; null is unbounded.
 */
import { z } from "zod";
import { answered, disputeSchema, endSchema, orderSchema, remarkSchema } from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { relationSchema } from "./edge.ts";
import { itemTypeSchema } from "./item.ts";
import { keySchema } from "./key.ts";
import { tierSchema } from "./platform.ts";
import { intervalSchema } from "./time.ts";

/** Bits of an item's marks. */
export const TIMELINE_MARK = {
  /** One of those asked about, not a neighbour of one. */
  asked: 1,
  knownOnlyByReference: 2,
  /** What some reconstruction says of it is part of what is known. */
  reconstruction: 4,
  /** Some contradiction is about it. */
  disputed: 8,
} as const;

const count = z.number().int();
const counts = z.array(count);
const times = z.array(z.number().nullable());

export const timelineAnswerSchema = z.object({
  kind: z.literal("timeline"),
  question: z.object({
    about: z.array(z.string()),
    between: intervalSchema,
    basis: basisSchema,
    limit: count,
  }),
  /** Of what is asked about. */
  ends: z.array(endSchema),
  /** Certain: every edge told flows in every world. */
  order: orderSchema,
  /** Weakest of the edges told and of the times that bound them and the items; null if there are none. */
  basis: basisSchema.nullable(),
  disputed: z.boolean(),
  /** Contradictions about items told: the first hundred. */
  disputes: z.array(disputeSchema.omit({ sides: true })),
  disputesOmitted: count,
  /** Fringe first, unknown tiers last, then by name; a platform has one for each tier that its items have. */
  lanes: z.array(z.object({ platform: z.string().nullable(), tier: tierSchema.nullable() })),
  accounts: z.object({ key: z.array(keySchema), handle: z.array(z.string().nullable()) }),
  /** Those with some bound on their time: possible earliest, then latest, then key. */
  items: z.object({
    key: z.array(keySchema),
    title: z.array(z.string().nullable()),
    type: z.array(itemTypeSchema.nullable()),
    /** Number among the lanes. */
    lane: counts,
    /** Number among the accounts; -1 without one. */
    account: counts,
    /** Publication, narrowed by order facts. */
    earliest: times,
    latest: times,
    /** Weakest of what decides the two bounds. */
    basis: z.array(basisSchema),
    /** Bits of TIMELINE_MARK. */
    marks: counts,
  }),
  /** Items whose time order facts have narrowed, and the bounds that claims give by themselves. */
  narrowed: z.object({ item: counts, earliest: times, latest: times }),
  /** Giver and receiver are numbers of items; the time is when the receiver took the thing. */
  edges: z.object({
    giver: counts,
    receiver: counts,
    relation: z.array(relationSchema),
    earliest: times,
    latest: times,
    basis: z.array(basisSchema),
    /** 1 if it flows in every world. */
    certain: counts,
  }),
  /** Items without any bound on their time, which stand nowhere on the line: the first thousand, by key. */
  untimed: z.array(z.object({ key: keySchema, title: z.string().nullable(), lane: count })),
  /** Statements of events that have a bound on their time: periods, or moments that somebody bounds. */
  events: z.array(remarkSchema),
  eventsOmitted: count,
  /** Counts and assertions about items told, and events without a time. */
  notes: z.array(remarkSchema),
  notesOmitted: count,
  leftOut: z.object({
    /** Items outside the window, and those beyond the limit, the latest. */
    outside: count,
    overLimit: count,
    untimed: count,
    /** Edges that no world allows, those with an end that is not told, and those beyond the limit. */
    impossible: count,
    toOthers: count,
    edgesOverLimit: count,
  }),
  limits: z.array(z.string()),
  ...answered,
});
export type TimelineAnswer = z.infer<typeof timelineAnswerSchema>;
