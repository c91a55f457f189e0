/** Questions about what things reach, what that hangs on, and what if something were not there. */
import { z } from "zod";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../model/reach-answer.ts";
import { parseWindow } from "../../trace/question.ts";
import * as parameter from "../parameters.ts";
import { question } from "../question.ts";
import type { Route } from "../route.ts";

const PROBLEMS = ["usage", "bad-selector", "ambiguous-selector", "no-match", "too-long"] as const;

const whatIf = question({
  tagged: "quotes",
  path: "/api/what-if",
  id: "whatIf",
  summary: "What does it hang on, and what if that were not there?",
  description:
    "In how many ways this can have reached that, what no way can do without, the smallest sets of accounts that cut all ways, and what is otherwise without each of the things named.",
  query: z.strictObject({
    from: parameter.from,
    to: parameter.to,
    without: parameter.eachWithout,
    struckOut: parameter.struckOut,
    withoutEvidence: parameter.withoutEvidence,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
  }),
  schema: whatIfAnswerSchema,
  problems: PROBLEMS,
  asks: ({ earliest, latest, ...rest }) => ({
    kind: "what-if",
    question: { ...rest, between: parseWindow(earliest, latest) },
  }),
});

const reach = question({
  tagged: "quotes",
  path: "/api/reach",
  id: "reach",
  summary: "What did this reach?",
  description:
    "How many items and accounts of which platform and tier, how surely, when the first of each, and what is otherwise without each of the things named.",
  query: z.strictObject({
    from: parameter.from,
    to: parameter.reachedTo,
    without: parameter.eachWithout,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
  }),
  schema: reachAnswerSchema,
  problems: PROBLEMS,
  asks: ({ earliest, latest, ...rest }) => ({
    kind: "reach",
    question: { ...rest, between: parseWindow(earliest, latest) },
  }),
});

export const removalRoutes: readonly Route[] = [...whatIf, ...reach];
