/** Questions, each with an address of its own. An answer "none" is an answer: 200. */
import { z } from "zod";
import { coverageAnswerSchema, findingsAnswerSchema } from "../../model/case-answer.ts";
import { HeadwaterError } from "../../model/errors.ts";
import { firstAnswerSchema } from "../../model/first-answer.ts";
import { findKey, keyOfUrl, kindOfKey } from "../../model/key.ts";
import { neighbourhoodAnswerSchema } from "../../model/neighbourhood-answer.ts";
import { completionsAnswerSchema, searchAnswerSchema } from "../../model/search-answer.ts";
import { type ShowAnswer, showAnswerSchema } from "../../model/show-answer.ts";
import { traceAnswerSchema } from "../../model/trace-answer.ts";
import { parseWindow } from "../../trace/question.ts";
import * as parameter from "../parameters.ts";
import { ApiError } from "../problems.ts";
import { question } from "../question.ts";
import { json, NOTHING, type Route, route } from "../route.ts";

const ASKED = { method: "get", tag: "questions", tagged: "store" } as const;
const QUOTED = { ...ASKED, tagged: "quotes" } as const;
const WORDS = ["bad-selector", "ambiguous-selector", "no-match", "too-long"] as const;

const trace = question({
  tagged: "quotes",
  path: "/api/trace",
  id: "trace",
  summary: "How did this reach that?",
  description: "Which way a thing went, when, how surely, and on which words of which file.",
  query: z.strictObject({
    from: parameter.from,
    to: parameter.to,
    without: parameter.without,
    withoutEvidence: parameter.withoutEvidence,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
    by: parameter.by,
    paths: parameter.paths,
  }),
  schema: traceAnswerSchema,
  problems: ["usage", ...WORDS],
  asks: ({ earliest, latest, ...rest }) => ({
    kind: "trace",
    question: { ...rest, between: parseWindow(earliest, latest) },
  }),
});

const first = question({
  tagged: "quotes",
  path: "/api/first",
  id: "first",
  summary: "Which of these stands first?",
  description: "Earliest in the evidence loaded, and the first of each platform.",
  query: z.strictObject({ of: parameter.of, basis: parameter.basis }),
  schema: firstAnswerSchema,
  problems: WORDS,
  asks: (question) => ({ kind: "first", question }),
});

/** @throws HeadwaterError `bad-selector` for what is no key of an item or account, and no URL */
function keyIn(text: string): string {
  const key = findKey(text) ?? keyOfUrl(text);
  const kind = key === undefined ? undefined : kindOfKey(key);
  if (key !== undefined && (kind === "item" || kind === "account" || kind === "case")) return key;
  throw new HeadwaterError("bad-selector", `"${text}" is no key of a thing, and no URL`, {
    where: "key",
  });
}

function found(answer: ShowAnswer, what: "item" | "account") {
  if (answer[what] !== null) return json(answer);
  throw new ApiError("not-in-evidence", `no evidence names an ${what} ${answer.asked}`, {
    where: "key",
  });
}

const shown = (what: "item" | "account") =>
  route({
    ...QUOTED,
    ...NOTHING,
    path: `/api/${what}s/{key}`,
    id: what,
    summary: `What is known of this ${what}?`,
    params: what === "item" ? parameter.ofItem : parameter.ofAccount,
    answers: {
      200: { description: "All that is known, claim by claim", schema: showAnswerSchema },
    },
    problems: ["bad-selector", "not-in-evidence", "too-long"],
    async handle({ params }, { asking }) {
      return found(await asking.show(keyIn(params.key)), what);
    },
  });

const show = route({
  ...QUOTED,
  ...NOTHING,
  path: "/api/show",
  id: "show",
  summary: "What is known of what this names?",
  description: "Of one thing, or of a set: an account, platform, tag, group, tier or file.",
  query: z.strictObject({ of: parameter.shown }),
  answers: {
    200: { description: "All that is known, *nothing* too", schema: showAnswerSchema },
  },
  problems: WORDS,
  async handle({ query }, { asking }) {
    return json(await asking.show(query.of));
  },
});

const complete = route({
  ...ASKED,
  ...NOTHING,
  path: "/api/complete",
  id: "complete",
  summary: "What may be about to be named?",
  description: "Platforms, groups, tags, accounts and items that hold what was typed so far.",
  query: z.strictObject({
    typed: z
      .string()
      .min(1)
      .max(500)
      .meta({ description: "what was typed so far", example: "wiki" }),
    limit: z.int().min(1).max(50).default(8).meta({ description: "at most so many" }),
  }),
  answers: { 200: { description: "Selectors, perhaps none", schema: completionsAnswerSchema } },
  problems: ["too-long"],
  async handle({ query: { typed, limit } }, { asking }) {
    return json(await asking.complete(typed, limit));
  },
});

const search = route({
  ...ASKED,
  ...NOTHING,
  path: "/api/search",
  id: "search",
  summary: "What holds all these words?",
  description: "Items and accounts by text, title, name or key.",
  query: z.strictObject({
    q: z.string().min(1).max(500).meta({ description: "words, all of which must occur" }),
    limit: z.int().min(1).max(100).default(20).meta({ description: "at most so many" }),
    offset: z.int().min(0).max(100_000).default(0).meta({ description: "after so many" }),
  }),
  answers: { 200: { description: "Hits, perhaps none", schema: searchAnswerSchema } },
  problems: ["too-long"],
  async handle({ query: { q, limit, offset } }, { asking }) {
    return json(await asking.search(q, limit, offset));
  },
});

const neighbourhood = route({
  ...ASKED,
  ...NOTHING,
  path: "/api/neighbourhood",
  id: "neighbourhood",
  summary: "What gives to these things, and takes from them?",
  description: "One step along the edges; beyond the limit the latest are left off and counted.",
  query: z.strictObject({
    key: parameter.keys,
    direction: z
      .enum(["both", "forward", "backward"])
      .default("both")
      .meta({ description: "forward: what takes from them; backward: what gives to them" }),
    earliest: parameter.earliest,
    latest: parameter.latest,
    limit: z.int().min(1).max(1000).default(200).meta({ description: "edges shown" }),
  }),
  answers: { 200: { description: "Edges and their ends", schema: neighbourhoodAnswerSchema } },
  problems: ["usage", "bad-selector", "too-long"],
  async handle({ query: { key, direction, earliest, latest, limit } }, { asking }) {
    const between = parseWindow(earliest, latest);
    return json(await asking.neighbourhood({ keys: key, direction, between, limit }));
  },
});

const findings = route({
  ...ASKED,
  ...NOTHING,
  path: "/api/findings",
  id: "findings",
  summary: "What should a person look at?",
  description: "Contradictions, joins in doubt, names never declared: of all evidence loaded.",
  query: z.strictObject({ limit: parameter.limit, offset: parameter.offset }),
  answers: { 200: { description: "Findings, perhaps none", schema: findingsAnswerSchema } },
  problems: ["too-long"],
  async handle({ query: { limit, offset } }, { asking }) {
    return json(await asking.findings(limit, offset));
  },
});

const coverage = route({
  ...ASKED,
  ...NOTHING,
  path: "/api/coverage",
  id: "coverage",
  summary: "What evidence is loaded?",
  description: "Items by platform and type, and the times they span.",
  answers: { 200: { description: "Platforms, perhaps none", schema: coverageAnswerSchema } },
  problems: ["too-long"],
  async handle(_, context) {
    return json(await context.coverage());
  },
});

export const questionRoutes: readonly Route[] = [
  ...trace,
  ...first,
  shown("item"),
  shown("account"),
  show,
  search,
  complete,
  neighbourhood,
  findings,
  coverage,
];
