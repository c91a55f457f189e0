/** What commands that change or list evidence give as JSON. */
import { z } from "zod";
import {
  checkSchema,
  type EvidenceRecord,
  evidenceRecordSchema,
  hashSchema,
  keptEntrySchema,
  reportSchema,
} from "./evidence.ts";

/** Those that begin with `would` are of a dry run, which changes nothing. */
const FILE_STATUSES = [
  "imported",
  "unchanged",
  "amended",
  "replaced",
  /** It only belongs to a saved page, and is not kept. */
  "skipped",
  "failed",
  "would import",
  "would amend",
  "would replace",
] as const;

const fileOutcomeSchema = z.object({
  file: z.string(),
  status: z.enum(FILE_STATUSES),
  hash: hashSchema.nullable(),
  importer: z.string().nullable(),
  report: reportSchema.nullable(),
  /** Why it failed, or what an update means. */
  message: z.string().nullable(),
  reconstruction: z.boolean(),
  provenance: z.enum(["known", "unknown"]),
});
export type FileOutcome = z.infer<typeof fileOutcomeSchema>;

export const importAnswerSchema = z.object({
  kind: z.literal("import"),
  files: z.array(fileOutcomeSchema),
  totals: z.object({
    files: z.number().int(),
    failedFiles: z.number().int(),
    seen: z.number().int(),
    imported: z.number().int(),
    skipped: z.number().int(),
    failed: z.number().int(),
  }),
  /** Nothing was written. */
  dryRun: z.literal(true).optional(),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** Of `note` and `evidence amend`. */
export const outcomeAnswerSchema = z.object({
  kind: z.enum(["note", "amend"]),
  outcome: fileOutcomeSchema,
});
export type OutcomeAnswer = z.infer<typeof outcomeAnswerSchema>;

export const importersAnswerSchema = z.object({
  kind: z.literal("importers"),
  importers: z.array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      label: z.string(),
      reads: z.string(),
      /** How such a file begins or is named. */
      example: z.string(),
      /** What it was tried on; null where it reads nothing. */
      checkedAgainst: z.enum(["real files", "documentation only"]).nullable(),
    }),
  ),
});
export type ImportersAnswer = z.infer<typeof importersAnswerSchema>;

export const evidenceListSchema = z.object({
  kind: z.literal("evidence"),
  evidence: z.array(evidenceRecordSchema),
  /** Of which those above are all, or a page. */
  total: z.number().int(),
  /** Which cases the manifests of all files name, by name. */
  cases: z.array(z.object({ name: z.string(), files: z.number().int() })),
});
export type EvidenceList = z.infer<typeof evidenceListSchema>;

export function casesIn(records: readonly EvidenceRecord[]): EvidenceList["cases"] {
  const named = records.flatMap(({ manifest }) => manifest?.case ?? []).sort();
  return [...Map.groupBy(named, (name) => name)].map(([name, of]) => ({ name, files: of.length }));
}

/** State of the kept bytes of one evidence file; `not kept` where only its hash is. */
const bytesStateSchema = z.enum(["intact", "differ", "not here", "not kept"]);
export type BytesState = z.infer<typeof bytesStateSchema>;

/** One evidence file: its record, what was done to it, and whether its bytes are as they were. */
export const evidenceAnswerSchema = z.object({
  kind: z.literal("evidence-file"),
  record: evidenceRecordSchema,
  journal: z.array(keptEntrySchema),
  bytes: bytesStateSchema,
});

/** What stands around a quote, as text. */
export const contextAnswerSchema = z.object({
  kind: z.literal("context"),
  /** The claim, and where within its record it says it; null: the record is quoted whole. */
  claim: z.string(),
  at: z.string().nullable(),
  state: z.enum(["read", "not here", "altered", "not kept"]),
  /** Null where nothing is told: nothing stands around it, or it is no text. */
  context: z
    .object({
      before: z.string(),
      after: z.string(),
      /** Something stands further out that is not told. */
      more: z.object({ before: z.boolean(), after: z.boolean() }),
    })
    .nullable(),
});
export type ContextAnswer = z.infer<typeof contextAnswerSchema>;

export const verifyAnswerSchema = z.object({
  kind: z.literal("verify"),
  evidence: z.array(
    z.object({
      hash: hashSchema,
      name: z.string(),
      bytes: bytesStateSchema,
      /** What a container says of what it holds, held against it again. */
      checks: z.array(checkSchema),
    }),
  ),
  /** Of the whole store, whichever evidence was asked for. */
  journal: z.object({
    entries: z.number().int(),
    /** Those whose hashes, and the hashes of those before them, are as they should be. */
    chained: z.number().int(),
    /** Written before journals had hashes: nothing says that they are as they were. */
    unchained: z.number().int(),
    /** Evidence asked for whose entry has no hash of what came in: nothing says that its record and claims are as they were. */
    notCompared: z.number().int(),
    /** Hash of the last entry, which stands for all that are chained; null where there is none. */
    head: hashSchema.nullable(),
    /** Of entries, and of evidence that is not as they say; by the number of the entry, from 1, null for evidence that none tells of. */
    problems: z.array(z.object({ entry: z.number().int().nullable(), message: z.string() })),
  }),
});
export type VerifyAnswer = z.infer<typeof verifyAnswerSchema>;

export const custodyAnswerSchema = z.object({
  kind: z.enum(["retract", "purge"]),
  hash: hashSchema,
  name: z.string(),
  reason: z.string().nullable(),
  /** What stays behind, and where. */
  left: z.array(z.string()),
});
export type CustodyAnswer = z.infer<typeof custodyAnswerSchema>;

/** Of `neo4j start`, `stop` and `status`: the local server of one data folder. */
export const neo4jAnswerSchema = z.object({
  kind: z.literal("neo4j"),
  running: z.boolean(),
  /** Of the server that runs, or was stopped just now; null when there was none. */
  server: z
    .object({
      pid: z.number().int(),
      uri: z.string(),
      browser: z.string(),
      passwordFile: z.string(),
      version: z.string(),
    })
    .nullable(),
  folder: z.string(),
});
export type Neo4jAnswer = z.infer<typeof neo4jAnswerSchema>;
