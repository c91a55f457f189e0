/** What all answers are made of: commands, API and page give the same JSON. Times are UTC milliseconds; null is unbounded. */
import { z } from "zod";
import { type Basis, basisSchema } from "./basis.ts";
import { placeSchema, REMARK_KINDS, sourceSchema } from "./claim.ts";
import { relationSchema } from "./edge.ts";
import { hashSchema } from "./evidence.ts";
import { itemTypeSchema } from "./item.ts";
import { type Key, keySchema } from "./key.ts";
import { tierSchema } from "./platform.ts";
import { intervalSchema } from "./time.ts";

export const orderSchema = z.enum(["certain", "possible", "none"]);
export type AnswerOrder = z.infer<typeof orderSchema>;

/** Milliseconds between two moments; null is unbounded. */
export const elapsedSchema = z.object({
  least: z.number().nullable(),
  most: z.number().nullable(),
});
export type Elapsed = z.infer<typeof elapsedSchema>;

export const itemRefSchema = z.object({
  key: keySchema,
  /** Other keys that statements or records join to it. */
  alsoKnownAs: z.array(keySchema),
  title: z.string().nullable(),
  type: itemTypeSchema.nullable(),
  platform: z.string().nullable(),
  tier: tierSchema.nullable(),
  account: z
    .object({ key: keySchema, handle: z.string().nullable(), name: z.string().nullable() })
    .nullable(),
  /** Publication, narrowed by order facts. */
  published: intervalSchema,
  /** False when known only by reference. */
  attested: z.boolean(),
});
export type ItemRef = z.infer<typeof itemRefSchema>;

export const citationSchema = z.object({
  /** Number by which sentences cite it, from 1. */
  number: z.number().int(),
  claim: z.string(),
  evidence: z.object({
    hash: hashSchema,
    name: z.string(),
    /** Known when a manifest says where the file came from. */
    provenance: z.enum(["known", "unknown"]),
    origin: z.string().nullable(),
    collected: z.string().nullable(),
    collectedBy: z.string().nullable(),
    reconstruction: z.boolean(),
  }),
  place: placeSchema,
  /** Where within the slice the quote stands. */
  at: z.string().nullable(),
  quote: z.string().nullable(),
  quoteState: z.enum(["read", "not here", "altered", "not kept"]),
  /** The words are of whoever wrote the statement down, not of its source. */
  isParaphrase: z.boolean(),
  basis: basisSchema,
  source: sourceSchema.nullable(),
  /** What it goes back to: claims with one root count as one source, however many relay it. */
  root: z.string(),
  /** Other evidence that the statement cites. */
  cites: hashSchema.nullable(),
});
export type Citation = z.infer<typeof citationSchema>;

const MARKS = [
  "reconstruction",
  "inferred",
  "single source",
  "provenance unknown",
  "known only by reference",
] as const;
const markSchema = z.enum(MARKS);
export type Mark = z.infer<typeof markSchema>;

/** How alike two texts are, by runs of words that both have. */
export const likenessSchema = z.object({
  /** How such texts are found, with its parameters. */
  how: z.string(),
  /** Words of a run. */
  run: z.number().int(),
  runsShared: z.number().int(),
  /** The part that is shared, of the different runs of either text, and of those of the shorter. */
  ofEither: z.number(),
  ofShorter: z.number(),
});
export type Likeness = z.infer<typeof likenessSchema>;

/** How alike two pictures look, by hashes of what they look like. */
export const lookAlikeSchema = z.object({
  /** How such pictures are found, with its parameters. */
  how: z.string(),
  /** Bits of such a hash, and in how many of them the two differ. */
  bits: z.number().int(),
  differing: z.number().int(),
});
export type LookAlike = z.infer<typeof lookAlikeSchema>;

/** An edge along which something moved, and the words that say so. */
export const toldEdgeSchema = z.object({
  from: itemRefSchema,
  to: itemRefSchema,
  relation: relationSchema,
  /** How an inferred edge was computed, and from what. */
  inferred: z
    .discriminatedUnion("method", [
      z.object({ method: z.literal("same-link"), thing: keySchema }),
      z.object({ method: z.literal("near-copy"), likeness: likenessSchema }),
      z.object({ method: z.literal("near-picture"), likeness: lookAlikeSchema }),
    ])
    .nullable(),
  /** When the receiver took the thing. */
  time: intervalSchema,
  basis: basisSchema,
  /** Sources of the edge with different roots. */
  independentSources: z.number().int(),
  marks: z.array(markSchema),
  /** Numbers of citations: for the edge itself, and for the times that decide it. */
  claims: z.array(z.number().int()),
  timeClaims: z.array(z.number().int()),
});
export type ToldEdge = z.infer<typeof toldEdgeSchema>;

export const hopSchema = toldEdgeSchema.extend({
  /** Whether it follows the hop before in every world. */
  order: z.enum(["certain", "possible"]),
  /** What decides the order. */
  because: z.string(),
});
export type Hop = z.infer<typeof hopSchema>;

export const pathSchema = z.object({
  hops: z.array(hopSchema),
  order: z.enum(["certain", "possible"]),
  basis: basisSchema,
  /** From the source's publication, or the first hop if the source can change, to the last hop. */
  elapsed: elapsedSchema,
  elapsedFrom: z.enum(["publication", "first hop"]),
});
export type Path = z.infer<typeof pathSchema>;

/** What an answer comes to when one side of one contradiction is taken. */
export const sideSchema = z.object({
  says: z.string(),
  sources: z.array(z.string()),
  claims: z.array(z.string()),
  /** Claims that taking this side removes. */
  removes: z.array(z.string()),
  order: orderSchema,
  basis: basisSchema.nullable(),
  path: z.array(keySchema).nullable(),
  /** When each hop of the path was taken. */
  times: z.array(intervalSchema).nullable(),
  elapsed: elapsedSchema.nullable(),
  arrival: intervalSchema.nullable(),
  departure: intervalSchema.nullable(),
  /** What differs from the answer that grants every claim. */
  changes: z.array(z.enum(["order", "basis", "path", "times", "elapsed", "arrival", "departure"])),
});
export type Side = z.infer<typeof sideSchema>;

export const disputeSchema = z.object({
  name: z.string(),
  kind: z.enum(["declared", "time", "order"]),
  about: z.array(keySchema),
  says: z.string(),
  sides: z.array(sideSchema),
});
export type Dispute = z.infer<typeof disputeSchema>;

/** A side of a contradiction, with what it would make of an answer. */
interface OrderedSide {
  sources: readonly string[];
  order: AnswerOrder;
  basis?: Basis | null;
  /** What stands first, where that is asked. */
  first?: readonly Key[];
  changes: readonly string[];
}

/** A contradiction as it is told beside the verdict. */
export interface OrderedDispute {
  name: string;
  sides: readonly OrderedSide[];
}

/** Sides on which the order, or what stands first, is another. */
export const overturningSides = ({ sides }: OrderedDispute): OrderedSide[] =>
  sides.filter(({ changes }) => changes.includes("order") || changes.includes("first"));

export const coverageSchema = z.array(
  z.object({
    platform: z.string(),
    /** What it is called, where it is known by a number. */
    title: z.string().optional(),
    items: z.array(z.object({ type: z.string(), count: z.number().int() })),
    /**
     * Earliest and latest publication known of them; what is only known to have been there by some
     * time, as when it was collected, counts where nothing is dated on both sides.
     */
    from: z.number().nullable(),
    to: z.number().nullable(),
  }),
);
export type Coverage = z.infer<typeof coverageSchema>;

export const remarkSchema = z.object({
  kind: z.enum(REMARK_KINDS),
  subject: z.string(),
  relation: z.string(),
  object: z.string().nullable(),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  time: intervalSchema.nullable(),
  basis: basisSchema,
  /** A caution that goes with this kind of remark. */
  caution: z.string().nullable(),
  citation: z.number().int(),
});
export type Remark = z.infer<typeof remarkSchema>;

export const answered = {
  /** Platforms, counts and times of the evidence that the answer rests on. */
  coverage: coverageSchema,
  citations: z.array(citationSchema),
  assumptions: z.array(z.string()),
  software: z.string(),
  /** The evidence loaded: the same files, manifests and importers give the same digest. */
  evidence: z.object({ files: z.number().int(), digest: z.string() }),
  /** `sha256:` of the answer's canonical JSON without this field. */
  digest: z.string(),
};

export const endSchema = z.object({
  asked: z.string(),
  inEvidence: z.boolean(),
  items: z.number().int(),
});

/** An evidence file taken as never seen, and how many claims that takes; no name: it is not loaded. */
export const struckFileSchema = z.object({
  hash: hashSchema,
  name: z.string().nullable(),
  claims: z.number().int(),
});

export const onEvidence = {
  software: answered.software,
  evidence: answered.evidence,
};
