/** What the server and its worker threads say to each other; parsed on arrival. */
import { z } from "zod";
import { formSchema } from "../export/hand-on.ts";
import { ERROR_CODES, HeadwaterError } from "../model/errors.ts";
import { givenSchema, hashSchema, manifestSchema } from "../model/evidence.ts";
import { jobResultSchema, progressSchema } from "../model/job.ts";
import { intervalSchema } from "../model/time.ts";
import { storeAddressSchema } from "../store/open.ts";
import type { PartQuestion } from "../trace/part/wanted.ts";
import {
  adoptionQuestionSchema,
  crossingsQuestionSchema,
  firstQuestionSchema,
  latencyQuestionSchema,
  reachQuestionSchema,
  timelineQuestionSchema,
  traceQuestionSchema,
  whatIfQuestionSchema,
} from "../trace/question.ts";

export const workerDataSchema = z.object({
  address: z.object({
    store: storeAddressSchema,
    evidence: z.string(),
  }),
  software: z.string(),
});
export type WorkerData = z.infer<typeof workerDataSchema>;

/** An error on its way between threads, which keep no classes. */
const faultSchema = z.object({
  code: z.enum([...ERROR_CODES, "internal"]),
  message: z.string(),
  where: z.string().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

export function faultOf(error: unknown): Fault {
  if (!(error instanceof HeadwaterError)) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { code: "internal", message: said };
  }
  const { code, message, where } = error;
  return { code, message, ...(where === undefined ? {} : { where }) };
}

export function errorOf({ code, message, where }: Fault): Error {
  if (code === "internal") return new Error(message);
  return new HeadwaterError(code, message, where === undefined ? {} : { where });
}

const pageSchema = { limit: z.int(), offset: z.int() };

const questionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("trace"), question: traceQuestionSchema }),
  z.object({ kind: z.literal("first"), question: firstQuestionSchema }),
  z.object({ kind: z.literal("crossings"), question: crossingsQuestionSchema }),
  z.object({ kind: z.literal("latency"), question: latencyQuestionSchema }),
  z.object({ kind: z.literal("adoption"), question: adoptionQuestionSchema }),
  z.object({ kind: z.literal("what-if"), question: whatIfQuestionSchema }),
  z.object({ kind: z.literal("reach"), question: reachQuestionSchema }),
  z.object({ kind: z.literal("timeline"), question: timelineQuestionSchema }),
  z.object({ kind: z.literal("show"), selector: z.string() }),
  z.object({
    kind: z.literal("context"),
    hash: hashSchema,
    claim: z.int(),
    at: z.string().optional(),
  }),
  z.object({ kind: z.literal("search"), words: z.string(), ...pageSchema }),
  z.object({ kind: z.literal("complete"), typed: z.string(), limit: z.int() }),
  z.object({
    kind: z.literal("neighbourhood"),
    question: z.object({
      keys: z.array(z.string()),
      direction: z.enum(["forward", "backward", "both"]),
      between: intervalSchema,
      limit: z.int(),
    }),
  }),
  z.object({ kind: z.literal("findings"), ...pageSchema }),
  z.object({ kind: z.literal("coverage") }),
]);
export type Question = z.infer<typeof questionSchema>;

/** Those whose answers are handed on. */
export type HandedOnQuestion = Exclude<PartQuestion, { kind: "timeline" }>;

/** Null ends the worker. */
export const toQuestionWorkerSchema = z
  .object({
    id: z.int(),
    question: questionSchema,
    /** In which form it is handed on; as it is, if none. */
    form: formSchema.optional(),
  })
  .nullable();

/** Id null: the store cannot be opened, so no question can be answered. */
export const fromQuestionWorkerSchema = z.union([
  z.object({ id: z.int(), answer: z.unknown() }),
  z.object({ id: z.int().nullable(), fault: faultSchema }),
]);
export type FromQuestionWorker = z.infer<typeof fromQuestionWorkerSchema>;

const about = { hash: hashSchema };
const reason = z.string().optional();

export const orderSchema = z.discriminatedUnion("work", [
  z.object({
    work: z.literal("import"),
    /** Where the uploaded bytes are, and what they are called. */
    path: z.string(),
    name: z.string(),
    size: z.int(),
    as: z.string().optional(),
    replaces: hashSchema.optional(),
    manifest: manifestSchema.nullable(),
    given: givenSchema.optional(),
    hashOnly: z.literal(true).optional(),
  }),
  z.object({
    work: z.literal("note"),
    name: z.string(),
    text: z.string(),
    manifest: manifestSchema,
  }),
  z.object({ work: z.literal("amend"), ...about, manifest: manifestSchema }),
  z.object({ work: z.literal("retract"), ...about, reason }),
  z.object({ work: z.literal("purge"), ...about, reason }),
  /** Without a hash: all evidence. */
  z.object({ work: z.literal("verify"), hash: hashSchema.optional() }),
]);
export type Order = z.infer<typeof orderSchema>;

export const toJobWorkerSchema = z.discriminatedUnion("say", [
  z.object({ say: z.literal("run"), id: z.string(), order: orderSchema }),
  z.object({ say: z.literal("cancel"), id: z.string() }),
]);

export const fromJobWorkerSchema = z.discriminatedUnion("say", [
  z.object({ say: z.literal("progress"), id: z.string(), progress: progressSchema }),
  z.object({ say: z.literal("done"), id: z.string(), result: jobResultSchema }),
  z.object({ say: z.literal("failed"), id: z.string(), fault: faultSchema }),
  z.object({ say: z.literal("cancelled"), id: z.string() }),
]);
export type FromJobWorker = z.infer<typeof fromJobWorkerSchema>;
