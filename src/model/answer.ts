/** Answers: the one JSON that commands, API and page give. Times are UTC milliseconds; null is unbounded. */
import { z } from "zod";
import { basisSchema } from "./basis.ts";
import { placeSchema, REMARK_KINDS, sourceSchema } from "./claim.ts";
import { relationSchema } from "./edge.ts";
import { hashSchema } from "./evidence.ts";
import { itemTypeSchema } from "./item.ts";
import { keySchema } from "./key.ts";
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
const likenessSchema = z.object({
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
const lookAlikeSchema = z.object({
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

export const nearMissSchema = z.object({
  /** What the path would need to be let off. */
  breaks: z.array(z.enum(["basis", "window", "time", "removals"])),
  path: z.array(keySchema),
  says: z.array(z.string()),
});
export type NearMiss = z.infer<typeof nearMissSchema>;

export const coverageSchema = z.array(
  z.object({
    platform: z.string(),
    items: z.array(z.object({ type: z.string(), count: z.number().int() })),
    /** Earliest and latest publication known of them. */
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

export const findingSchema = z.object({
  kind: z.enum([
    "declared contradiction",
    "time contradiction",
    "order contradiction",
    "join refused",
    "leads to no one thing",
    "handle of several accounts",
    "several authors",
    "several types",
    "name never declared",
    "missing from another capture",
    "edited between captures",
    "gone in a later capture",
  ]),
  about: z.array(keySchema),
  says: z.string(),
  claims: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

/** A text in stretches, each shared with the other text or its own; of long ones the middle is left out. */
const textPartsSchema = z.array(z.object({ text: z.string(), common: z.boolean() }));

/** When it came to have the text or picture: before the thing asked about, after it, or their times do not tell. */
const orderOfCopiesSchema = z.enum(["earlier", "later", "same moment", "not told by their times"]);
export type OrderOfCopies = z.infer<typeof orderOfCopiesSchema>;

/** What is told of a picture in place of showing it. */
const pictureSchema = z.object({
  /** What it looks like, as the claims say it. */
  look: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Where its bytes are in evidence: the file, and the path in it of what it holds. */
  files: z.array(z.object({ hash: hashSchema, name: z.string(), path: z.array(z.string()) })),
});
export type ToldPicture = z.infer<typeof pictureSchema>;

/** What is like the thing asked about: how it stands to it, and what of the two is alike. */
const alikeSchema = <L extends z.ZodType, S extends z.ZodType>(likeness: L, side: S) =>
  z.object({
    item: itemRefSchema,
    order: orderOfCopiesSchema,
    likeness,
    /** Of the thing asked about, and of the other. */
    own: side,
    other: side,
    claims: z.array(z.number().int()),
  });

export const showAnswerSchema = z.object({
  kind: z.literal("show"),
  asked: z.string(),
  /** Null when no evidence names it. */
  item: itemRefSchema.nullable(),
  account: z
    .object({
      key: keySchema,
      alsoKnownAs: z.array(keySchema),
      platform: z.string().nullable(),
      names: z.array(z.string()),
      items: z.number().int(),
    })
    .nullable(),
  text: z.string().nullable(),
  cannotChange: z.boolean().nullable(),
  /** The items of a set (platform, tag, group, tier, evidence), the first hundred. */
  members: z.array(itemRefSchema),
  memberCount: z.number().int(),
  edges: z.array(
    z.object({
      relation: relationSchema,
      subject: keySchema,
      object: keySchema,
      basis: basisSchema,
      time: intervalSchema.nullable(),
      claims: z.array(z.number().int()),
    }),
  ),
  times: z.array(
    z.object({
      kind: z.string(),
      time: intervalSchema,
      asWritten: z.string().nullable(),
      zone: z.string().nullable(),
      zoneReason: z.string().nullable(),
      /** Decoded from the id, which the claim only writes. */
      fromId: z.boolean(),
      basis: basisSchema,
      claim: z.number().int(),
    }),
  ),
  /** Claims by which its keys are one thing, the first hundred. */
  joins: z.array(
    z.object({
      relation: z.enum(["same-as", "leads-to"]),
      subject: keySchema,
      object: keySchema,
      basis: basisSchema,
      claim: z.number().int(),
    }),
  ),
  /** Items whose texts are alike, side by side in stretches: those that had the text first. */
  nearCopies: z.array(alikeSchema(likenessSchema, textPartsSchema)),
  nearCopyCount: z.number().int(),
  /** Items that are pictures and look alike: those that were there first. No picture is shown. */
  nearPictures: z.array(alikeSchema(lookAlikeSchema, pictureSchema)),
  nearPictureCount: z.number().int(),
  /** What was not compared with others in looking for near copies. */
  limits: z.array(z.string()),
  findings: z.array(findingSchema),
  remarks: z.array(remarkSchema),
  ...answered,
});
export type ShowAnswer = z.infer<typeof showAnswerSchema>;

export const searchAnswerSchema = z.object({
  kind: z.literal("search"),
  words: z.string(),
  hits: z.array(z.object({ key: keySchema, excerpt: z.string() })),
  software: z.string(),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export const completionsAnswerSchema = z.object({
  kind: z.literal("completions"),
  typed: z.string(),
  completions: z.array(
    z.object({
      selector: z.string(),
      kind: z.enum(["item", "account", "platform", "group", "tag"]),
      /** Title, name or words of it, or how many items it holds. */
      says: z.string(),
    }),
  ),
  software: z.string(),
});
export type CompletionsAnswer = z.infer<typeof completionsAnswerSchema>;
export type Completion = CompletionsAnswer["completions"][number];

const onEvidence = {
  software: answered.software,
  evidence: answered.evidence,
};

export const findingsAnswerSchema = z.object({
  kind: z.literal("findings"),
  findings: z.array(findingSchema),
  /** Of which those above are a page. */
  total: z.number().int(),
  ...onEvidence,
});
export type FindingsAnswer = z.infer<typeof findingsAnswerSchema>;

export const coverageAnswerSchema = z.object({
  kind: z.literal("coverage"),
  coverage: coverageSchema,
  ...onEvidence,
});
export type CoverageAnswer = z.infer<typeof coverageAnswerSchema>;

/** What gives to, and takes from, some things within a window of time. */
export const neighbourhoodAnswerSchema = z.object({
  kind: z.literal("neighbourhood"),
  question: z.object({
    keys: z.array(keySchema),
    direction: z.enum(["forward", "backward", "both"]),
    between: intervalSchema,
    limit: z.number().int(),
  }),
  /** The things asked about that evidence names, and the ends of the edges. */
  nodes: z.array(itemRefSchema),
  edges: z.array(
    z.object({
      relation: relationSchema,
      giver: keySchema,
      receiver: keySchema,
      /** When the receiver took it, before order facts. */
      time: intervalSchema,
      basis: basisSchema,
    }),
  ),
  /** Edges beyond the limit, the latest ones. */
  edgesOmitted: z.number().int(),
  ...onEvidence,
});
export type NeighbourhoodAnswer = z.infer<typeof neighbourhoodAnswerSchema>;
