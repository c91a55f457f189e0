/** Real answers on their pages: all that the text answers say, and nothing that leads away. */
import { type CheerioAPI, load } from "cheerio";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { NOTHING_ASKED } from "../../src/export/html/addresses.ts";
import { firstAnswer } from "../../src/export/html/first-answer.ts";
import { type Html, markupOf } from "../../src/export/html/html.ts";
import { pageOf } from "../../src/export/html/layout.ts";
import { showAnswer } from "../../src/export/html/show-answer.ts";
import { traceAnswer } from "../../src/export/html/trace-answer.ts";
import { tellEvidenceList } from "../../src/export/tell-evidence.ts";
import { tellFirst } from "../../src/export/tell-first.ts";
import { tellShow } from "../../src/export/tell-show.ts";
import { tellTrace } from "../../src/export/tell-trace.ts";
import type { Citation, TraceAnswer } from "../../src/model/answer.ts";
import { type TraceQuestion, traceQuestionSchema } from "../../src/trace/question.ts";
import { openQuestions, type QuestionSite, SEEDS } from "./question-site.ts";

const PASTE = "case:macronleaks/emleaks";
const WIKILEAKS = "twitter:@wikileaks";

let site: QuestionSite;
beforeAll(async () => {
  site = await openQuestions([SEEDS]);
});
afterAll(() => site.close());

const ask = (asked: Partial<TraceQuestion>): Promise<TraceAnswer> =>
  site.questions.trace(traceQuestionSchema.parse({ from: PASTE, to: WIKILEAKS, ...asked }));
const asked = { ...NOTHING_ASKED, from: PASTE, to: WIKILEAKS };

const read = (made: Html): CheerioAPI => load(markupOf(made), null, false);
const tracePage = (answer: TraceAnswer): CheerioAPI => read(traceAnswer(answer, asked));

/** Words that stand in the text and nowhere on the page. */
function unsaid(told: string, page: CheerioAPI): string[] {
  const said = page.text().toLowerCase().replaceAll("–", "-");
  const words = told.toLowerCase().match(/[\p{L}\p{N}@:/_.-]{2,}/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/[:.]+$/, "")))].filter(
    (word) => !said.includes(word),
  );
}
/** What only a terminal has: the heads of a table, arrows, the option to write. */
const TERMINAL = ["hop", "relation", "->", "--basis"];

/** Ids are there once, links lead to them or to our own pages, and nothing is styled or run in place. */
function expectSound(page: CheerioAPI): void {
  const ids = page("[id]")
    .toArray()
    .map((one) => page(one).attr("id"));
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of page("[href]").toArray()) {
    const href = page(link).attr("href") ?? "";
    expect(href).toMatch(/^(?:\/(?!\/)|#)/);
    if (href.startsWith("#")) expect(ids).toContain(href.slice(1));
  }
  for (const one of page("*").toArray()) {
    if (!("attribs" in one)) continue;
    expect(one.name).not.toMatch(/^(?:script|style|iframe|object|embed|img|svg|base)$/);
    expect(Object.keys(one.attribs).join(" ")).not.toMatch(/(?:^| )(?:on\w+|style|srcdoc)/);
  }
}

describe("a trace page says all that the text says", () => {
  it.each([
    ["as asked", {}],
    ["of nothing", { without: ["4chan/pol"] }],
    ["with inferred edges", { basis: "inferred", paths: 10 }],
    ["by fewest hops, within times", { by: "fewest-hops", between: { earliest: 0, latest: 2e12 } }],
    [
      "by the best basis, from a time on",
      { by: "best-basis", between: { earliest: 0, latest: null } },
    ],
    ["until a time", { between: { earliest: null, latest: 0 } }],
    ["to what is not in evidence", { to: "twitter:@nobody_here" }],
    [
      "to what may have come before",
      { from: "case:macronleaks/pol-op", to: "twitter:@jackposobiec" },
    ],
  ] satisfies [string, Partial<TraceQuestion>][])("%s", async (_, question) => {
    const answer = await ask(question);
    const page = tracePage(answer);
    expect(unsaid(tellTrace(answer), page).filter((word) => !TERMINAL.includes(word))).toEqual([]);
    expectSound(page);
  });
});

test("a question's window and criterion are told by text and page", async () => {
  const answer = await ask({ by: "best-basis", between: { earliest: 0, latest: null } });
  const from = "from 1970-01-01 00:00:00.000 UTC on";
  expect(tellTrace(answer)).toContain(`; the way of the best basis, ${from})`);
  expect(tracePage(answer)(".terms").text()).toContain(`; the way of the best basis, ${from}.`);
  expect(tellTrace(await ask({}))).toContain("? (basis at least reported)\n");
});

test("names of files and what manifests say lead to no private person", async () => {
  const answer = await ask({});
  const citations = answer.citations.map((one) => ({
    ...one,
    evidence: {
      ...one.evidence,
      name: "from jane@mail.example.csv",
      origin: "sent by jane@mail.example",
      collectedBy: "jane@mail.example",
      provenance: "known" as const,
    },
    source: { name: "jane@mail.example", via: "jane@mail.example" },
  }));
  const personal = { ...answer, citations };
  expect(tellTrace(personal)).not.toContain("jane");
  expect(tracePage(personal).text()).not.toContain("jane");
});

test("a file may be a reconstruction, and of unknown provenance too", async () => {
  const [record] = await site.store.evidence();
  if (!record) throw new Error("nothing is loaded");
  const both = { ...record, reconstruction: true, manifest: null };
  expect(tellEvidenceList([both])).toContain("reconstruction, provenance unknown");
});

describe("a trace page", () => {
  it("tells order, basis and dispute in one line, with the sides that overturn it", async () => {
    const page = tracePage(await ask({}));
    expect(page(".verdict").text()).toBe("Order certain, basis reported, disputed.");
    expect(page(".overturning").text()).toContain(
      "On the side of RFI in wikileaks-link: order none",
    );
  });

  it("shows every mark of a hop as a label", async () => {
    const answer = await ask({ basis: "inferred", paths: 10 });
    const marks = answer.paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.marks));
    expect(new Set(marks)).toContain("inferred");
    const labels = tracePage(answer)(".hops .label.warn").toArray().length;
    expect(labels).toBe(marks.length);
  });

  it("cites at each hop what its edge and its time rest on", async () => {
    const answer = await ask({});
    const page = tracePage(answer);
    answer.paths[0]?.hops.forEach(({ claims, timeClaims }, i) => {
      const cited = page(".hops > li")
        .eq(i)
        .find(".cites a")
        .toArray()
        .map((one) => page(one).attr("href"));
      expect(new Set(cited)).toEqual(
        new Set([...claims, ...timeClaims].map((n) => `#source-${n}`)),
      );
    });
  });

  it("quotes each source in a blockquote, with file, place, hash and bytes", async () => {
    const answer = await ask({});
    const page = tracePage(answer);
    for (const { number, quote, evidence, place, at } of answer.citations) {
      const source = page(`#source-${number}`);
      expect(source.length).toBe(1);
      // The whole row of a statement is no quotation.
      if (at === null) expect(source.text()).toContain("A statement that quotes no words.");
      else expect(source.find("blockquote").text()).toBe(quote);
      expect(source.text()).toContain(`bytes ${place.bytes[0]}–${place.bytes[1]}`);
      expect(source.text()).toContain(evidence.hash);
      const links = source
        .find("a")
        .toArray()
        .map((one) => page(one).attr("href"));
      const hash = encodeURIComponent(evidence.hash);
      expect(links).toEqual([`/evidence/${hash}`, `/api/evidence/${hash}/bytes`]);
    }
  });

  it.each([
    ["not here", "The bytes are not here."],
    ["altered", "Altered: the kept bytes were changed since they were loaded."],
    ["not kept", "Bytes not kept."],
  ] satisfies [Citation["quoteState"], string][])("says why a quote is %s", async (state, says) => {
    const answer = await ask({});
    const citations = answer.citations.map((one) => ({ ...one, quote: null, quoteState: state }));
    const page = tracePage({ ...answer, citations });
    expect(page(".not-shown").first().text()).toBe(says);
    expect(page("blockquote").length).toBe(0);
  });

  it("names the limits it met, what it did not try, and that a count is a least", async () => {
    const answer = await ask({});
    const text = tracePage({
      ...answer,
      limits: ["only 8 contradictions were tried"],
      disputes: [],
      disputesNotTried: 3,
      moreIfInferred: { ...answer.moreIfInferred, atLeast: true },
    }).text();
    expect(text).toContain("only 8 contradictions were tried");
    expect(text).toContain("3 further contradictions were not tried.");
    expect(text).toContain("At least 2 more paths if inferred edges are admitted");
  });
});

test("a first page says all that the text says", async () => {
  const of = ["archive.org:item/Macron_201705", PASTE, "4chan/pol", "twitter:@nobody_here"];
  const answer = await site.questions.first({ of, basis: "reported" });
  const page = read(firstAnswer(answer, { of, basis: "" }));
  expect(unsaid(tellFirst(answer), page)).toEqual([]);
  expect(page(".verdict").text()).toMatch(
    /^Order \w+, basis \w+, (?:disputed|no dispute found)\.$/,
  );
  expectSound(page);
});

test.each([
  "case:macronleaks/pol-op",
  "twitter:status/860577607670276096",
  "archive.org:item/Macron_201705",
  "case:macronleaks/files",
  WIKILEAKS,
  "4chan/pol",
  "group:wikileaks",
  "pastebin:AAAAAAAA",
])("an item page says all that the text says: %s", async (selector) => {
  const answer = await site.questions.show(selector);
  const page = read(showAnswer(answer));
  expect(unsaid(tellShow(answer), page)).toEqual([]);
  expectSound(page);
});
test("a whole page has one main part, a label for every field, and a language", async () => {
  const page = load(
    pageOf({
      title: "x",
      main: traceAnswer(await ask({}), asked),
    }),
  );
  expect(page("html").attr("lang")).toBe("en");
  expect(page("main, header, footer, nav").length).toBe(4);
  for (const field of page("input, textarea, select").toArray()) {
    const id = page(field).attr("id");
    expect(page(`label[for="${id}"]`).length).toBe(1);
  }
  for (const described of page("[aria-describedby]").toArray()) {
    expect(page(`#${page(described).attr("aria-describedby")}`).length).toBe(1);
  }
});
