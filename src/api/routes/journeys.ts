/** Questions about journeys: where things crossed, how long they took, how they spread. */
import { z } from "zod";
import {
  adoptionAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
} from "../../model/journey-answer.ts";
import { timelineAnswerSchema } from "../../model/timeline-answer.ts";
import { parseWindow } from "../../trace/question.ts";
import * as parameter from "../parameters.ts";
import { question } from "../question.ts";
import { json, NOTHING, type Route, route } from "../route.ts";

const WORDS = ["bad-selector", "ambiguous-selector", "no-match", "too-long"] as const;

const crossings = question({
  tagged: "quotes",
  path: "/api/crossings",
  id: "crossings",
  summary: "Where did it cross from tier to tier?",
  description:
    "Hops whose receiver's tier is higher than all before, or whose language is another: when, by whom, how long it took.",
  query: z.strictObject({
    from: parameter.crossedFrom,
    to: parameter.crossedTo,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
    limit: parameter.told(100, 20, "crossings"),
  }),
  schema: crossingsAnswerSchema,
  problems: ["usage", ...WORDS],
  asks: ({ earliest, latest, ...rest }) => ({
    kind: "crossings",
    question: { ...rest, between: parseWindow(earliest, latest) },
  }),
});

const latency = question({
  tagged: "quotes",
  path: "/api/latency",
  id: "latency",
  summary: "How long does it take from platform to platform?",
  description:
    "Delays along single edges, platform by platform: bounds of the quartiles, how many are exact.",
  query: z.strictObject({
    from: parameter.givers,
    to: parameter.takers,
    basis: parameter.basis,
    limit: parameter.told(1000, 100, "pairs of sites, and of communities in each"),
  }),
  schema: latencyAnswerSchema,
  problems: WORDS,
  asks: (question) => ({ kind: "latency", question }),
});

const adoption = question({
  tagged: "quotes",
  path: "/api/adoption",
  id: "adoption",
  summary: "How did it spread?",
  description:
    "How many items and accounts had taken it by each moment, certainly and possibly: what carries a tag, or what a thing reached.",
  query: z.strictObject({
    of: parameter.adopted,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
    points: z
      .int()
      .min(2)
      .max(1000)
      .default(50)
      .meta({ description: "at most so many points of each curve" }),
    takers: parameter.told(100, 10, "takers, the earliest"),
  }),
  schema: adoptionAnswerSchema,
  problems: ["usage", ...WORDS],
  asks: ({ earliest, latest, ...rest }) => ({
    kind: "adoption",
    question: { ...rest, between: parseWindow(earliest, latest) },
  }),
});

const timeline = route({
  method: "get",
  tag: "questions",
  ...NOTHING,
  tagged: "quotes",
  path: "/api/timeline",
  id: "timeline",
  summary: "What happened when, platform by platform?",
  description:
    "All items, or some and their neighbours, in columns: when each was published, what flowed between them, and what statements say of that time. What has no time is listed apart.",
  query: z.strictObject({
    about: parameter.about,
    earliest: parameter.earliest,
    latest: parameter.latest,
    basis: parameter.basis,
    limit: parameter.timelineItems,
  }),
  answers: { 200: { description: "The answer, perhaps empty", schema: timelineAnswerSchema } },
  problems: ["usage", ...WORDS],
  async handle({ query: { earliest, latest, ...rest } }, { asking }) {
    return json(await asking.timeline({ ...rest, between: parseWindow(earliest, latest) }));
  },
});

export const journeyRoutes: readonly Route[] = [...crossings, ...latency, ...adoption, timeline];
