/** The service itself: what it reads, whether it works, how it is described. */
import { z } from "zod";
import { listImporters } from "../../ingest/importers.ts";
import { HeadwaterError } from "../../model/errors.ts";
import { importersAnswerSchema } from "../../model/report.ts";
import { ApiError, PROBLEMS, type ProblemCode } from "../problems.ts";
import { json, NOTHING, type Route, route } from "../route.ts";

const TAG = { tag: "service", method: "get" } as const;

const importers = route({
  ...TAG,
  ...NOTHING,
  path: "/api/importers",
  id: "listImporters",
  summary: "Which formats are read?",
  answers: { 200: { description: "The importers", schema: importersAnswerSchema } },
  async handle() {
    return json(listImporters());
  },
});

const healthSchema = z.object({
  kind: z.literal("health"),
  software: z.string(),
  /** Version of what the store shows. */
  store: z.string(),
});

const health = route({
  ...TAG,
  ...NOTHING,
  path: "/api/health",
  id: "health",
  summary: "Does it work?",
  open: true,
  answers: { 200: { description: "The store answers", schema: healthSchema } },
  async handle(_, { store, software }) {
    try {
      return json({ kind: "health", software, store: await store.version() });
    } catch (cause) {
      throw new HeadwaterError("unreachable", "the store does not answer", { cause });
    }
  },
});

const openapi = route({
  ...TAG,
  ...NOTHING,
  path: "/api/openapi.json",
  id: "openapi",
  summary: "This description",
  answers: {
    200: { description: "OpenAPI 3.1", schema: z.looseObject({ openapi: z.string() }) },
  },
  async handle(_, { document }) {
    return json(document());
  },
});

const problemKindSchema = z.object({
  code: z.string(),
  status: z.number().int(),
  title: z.string(),
});

const isCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEMS, text);

const problem = route({
  ...TAG,
  ...NOTHING,
  path: "/api/problems/{code}",
  id: "problem",
  summary: "What a type of problem means",
  params: z.strictObject({ code: z.string().min(1).max(100) }),
  answers: { 200: { description: "Its status and title", schema: problemKindSchema } },
  problems: ["not-found"],
  async handle({ params: { code } }) {
    if (!isCode(code)) throw new ApiError("not-found", "there is no such type of problem");
    return json({ code, ...PROBLEMS[code] });
  },
});

export const serviceRoutes: readonly Route[] = [importers, health, openapi, problem];
