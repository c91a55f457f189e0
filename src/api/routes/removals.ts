/** Questions about what things reach, what that hangs on, and what if something were not there. */
import { z } from "zod";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../model/reach-answer.ts";
import { parseWindow } from "../../trace/question.ts";
import * as parameter from "../parameters.ts";
import { json, NOTHING, type Route, route } from "../route.ts";

const ASKED = { method: "get", tag: "questions", tagged: "store", ...NOTHING } as const;
const PROBLEMS = ["usage", "bad-selector", "ambiguous-selector", "no-match", "too-long"] as const;

const whatIf = route({
  ...ASKED,
  path: "/api/what-if",
  id: "whatIf",
  summary: "What does it hang on, and what if that were not there?",
  description:
    "In how many ways this can have reached that, what no way can do without, the smallest sets of accounts that cut all ways, and what is otherwise without each of the things named.",
  query: z.strictObject({
    from: parameter.from,
    to: parameter.to,
    without: parameter.eachWithout,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
  }),
  answers: { 200: { description: "The answer, *none* too", schema: whatIfAnswerSchema } },
  problems: PROBLEMS,
  async handle({ query: { earliest, latest, ...rest } }, { asking }) {
    return json(await asking.whatIf({ ...rest, between: parseWindow(earliest, latest) }));
  },
});

const reach = route({
  ...ASKED,
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
  answers: { 200: { description: "The answer, *none* too", schema: reachAnswerSchema } },
  problems: PROBLEMS,
  async handle({ query: { earliest, latest, ...rest } }, { asking }) {
    return json(await asking.reach({ ...rest, between: parseWindow(earliest, latest) }));
  },
});

export const removalRoutes: readonly Route[] = [whatIf, reach];
