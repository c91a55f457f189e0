/** One answer or more of every kind, on the MacronLeaks case. */
import { afterAll, beforeAll } from "vitest";
import type { QuestionAnswer } from "../../src/model/question-answer.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { PASTE, WIKILEAKS } from "../macronleaks.ts";
import { openQuestions, type QuestionSite, SEEDS } from "./question-site.ts";

export async function macronLeaksAnswers({
  trace,
  first,
  crossings,
  latency,
  adoption,
  reach,
  whatIf,
}: QuestionSite): Promise<[name: string, answer: QuestionAnswer][]> {
  const ends = { from: PASTE, to: WIKILEAKS };
  const without = ["4chan/pol", "twitter:@nobody_here"];
  return [
    ["trace", await trace(ends)],
    ["trace of nothing", await trace({ ...ends, without })],
    ["trace with inferred edges", await trace({ ...ends, basis: "inferred", paths: 10 })],
    [
      "trace within times",
      await trace({ ...ends, by: "departure", between: { earliest: 0, latest: 2e12 } }),
    ],
    ["trace to what is not in evidence", await trace({ ...ends, to: "twitter:@nobody_here" })],
    [
      "trace that is only possible",
      await trace({ from: "case:macronleaks/pol-op", to: "twitter:@jackposobiec" }),
    ],
    [
      "first",
      await first({ of: ["4chan", "pastebin", "tag:macronleaks", "twitter:@nobody_here"] }),
    ],
    ["first of nothing", await first({ of: ["twitter:@nobody_here"] })],
    ["crossings", await crossings({ from: PASTE })],
    ["crossings of nothing", await crossings({ from: "twitter:@nobody_here" })],
    ["latency", await latency({ basis: "inferred" })],
    ["adoption of a tag", await adoption({ of: "tag:macronleaks" })],
    ["adoption of a thing", await adoption({ of: PASTE, takers: 2 })],
    ["reach", await reach({ from: PASTE, without })],
    ["reach within a tier", await reach({ from: "4chan", to: "tier:bridge" })],
    ["what-if", await whatIf({ ...ends, without })],
    ["what-if of nothing", await whatIf({ from: WIKILEAKS, to: PASTE })],
  ];
}

/** The case opened for a test file, with its answers and the first of them by itself. */
export function onMacronLeaks(
  give: (asked: {
    site: QuestionSite;
    answers: [name: string, answer: QuestionAnswer][];
    trace: TraceAnswer;
  }) => void,
): void {
  let site: QuestionSite;
  beforeAll(async () => {
    site = await openQuestions([SEEDS]);
    const answers = await macronLeaksAnswers(site);
    give({ site, answers, trace: await site.trace({ from: PASTE, to: WIKILEAKS }) });
  });
  afterAll(() => site.close());
}
