/** Reports of real answers: all that the text answers say, nothing that leads away, and how to ask again. */
import { type CheerioAPI, load } from "cheerio";
import { describe, expect, it, test } from "vitest";
import { replayOf } from "../../src/export/replay.ts";
import { reportOf } from "../../src/export/report/report.ts";
import { tellAnswer } from "../../src/export/tell-answer.ts";
import type { Citation, ToldEdge } from "../../src/model/answer.ts";
import type { QuestionAnswer } from "../../src/model/question-answer.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { PASTE, WIKILEAKS } from "../macronleaks.ts";
import { onMacronLeaks } from "./macronleaks-answers.ts";
import type { QuestionSite } from "./question-site.ts";

let site: QuestionSite;
let answers: [string, QuestionAnswer][];
let trace: TraceAnswer;
onMacronLeaks((asked) => {
  ({ site, answers, trace } = asked);
});

const MADE_AT = Date.UTC(2020, 1, 2, 3, 4, 5);
const read = (answer: QuestionAnswer): CheerioAPI =>
  load(reportOf(answer, { accounts: "named", madeAt: MADE_AT }));

/** What only a terminal has: commands and options to write, and words that stand for the shape of its tables. */
const COMMANDS = /^To go on: headwater .*$/m;
const TERMINAL = new Set([
  ...["hop", "relation", "->", "--basis", "--limit", "--points", "--json", "sources"],
]);
/** Words that stand in the text and nowhere in the report. */
function unsaid(told: string, page: CheerioAPI): string[] {
  const said = page("body").text().toLowerCase().replaceAll("–", "-");
  const words =
    told
      .replace(COMMANDS, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}@:/_.-]{2,}/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/[:.]+$/, "")))].filter(
    (word) => !said.includes(word) && !TERMINAL.has(word),
  );
}

/** Ids are there once, links lead to them, and nothing is run, fetched or styled in place. */
function expectSound(page: CheerioAPI): void {
  const ids = page("[id]")
    .toArray()
    .map((one) => page(one).attr("id"));
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of page("[href]").toArray()) {
    const href = page(link).attr("href") ?? "";
    expect(href).toMatch(/^#/);
    expect(ids).toContain(href.slice(1));
  }
  for (const named of ["aria-labelledby", "aria-describedby"]) {
    for (const one of page(`[${named}]`).toArray()) expect(ids).toContain(page(one).attr(named));
  }
  expect(page("script, iframe, object, embed, img, base, link, form, style + style").length).toBe(
    0,
  );
  for (const one of page("*").toArray()) {
    if (!("attribs" in one)) continue;
    expect(Object.keys(one.attribs).join(" ")).not.toMatch(/(?:^| )(?:on\w+|style|srcdoc|src)\b/);
  }
}

describe("the report of every kind of answer", () => {
  it("says all that the text says", () => {
    for (const [name, answer] of answers) {
      expect({ name, unsaid: unsaid(tellAnswer(answer), read(answer)) }).toEqual({
        name,
        unsaid: [],
      });
    }
  });

  it("leads nowhere, runs nothing and forbids what it does not need", () => {
    for (const [, answer] of answers) {
      const page = read(answer);
      expectSound(page);
      expect(page('meta[http-equiv="Content-Security-Policy"]').attr("content")).toMatch(
        /^default-src 'none'; style-src 'unsafe-inline'; /,
      );
      expect(page("html").attr("lang")).toBe("en");
      expect(page("h1").length).toBe(1);
    }
  });

  it("tells order, basis and dispute in one line, which its title holds too", () => {
    for (const [, answer] of answers) {
      const page = read(answer);
      const line = page(".verdict").text().trim();
      expect(line).toBe(
        `Order ${answer.order}${answer.basis === null ? "" : `, basis ${answer.basis}`}, ${answer.disputed ? "disputed" : "no dispute found"}.`,
      );
      expect(page("title").text()).toContain(line);
    }
  });

  it("says when and with what it was made, on what evidence, and how to ask again", () => {
    for (const [, answer] of answers) {
      const page = read(answer);
      const { command, address } = replayOf(answer);
      for (const said of [
        answer.software,
        answer.evidence.digest,
        answer.digest,
        command,
        address,
      ]) {
        expect(page("#replay").text()).toContain(said);
      }
      expect(page("#replay").text()).toContain("2020-02-02 03:04:05.000 UTC");
      expect(page("header").text()).toContain("2020-02-02 03:04:05.000 UTC");
      expect(page("#coverage tbody tr").length).toBe(answer.coverage.length);
    }
  });
});

describe("the report of a trace", () => {
  it("names the files that are taken as never seen, and asks again without them", () => {
    const hash = `sha256:${"a".repeat(64)}`;
    const ends = { ...trace.ends, withoutEvidence: [{ hash, name: "press.csv", claims: 7 }] };
    const question = { ...trace.question, withoutEvidence: [hash] };
    const page = read({ ...trace, ends, question });
    expect(page("h1").text()).toContain(`without the file press.csv ${hash}`);
    expect(page("#replay").text()).toContain(`--without-evidence ${hash}`);
  });

  it("tells the sides that overturn it beside the verdict", () => {
    expect(read(trace)(".overturning").text()).toContain(
      "On the side of RFI in wikileaks-link: order none",
    );
  });

  it("shows every mark of a hop as a label", () => {
    for (const [, answer] of answers) {
      if (answer.kind !== "trace") continue;
      const marks = answer.paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.marks));
      const labels = read(answer)(".hops .label.warn").toArray().length;
      expect(labels).toBe(marks.length);
    }
    const marks = ["reconstruction", "known only by reference"] as const;
    const paths = trace.paths.map((path) => ({
      ...path,
      hops: path.hops.slice(0, 1).map((hop) => ({ ...hop, marks: [...marks] })),
    }));
    const page = read({ ...trace, paths });
    expect(page(".hops .label.warn").text()).toBe("reconstructionknown only by reference");
    expect(page("svg .marks").text()).toContain("reconstruction");
  });

  it("cites at each hop what its edge and its time rest on", () => {
    const page = read(trace);
    trace.paths[0]?.hops.forEach(({ claims, timeClaims }, i) => {
      const cited = page(".hops > li")
        .eq(i)
        .find(".ground .cites a")
        .toArray()
        .map((one) => page(one).attr("href"));
      expect(new Set(cited)).toEqual(
        new Set([...claims, ...timeClaims].map((n) => `#source-${n}`)),
      );
    });
  });

  it("tells at each hop the words that say so, and every source with its place and its file's hash", () => {
    const page = read(trace);
    const telling = trace.paths[0]?.hops.filter(
      (_, i) => page(".hops > li").eq(i).find(".quotes li").length > 0,
    );
    expect(telling?.length).toBe(trace.paths[0]?.hops.length);
    for (const { number, quote, evidence, place, at, isParaphrase } of trace.citations) {
      const source = page(`#source-${number}`);
      // The whole row of a statement is no quotation.
      if (at === null) expect(source.text()).toContain("A statement that quotes no words.");
      else if (isParaphrase) expect(source.text()).toContain(`Written down, not quoted: ${quote}`);
      else expect(source.find("blockquote").text()).toBe(quote);
      expect(source.find("blockquote, q").length > 0).toBe(at !== null && !isParaphrase);
      expect(source.text()).toContain(`bytes ${place.bytes[0]}–${place.bytes[1]}`);
      const file = source.find('a[href^="#file-"]').attr("href") ?? "";
      expect(page(file).text()).toContain(evidence.hash);
    }
  });

  it.each([
    ["not here", "The bytes are not here."],
    ["altered", "Altered: the kept bytes were changed since they were loaded."],
    ["not kept", "Bytes not kept."],
  ] satisfies [Citation["quoteState"], string][])("says why a quote is %s", (state, says) => {
    const citations = trace.citations.map((one) => ({ ...one, quote: null, quoteState: state }));
    const page = read({ ...trace, citations });
    expect(page(".not-shown").first().text()).toBe(says);
    expect(page("blockquote, q").length).toBe(0);
  });

  it("marks sources of reconstructions and of unknown provenance", () => {
    const citations = trace.citations.map((one) => ({
      ...one,
      evidence: { ...one.evidence, reconstruction: true, provenance: "unknown" as const },
    }));
    expect(read({ ...trace, citations })("#source-1 .label.warn").text()).toBe(
      "reconstructionprovenance unknown",
    );
  });
});

/** The sources that a part of a report cites. */
const citedIn = (page: CheerioAPI, part: ReturnType<CheerioAPI>): Set<string> =>
  new Set(
    part
      .find(".cites a")
      .toArray()
      .map((one) => page(one).text()),
  );

const numbered = (numbers: readonly number[]): Set<string> => new Set(numbers.map((n) => `[${n}]`));

const groundOf = ({ claims, timeClaims }: ToldEdge): number[] => [...claims, ...timeClaims];

describe("the report of what was reached", () => {
  it("shows of each item the hop that brought it, its words, and what it and its time rest on", async () => {
    const answer = await site.reach({ from: PASTE });
    const page = read(answer);
    const entries = page("#items .hops > li");
    expect(entries.length).toBe(answer.items.length);
    answer.items.forEach(({ item, hop }, i) => {
      const told = entries.eq(i);
      for (const said of [item.key, hop.from.key, `Order ${hop.order}`, `Basis ${hop.basis}`]) {
        expect(told.text()).toContain(said);
      }
      expect(told.find(".quotes li").length).toBeGreaterThan(0);
      expect(citedIn(page, told)).toEqual(numbered(groundOf(hop)));
      expect(told.find(".label.warn").length).toBe(hop.marks.length);
    });
    answer.accounts.forEach(({ item, claims }, i) => {
      const told = page("#accounts li").eq(i);
      expect(told.text()).toContain(item);
      expect(citedIn(page, told)).toEqual(numbered(claims));
    });
  });
});

describe("the report of what a path hangs on", () => {
  const hopsOf = (page: CheerioAPI, part: string) => page(`${part} > .hops > li`);

  it("draws the path, tells its hops, and what shows that a thing is mandatory", async () => {
    const answer = await site.whatIf({ from: PASTE, to: WIKILEAKS });
    const page = read(answer);
    const hops = answer.path?.hops ?? [];
    expect(page("#path svg .arrow").length).toBe(hops.length);
    expect(hopsOf(page, "#path").length).toBe(hops.length);
    hops.forEach((hop, i) => {
      expect(citedIn(page, hopsOf(page, "#path").eq(i))).toEqual(numbered(groundOf(hop)));
    });
    expect(answer.mandatory.items.length).toBeGreaterThan(0);
    for (const { key, shown } of answer.mandatory.items) {
      const told = page("#mandatory li").filter((_, one) => page(one).text().includes(key));
      expect(told.text()).toContain(`: hops ${shown.hops.join(", ")}`);
    }
  });

  it("tells what bears on it beside the path, with its sources, and the words that say whose a post is", async () => {
    const answer = await site.whatIf({ from: PASTE, to: WIKILEAKS });
    const [hop] = answer.path?.hops ?? [];
    const [item] = answer.mandatory.items;
    if (hop === undefined || item === undefined) throw new Error("nothing is mandatory");
    const shown = { hops: [2], beside: [hop], claims: [3] };
    const page = read({ ...answer, mandatory: { items: [{ ...item, shown }], accounts: [] } });
    const told = page("#mandatory > ul > li");
    expect(told.text()).toContain(": hop 2, by it [3]");
    expect(told.find(".beside").text()).toContain(hop.to.key);
    expect(citedIn(page, told.find(".beside"))).toEqual(numbered(groundOf(hop)));
  });

  it("tells of each removal the way that is left: the same, another with a drawing, or none", async () => {
    const without = ["4chan/pol", "case:macronleaks/archive-is-copy", "twitter:@nobody_here"];
    const answer = await site.whatIf({ from: PASTE, to: WIKILEAKS, basis: "inferred", without });
    const page = read(answer);
    const entries = page("#what-if > ul > li");
    expect(entries.eq(0).text()).toContain("By the same way.");
    expect(entries.eq(1).text()).toContain("By another way:");
    const other = answer.removals[1]?.path?.hops ?? [];
    expect(entries.eq(1).find("svg .arrow").length).toBe(other.length);
    expect(entries.eq(1).find(".hops > li").length).toBe(other.length);
    expect(entries.eq(2).text()).not.toContain("way");
    expectSound(page);
  });
});

test("the report of delays shows of every pair the delays by which it can be checked, each told once", async () => {
  const answer = await site.latency({ basis: "inferred" });
  const page = read(answer);
  const pairs = answer.table.flatMap(({ within, ...site }) => [site, ...within]);
  const headings = page("#examples h3").text();
  for (const { giver, receiver } of pairs) expect(headings).toContain(`${giver} → ${receiver}`);
  const told = page("#examples .hops > li")
    .toArray()
    .map((one) => page(one));
  const distinct = new Set(pairs.map(({ examples }) => JSON.stringify(examples)));
  expect(page("#examples h3").length).toBe(distinct.size);
  for (const example of pairs.flatMap(({ examples }) => examples)) {
    const ground = numbered(groundOf(example));
    const shown = example.shows.join(", ");
    const same = told.filter(
      (one) =>
        one.find(".when").text().toLowerCase().includes(shown) &&
        one.text().includes(example.from.key) &&
        one.text().includes(example.to.key),
    );
    expect(same.map((one) => citedIn(page, one))).toContainEqual(ground);
  }
});

test("the report of what stands first says how many do so at the same moment", async () => {
  const answer = await site.first({ of: [PASTE] });
  const [one] = answer.first;
  if (one === undefined) throw new Error("nothing stands first");
  const tied = { ...answer, order: "certain" as const, first: [one, one], firstCount: 2 };
  expect(read(tied)("#first h2").text()).toBe(
    "Earliest in the evidence loaded: 2 at the same moment",
  );
});
