/** Work that takes a while, from when it was asked for to its end. */
import { z } from "zod";
import { problemSchema } from "./problem.ts";
import {
  custodyAnswerSchema,
  importAnswerSchema,
  outcomeAnswerSchema,
  verifyAnswerSchema,
} from "./report.ts";

const JOB_KINDS = ["import", "note", "amend", "retract", "purge", "verify"] as const;
const JOB_STATES = ["waiting", "running", "cancelling", "done", "failed", "cancelled"] as const;

export const jobResultSchema = z.discriminatedUnion("kind", [
  importAnswerSchema,
  outcomeAnswerSchema,
  custodyAnswerSchema,
  verifyAnswerSchema,
]);
export type JobResult = z.infer<typeof jobResultSchema>;

export const progressSchema = z.object({
  phase: z.enum(["waiting", "keeping", "reading", "hashing", "finishing"]),
  bytes: z.object({ done: z.number().int(), total: z.number().int() }),
});
export type Progress = z.infer<typeof progressSchema>;

export const jobSchema = z.object({
  kind: z.literal("job"),
  id: z.string(),
  work: z.enum(JOB_KINDS),
  /** File name or hash that it is about; null for all evidence, and where a purge had it forgotten. */
  about: z.string().nullable(),
  state: z.enum(JOB_STATES),
  progress: progressSchema,
  /** UTC milliseconds. */
  submitted: z.number().int(),
  ended: z.number().int().nullable(),
  /** What the command of that name gives; null before the end, when it failed, and where a purge had it forgotten. */
  result: jobResultSchema.nullable(),
  /** Why it failed. */
  problem: problemSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const hasEnded = ({ state }: Job): boolean =>
  state === "done" || state === "failed" || state === "cancelled";

export const jobsAnswerSchema = z.object({ kind: z.literal("jobs"), jobs: z.array(jobSchema) });
