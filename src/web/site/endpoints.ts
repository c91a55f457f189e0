/** The addresses of the API that the page asks. */
import type { z } from "zod";
import {
  completionsAnswerSchema,
  coverageAnswerSchema,
  findingsAnswerSchema,
  firstAnswerSchema,
  neighbourhoodAnswerSchema,
  searchAnswerSchema,
  showAnswerSchema,
  traceAnswerSchema,
} from "../../model/answer.ts";
import {
  adoptionAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
} from "../../model/journey-answer.ts";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../model/reach-answer.ts";
import {
  evidenceAnswerSchema,
  evidenceListSchema,
  importersAnswerSchema,
} from "../../model/report.ts";
import { timelineAnswerSchema } from "../../model/timeline-answer.ts";
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

type EvidenceAnswer = z.infer<typeof evidenceAnswerSchema>;
const files = new Map<string, Endpoint<EvidenceAnswer>>();

/** One evidence file: its record, journal and the state of its bytes. */
export function evidenceFile(hash: string): Endpoint<EvidenceAnswer> {
  const known = files.get(hash);
  if (known) return known;
  const made = endpoint(`/api/evidence/${encodeURIComponent(hash)}`, evidenceAnswerSchema);
  files.set(hash, made);
  return made;
}
