/** Evidence: an imported file, known by its SHA-256, and the manifest that says where it came from. */
import { z } from "zod";
import { mappingSchema } from "./mapping.ts";
import { platformIdSchema } from "./platform.ts";
import { intervalSchema, OPEN, zoneSchema } from "./time.ts";

export const hashSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/, {
  message: "a hash is written sha256:<64 hex digits>",
});
export type Hash = z.infer<typeof hashSchema>;

/** Written beside a file as `<file>.manifest.json`. */
const NO_ORIGIN =
  'a manifest needs "origin" whatever else it says: where the file came from, a URL or a sentence';

export const manifestSchema = z.strictObject({
  /** Where the file came from: a URL, or a sentence. */
  origin: z.string({ error: ({ input }) => (input === undefined ? NO_ORIGIN : undefined) }).min(1),
  /** Date or time of collection; null when not known. */
  collected: z.string().nullable().default(null),
  collectedBy: z.string().min(1).nullable().default(null),
  /** Zone of the times in the file, for a format that has none. */
  zone: zoneSchema.optional(),
  /** Which fields of a file of no known format are what. */
  mapping: mappingSchema.optional(),
  /** Platform or board of the file, for a format that does not name it. */
  platform: platformIdSchema.optional(),
  case: z
    .string()
    .regex(/^[a-z0-9][\w.-]*$/)
    .optional(),
  kind: z.enum(["original", "reconstruction"]).default("original"),
  /** Of a reconstruction: which source attests which field. A field without one gives no claim. */
  sources: z.record(z.string(), z.string()).optional(),
  note: z.string().optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const diagnosticSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  place: z.string(),
  message: z.string(),
});

const countsSchema = z.object({
  seen: z.number().int(),
  imported: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
  claims: z.number().int(),
});

/** How many records were skipped or failed for one reason, which add up to all that were; or were imported with one warning. */
const reasonSchema = z.object({
  outcome: z.enum(["imported", "skipped", "failed"]),
  code: z.string(),
  records: z.number().int(),
});

/** A field that holds something and gives no claim. */
const fieldNoteSchema = z.object({
  /** Names from the record down, joined by dots; an array's elements count as one. */
  field: z.string(),
  /** Why it is left out; absent for a field never heard of. */
  reason: z.string().optional(),
  /** What a field never heard of holds, cut; absent where no text is kept. */
  sample: z.string().optional(),
});
export type FieldNote = z.infer<typeof fieldNoteSchema>;

/** What became of the file in a container at that path. */
const memberReportSchema = countsSchema.extend({
  path: z.array(z.string()),
  /** Of its bytes, where they were read to their end. */
  hash: hashSchema.optional(),
  /** Null where no importer reads it. */
  importer: z.object({ id: z.string(), version: z.number().int() }).nullable(),
  /** Why nothing of it is read. */
  message: z.string().nullable(),
});
export type MemberReport = z.infer<typeof memberReportSchema>;

/** What a container says of what it holds, such as digests and signatures, held against it. */
export const checkSchema = z.object({
  /** Of the container in others; empty for the file itself. */
  path: z.array(z.string()),
  what: z.string(),
  state: z.enum(["matches", "differs", "not checked"]),
  message: z.string(),
});
export type CheckReport = z.infer<typeof checkSchema>;

/** What became of a file's records; seen = imported + skipped + failed. */
export const reportSchema = countsSchema.extend({
  /** The first diagnostics; `diagnosticsOmitted` counts the rest. */
  diagnostics: z.array(diagnosticSchema),
  diagnosticsOmitted: z.number().int(),
  /** Of all records, those whose diagnostics are omitted too. */
  reasons: z.array(reasonSchema).default([]),
  fieldsIgnored: z.array(fieldNoteSchema).default([]),
  fieldsUnknown: z.array(fieldNoteSchema).default([]),
  /** Zones under which times were read, and why. */
  zones: z.array(zoneSchema.extend({ times: z.number().int() })).default([]),
  /** Over the times of publication of what the records are about, as far as they are known. */
  published: intervalSchema.default(OPEN),
  /** Links, reshares, quotes, answers and copies whose other end has a key of its platform, or only an address or handle. */
  links: z
    .object({ toItems: z.number().int(), toNames: z.number().int() })
    .default({ toItems: 0, toNames: 0 }),
  /** Of a container. */
  members: z.array(memberReportSchema).default([]),
  checks: z.array(checkSchema).default([]),
  /** What the lists above leave out: records met by further reasons, sightings of further fields, times in further zones, members, checks. */
  omitted: z
    .object({
      reasons: z.number().int(),
      fields: z.number().int(),
      zones: z.number().int(),
      members: z.number().int(),
      checks: z.number().int().default(0),
    })
    .default({ reasons: 0, fields: 0, zones: 0, members: 0, checks: 0 }),
});
export type ImportReport = z.infer<typeof reportSchema>;

/** Of a file that nothing is read of. */
export const EMPTY_REPORT: ImportReport = reportSchema.parse({
  seen: 0,
  imported: 0,
  skipped: 0,
  failed: 0,
  claims: 0,
  diagnostics: [],
  diagnosticsOmitted: 0,
});

/** What a person gave with the file on loading it, beside a manifest or in place of one. */
export const givenSchema = z.object({
  /** Zone of the times in the file, for a format that has none. */
  zone: zoneSchema.optional(),
  mapping: mappingSchema.optional(),
  /** Of a container: the importer that reads all its members. */
  as: z.string().optional(),
});
export type Given = z.infer<typeof givenSchema>;

export const evidenceRecordSchema = z.object({
  hash: hashSchema,
  /** File name when it was imported. */
  name: z.string(),
  size: z.number().int(),
  manifest: manifestSchema.nullable(),
  /** Null for a file kept without an importer. */
  importer: z.object({ id: z.string(), version: z.number().int() }).nullable(),
  /** Made again from what sources quote, by its manifest or by the mark inside it. */
  reconstruction: z.boolean(),
  given: givenSchema.optional(),
  /** Neither bytes nor words are kept. */
  hashOnly: z.literal(true).optional(),
  report: reportSchema,
});
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>;

/** What was done to evidence. */
const journalEntrySchema = z.object({
  action: z.enum(["import", "amend", "replace", "retract", "purge"]),
  evidence: hashSchema,
  /** UTC milliseconds by the clock of whoever did it. */
  at: z.number(),
  reason: z.string().optional(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** An entry as the journal keeps it. */
export const keptEntrySchema = journalEntrySchema.extend({
  /** Hash of the record and the claims that came in, as they were written; absent where nothing did, or an older Headwater wrote it. */
  kept: hashSchema.optional(),
  /** Other evidence that was taken back in the same step. */
  former: z.array(hashSchema).optional(),
  /** Hash of this entry and of the one before; absent where it was written before journals had it. */
  chain: hashSchema.optional(),
});
export type KeptEntry = z.infer<typeof keptEntrySchema>;
