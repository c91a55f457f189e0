/** Evidence: an imported file, known by its SHA-256, and the manifest that says where it came from. */
import { z } from "zod";
import { platformIdSchema } from "./platform.ts";
import { zoneSchema } from "./time.ts";

export const hashSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/, {
  message: "a hash is written sha256:<64 hex digits>",
});
export type Hash = z.infer<typeof hashSchema>;

/** Written beside a file as `<file>.manifest.json`. */
export const manifestSchema = z.strictObject({
  /** Where the file came from: a URL, or a sentence. */
  origin: z.string().min(1),
  /** Date or time of collection; null when not known. */
  collected: z.string().nullable().default(null),
  collectedBy: z.string().min(1).nullable().default(null),
  /** Zone of the times in the file, for a format that has none. */
  zone: zoneSchema.optional(),
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

/** What became of a file's records; seen = imported + skipped + failed. */
export const reportSchema = z.object({
  seen: z.number().int(),
  imported: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
  claims: z.number().int(),
  /** The first diagnostics; `diagnosticsOmitted` counts the rest. */
  diagnostics: z.array(diagnosticSchema),
  diagnosticsOmitted: z.number().int(),
});
export type ImportReport = z.infer<typeof reportSchema>;

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
  report: reportSchema,
});
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>;

/** What was done to evidence. */
export const journalEntrySchema = z.object({
  action: z.enum(["import", "amend", "replace", "retract", "purge"]),
  evidence: hashSchema,
  /** UTC milliseconds by the clock of whoever did it. */
  at: z.number(),
  reason: z.string().optional(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;
