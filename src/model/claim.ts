/**
 * Claims: what one record of one evidence file says. Everything else is derived from them.
 * A claim's facts share its place, basis and source.
 */
import { z } from "zod";
import { basisSchema } from "./basis.ts";
import { edgeKey, relationSchema } from "./edge.ts";
import { hashSchema } from "./evidence.ts";
import { publishedByKey, takenByKey } from "./id-time.ts";
import { itemTypeSchema } from "./item.ts";
import { type Key, keySchema, originalOfCopy } from "./key.ts";
import { platformIdSchema } from "./platform.ts";
import { instant, type Time, timeKindSchema, timeSchema } from "./time.ts";

export const csvDelimiterSchema = z.enum([",", ";", "\t", "|"]);
export type CsvDelimiter = z.infer<typeof csvDelimiterSchema>;

/** Where in the evidence: the slice of bytes, and what within it. */
export const placeSchema = z.object({
  /** Path inside containers (zip, WARC), outermost first; empty for the file itself. */
  path: z.array(z.string()).optional(),
  /** First byte and the byte after the last. */
  bytes: z.tuple([z.number().int(), z.number().int()]),
  /** Number of the record in the file, counted from 1. */
  record: z.number().int(),
  /** How the slice is read: JSON text, one CSV record, XML text, an HTML page, a PDF document, a picture, plain text, or bytes that are none (in hexadecimal). */
  as: z.enum(["json", "csv", "xml", "html", "pdf", "picture", "text", "bytes"]),
  /** Between the cells of a CSV record; a comma unless it is said. */
  delimiter: csvDelimiterSchema.optional(),
  /** Stands before what is meant as it is in a cell of CSV, as MySQL writes it; without it quotes are doubled. */
  escape: z.literal("\\").optional(),
  /** What an HTML page is in, where not the page says so but the headers with which a server sent it. */
  encoding: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** Who says it, where the evidence reports what others say. */
export const sourceSchema = z.object({
  name: z.string().min(1),
  url: z.string().optional(),
  date: z.string().optional(),
  /** The root that this source relays; sources with one root count once. */
  via: z.string().optional(),
});

/**
 * What within the slice says it: a JSON Pointer (RFC 6901), a CSV column counted from 0, the path
 * of an XML element (`metadata/title`, `entry/link@href`), or a selector in an HTML page, with `@` and an attribute or
 * a JSON Pointer behind it (`html > head > meta:nth-of-type(3)@content`), or an entry of a PDF document
 * (`info/Title`, `page 2/link 3`), or what is computed from a picture (`perceptual-hash`); absent for the whole slice.
 */
const at = z.string().optional();

const itemFactSchema = z.object({
  fact: z.literal("item"),
  item: keySchema,
  type: itemTypeSchema.optional(),
  platform: platformIdSchema.optional(),
  /** Posted without an account, so that its author cannot edit it. */
  guest: z.literal(true).optional(),
  title: z.string().optional(),
  text: z.string().optional(),
  language: z.string().optional(),
  at,
});
const accountFactSchema = z.object({
  fact: z.literal("account"),
  account: keySchema,
  platform: platformIdSchema.optional(),
  /** The key of a handle that it bore, such as `twitter:@wikileaks`. */
  handle: keySchema.optional(),
  /** Handle or name as it is written. */
  name: z.string().optional(),
  at,
});
const timeFactSchema = timeSchema.extend({
  fact: z.literal("time"),
  item: keySchema,
  kind: timeKindSchema,
  /** Decoded from the item's id. */
  fromId: z.literal(true).optional(),
  at,
});
const edgeFactSchema = z.object({
  fact: z.literal("edge"),
  relation: relationSchema,
  subject: keySchema,
  object: keySchema,
  /** Bounds on when the receiver took the thing. */
  time: timeSchema.optional(),
  at,
});
/**
 * `leads-to`: an address that only leads on, such as a short link, and the thing that it led to. It
 * makes no item of either: it counts where another claim names the address.
 */
const sameFactSchema = z.object({
  fact: z.enum(["same-as", "not-same", "leads-to"]),
  a: keySchema,
  b: keySchema,
  at,
});
/** An address that leads to another, and so on: no further than this many times. */
export const MAX_LEADS = 20;
/** A group or tier has a member: an account or a platform. */
const memberFactSchema = z.object({
  fact: z.literal("member"),
  set: keySchema,
  member: z.string().min(1),
  at,
});
export const REMARK_KINDS = ["attribute", "count", "event", "assertion", "told"] as const;
/**
 * Shown beside answers; changes none of them and makes no item. By one alone edges are inferred: what
 * a picture looks like (`picture-look.ts`).
 */
const remarkFactSchema = z.object({
  fact: z.literal("remark"),
  kind: z.enum(REMARK_KINDS),
  subject: z.string().min(1),
  relation: z.string(),
  object: z.string().optional(),
  value: z.string().optional(),
  unit: z.string().optional(),
  time: timeSchema.optional(),
  at,
});
const factSchema = z.discriminatedUnion("fact", [
  itemFactSchema,
  accountFactSchema,
  timeFactSchema,
  edgeFactSchema,
  sameFactSchema,
  memberFactSchema,
  remarkFactSchema,
]);
export type Fact = z.infer<typeof factSchema>;
export type ItemFact = z.infer<typeof itemFactSchema>;
export type AccountFact = z.infer<typeof accountFactSchema>;
export type TimeFact = z.infer<typeof timeFactSchema>;
export type EdgeFact = z.infer<typeof edgeFactSchema>;
export type SameFact = z.infer<typeof sameFactSchema>;
export type MemberFact = z.infer<typeof memberFactSchema>;
export type RemarkFact = z.infer<typeof remarkFactSchema>;

export const claimSchema = z.object({
  /** What the record is about; absent where it only names or compares things. */
  subject: keySchema.optional(),
  place: placeSchema,
  basis: basisSchema,
  source: sourceSchema.optional(),
  /** Statements that share this name and differ in object cannot all hold. */
  dispute: z.string().optional(),
  /** The record was there to be seen by then (UTC ms): a capture or export bounds from above only. */
  shownBy: z.number().int().optional(),
  /** The words as a statement quotes or gives them, found at this place within the slice. */
  quoteAt: z.string().optional(),
  /** Those words are of whoever wrote the statement, not of its source. */
  isParaphrase: z.literal(true).optional(),
  /** Other evidence that the statement cites. */
  cites: hashSchema.optional(),
  facts: z.array(factSchema),
});
export type Claim = z.infer<typeof claimSchema>;

/** `<evidence hash>#<ordinal in the file, from 1>`. */
export type ClaimId = `${string}#${number}`;
export const claimId = (evidence: string, ordinal: number): ClaimId => `${evidence}#${ordinal}`;

export interface StoredClaim extends Claim {
  id: ClaimId;
  evidence: string;
}

/** A claim that names a set, a join or a remark, with the fact itself. */
export interface Stated<F> {
  claim: StoredClaim;
  fact: F;
}

/** Item keys that a fact writes. */
function itemsWritten(fact: Fact): readonly Key[] {
  switch (fact.fact) {
    case "item":
    case "time":
      return [fact.item];
    case "edge":
      return [fact.subject, fact.object];
    case "same-as":
    case "not-same":
      return [fact.a, fact.b];
    default:
      return [];
  }
}

const decoded = (ms: number, precision: "second" | "millisecond"): Time => ({
  ...instant(ms, precision),
  zone: { name: "UTC", reason: "documented", note: "decoded from the id" },
});

function publishedById(item: Key, { subject, shownBy }: Claim): Time | undefined {
  const ms = publishedByKey(item);
  const taken = item === subject ? takenByKey(item) : undefined;
  const [at, precision] =
    ms === undefined ? ([taken, "second"] as const) : ([ms, "millisecond"] as const);
  // A record cannot have named what was made after it was there: the id is none that was given out.
  if (at === undefined || (shownBy !== undefined && at > shownBy)) return undefined;
  return decoded(at, precision);
}

/** What an item's id says of it: when it was published, and what it is a copy of. */
function saidById(item: Key, at: string | undefined, claim: Claim): Fact[] {
  const place = at === undefined ? {} : { at };
  const facts: Fact[] = [];
  const time = publishedById(item, claim);
  if (time) {
    facts.push({ fact: "time", item, kind: "published", ...time, fromId: true, ...place });
  }
  const original = originalOfCopy(item);
  if (original !== undefined && original !== item) {
    facts.push({ fact: "edge", relation: "COPY_OF", subject: item, object: original, ...place });
  }
  return facts;
}

/**
 * The claim with what the ids in it say: each record that writes an id claims it, with that
 * record's basis. The id of a copy holds its original's, which may say something in its turn. The
 * stamp of a copy dates it only in a claim about that copy: anybody can type a stamp into a link,
 * and the archive leads on to the nearest capture that it has. An id that decodes to a time after
 * the claim's own `shownBy` gives none.
 */
export function withWhatIdsSay(claim: Claim): Claim {
  const facts = [...claim.facts];
  const edges = new Set(facts.map((fact) => (fact.fact === "edge" ? edgeKey(fact) : "")));
  const read = new Set<Key>();
  // What is added is read too.
  for (const fact of facts) {
    for (const item of itemsWritten(fact)) {
      if (read.has(item)) continue;
      read.add(item);
      const said = saidById(item, fact.at, claim);
      facts.push(...said.filter((one) => one.fact !== "edge" || !edges.has(edgeKey(one))));
    }
  }
  return facts.length === claim.facts.length ? claim : { ...claim, facts };
}
