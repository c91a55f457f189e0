/** The addresses of the API that the page asks. */
import type { z } from "zod";
import { coverageAnswerSchema, findingsAnswerSchema } from "../../model/case-answer.ts";
import { firstAnswerSchema } from "../../model/first-answer.ts";
import { jobsAnswerSchema } from "../../model/job.ts";
import {
  adoptionAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
} from "../../model/journey-answer.ts";
import { neighbourhoodAnswerSchema } from "../../model/neighbourhood-answer.ts";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../model/reach-answer.ts";
import {
  contextAnswerSchema,
  evidenceAnswerSchema,
  evidenceListSchema,
  importersAnswerSchema,
} from "../../model/report.ts";
import { completionsAnswerSchema, searchAnswerSchema } from "../../model/search-answer.ts";
import { showAnswerSchema } from "../../model/show-answer.ts";
import { timelineAnswerSchema } from "../../model/timeline-answer.ts";
import { traceAnswerSchema } from "../../model/trace-answer.ts";
import { type Endpoint, endpoint } from "./api.ts";

export const TRACE = endpoint("/api/trace", traceAnswerSchema);
export const FIRST = endpoint("/api/first", firstAnswerSchema);
export const WHAT_IF = endpoint("/api/what-if", whatIfAnswerSchema);
export const REACH = endpoint("/api/reach", reachAnswerSchema);
export const CROSSINGS = endpoint("/api/crossings", crossingsAnswerSchema);
export const LATENCY = endpoint("/api/latency", latencyAnswerSchema);
export const ADOPTION = endpoint("/api/adoption", adoptionAnswerSchema);
export const TIMELINE = endpoint("/api/timeline", timelineAnswerSchema);
export const NEIGHBOURHOOD = endpoint("/api/neighbourhood", neighbourhoodAnswerSchema);
export const SHOW = endpoint("/api/show", showAnswerSchema);
export const SEARCH = endpoint("/api/search", searchAnswerSchema);
export const COMPLETE = endpoint("/api/complete", completionsAnswerSchema);
export const COVERAGE = endpoint("/api/coverage", coverageAnswerSchema);
export const FINDINGS = endpoint("/api/findings", findingsAnswerSchema);
export const EVIDENCE = endpoint("/api/evidence", evidenceListSchema);
export const IMPORTERS = endpoint("/api/importers", importersAnswerSchema);

export const JOBS = endpoint("/api/jobs", jobsAnswerSchema);

/** Endpoints of evidence files, each made once. */
function ofFiles<T>(schema: z.ZodType<T>, rest = ""): (hash: string) => Endpoint<T> {
  const known = new Map<string, Endpoint<T>>();
  return (hash) => {
    const made =
      known.get(hash) ?? endpoint(`/api/evidence/${encodeURIComponent(hash)}${rest}`, schema);
    known.set(hash, made);
    return made;
  };
}

/** One evidence file: its record, journal and the state of its bytes. */
export const evidenceFile = ofFiles(evidenceAnswerSchema);
/** What stands around a quote from it. */
export const quoteContext = ofFiles(contextAnswerSchema, "/context");
