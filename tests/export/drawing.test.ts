/** The drawing of a path in a report: what it shows, and says as text. */
import { type CheerioAPI, load } from "cheerio";
import { describe, expect, it, test } from "vitest";
import { reportOf } from "../../src/export/report/report.ts";
import type { QuestionAnswer } from "../../src/model/question-answer.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { onMacronLeaks } from "./macronleaks-answers.ts";

let trace: TraceAnswer;
onMacronLeaks((asked) => {
  ({ trace } = asked);
});

const MADE_AT = Date.UTC(2020, 1, 2, 3, 4, 5);
const read = (answer: QuestionAnswer): CheerioAPI =>
  load(reportOf(answer, { accounts: "named", madeAt: MADE_AT }));

describe("the drawing of a path", () => {
  it("has a mark for each station, an arrow for each hop, and says as text what it shows", () => {
    const page = read(trace);
    const hops = trace.paths[0]?.hops ?? [];
    const svg = page("svg");
    expect(svg.find(".point, .bar").length).toBe(hops.length + 1);
    expect(svg.find(".arrow").length).toBe(hops.length);
    const told = page(`#${svg.attr("aria-describedby")}`).text();
    for (const { to, order, basis } of hops) {
      expect(told).toContain(to.key);
      expect(told).toContain(`order ${order}, basis ${basis}`);
    }
    expect(svg.find(".lane-name").text()).toBe("pastebin4chan/poltwitter");
  });

  it("stands on an axis that holds it, in order of time", () => {
    const page = read(trace);
    const at = page("svg .tick")
      .toArray()
      .map((one) => Number(page(one).attr("x1")));
    expect(at.length).toBeGreaterThan(1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    const numbers = page("svg [cx], svg rect.bar")
      .toArray()
      .map((one) => Number(page(one).attr("cx") ?? page(one).attr("x")));
    for (const number of numbers) expect(number >= 150 && number <= 946).toBe(true);
  });

  it("is not there where no time is known", () => {
    const open = { earliest: null, latest: null };
    const paths = trace.paths.map((path) => ({
      ...path,
      hops: path.hops.map((hop) => ({
        ...hop,
        time: open,
        from: { ...hop.from, published: open },
      })),
    }));
    const page = read({ ...trace, paths });
    expect(page("svg").length).toBe(0);
    expect(page(".hops > li").length).toBe(paths[0]?.hops.length);
  });
});

test("an answer that met limits names them", () => {
  const page = read({
    ...trace,
    limits: ["only 8 contradictions were tried"],
    disputes: [],
    disputesNotTried: 3,
    moreIfInferred: { ...trace.moreIfInferred, atLeast: true },
  });
  expect(page("#limits").text()).toContain("only 8 contradictions were tried");
  expect(page("#disputes").text()).toContain("3 further contradictions were not tried.");
  expect(page("#more").text()).toContain("At least 2 more paths if inferred edges are admitted");
});
