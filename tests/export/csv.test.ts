/** Tables read back: what they hold is the answer, and nothing in them is a formula. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { answerCsv } from "../../src/export/csv-answer.ts";
import { csvOf } from "../../src/export/csv-text.ts";
import { redactedAnswer } from "../../src/export/redact.ts";
import { tellTrace } from "../../src/export/tell-trace.ts";
import type { ToldEdge } from "../../src/model/answer.ts";
import { redacted } from "../../src/model/plain-text.ts";
import type { QuestionAnswer } from "../../src/model/question-answer.ts";
import { PASTE, WIKILEAKS } from "../macronleaks.ts";
import { macronLeaksAnswers } from "./macronleaks-answers.ts";
import { openQuestions, type QuestionSite, SEEDS } from "./question-site.ts";

let site: QuestionSite;
let answers: [string, QuestionAnswer][];
beforeAll(async () => {
  site = await openQuestions([SEEDS]);
  answers = await macronLeaksAnswers(site);
});
afterAll(() => site.close());

const rowsSchema = z.array(z.record(z.string(), z.string()));
const read = (answer: QuestionAnswer) =>
  rowsSchema.parse(
    parse(answerCsv(answer, "named"), { columns: true, record_delimiter: "\r\n", quote: '"' }),
  );

const iso = (ms: number | null): string => (ms === null ? "" : new Date(ms).toISOString());

/** Each source as its file's hash and its place there. */
function placesIn({ citations }: QuestionAnswer, numbers: readonly number[]): string {
  const places = numbers.flatMap((number) =>
    citations
      .filter((one) => one.number === number)
      .map(({ evidence, place }) => {
        const inside = (place.path ?? []).map((name) => ` > ${name}`).join("");
        return `${evidence.hash}${inside} record ${place.record} bytes ${place.bytes.join("-")}`;
      }),
  );
  return [...new Set(places)].join("; ");
}

function expectGround(
  row: Record<string, string> | undefined,
  { marks, claims, timeClaims }: ToldEdge,
  answer: QuestionAnswer,
): void {
  expect(claims.length + timeClaims.length).toBeGreaterThan(0);
  expect(row).toMatchObject({
    marks: marks.join("; "),
    sources: placesIn(answer, claims),
    "sources of times": placesIn(answer, timeClaims),
  });
}

describe("a table read back", () => {
  it("carries the whole answer's order, basis, dispute and digests in every row", () => {
    for (const [name, answer] of answers) {
      const rows = read(answer);
      expect({ name, rows: rows.length }).not.toEqual({ name, rows: 0 });
      for (const row of rows) {
        expect(row, name).toMatchObject({
          "answer order": answer.order,
          "answer basis": answer.basis ?? "",
          disputed: String(answer.disputed),
          "answer digest": answer.digest,
          "evidence digest": answer.evidence.digest,
          software: answer.software,
        });
        for (const { platform } of answer.coverage) expect(row["coverage"]).toContain(platform);
        for (const [, count, what = ""] of (row["coverage"] ?? "").matchAll(
          /(?<=[ ,] )(\d+) ([a-z]+)/g,
        )) {
          expect(what.endsWith("s"), `${count} ${what}`).toBe(count !== "1");
        }
      }
    }
  });

  it("has a row for each hop of a trace, with its times, marks and places", async () => {
    const answer = await site.trace({ from: PASTE, to: WIKILEAKS, basis: "inferred", paths: 10 });
    const rows = read(answer);
    const hops = answer.paths.flatMap((path, i) => path.hops.map((hop, j) => ({ i, j, hop })));
    expect(rows.length).toBe(hops.length);
    hops.forEach(({ i, j, hop }, n) => {
      expect(rows[n]).toMatchObject({
        ...{ path: String(i + 1), hop: String(j + 1), from: hop.from.key, to: hop.to.key },
        ...{ relation: hop.relation, method: hop.inferred?.method ?? "" },
        ...{ earliest: iso(hop.time.earliest), latest: iso(hop.time.latest) },
        ...{ order: hop.order, basis: hop.basis, because: hop.because },
        marks: hop.marks.join("; "),
        "to account": hop.to.account?.key ?? "",
      });
      const sources = rows[n]?.["sources"] ?? "";
      for (const number of hop.claims) {
        const cited = answer.citations.find((one) => one.number === number);
        const [from, to] = cited?.place.bytes ?? [];
        expect(sources).toContain(
          `${cited?.evidence.hash} record ${cited?.place.record} bytes ${from}-${to}`,
        );
      }
    });
  });

  it("says of each relation which way it is written, and the text reads it as things went", async () => {
    const answer = await site.trace({ from: PASTE, to: WIKILEAKS });
    const written = read(answer).map((row) => [
      ...[row["relation"], row["relation subject"], row["relation object"]],
    ]);
    const [post, thread] = ["case:macronleaks/pol-op", "case:macronleaks/pol-thread"];
    const tweet = answer.paths[0]?.hops.at(-1)?.to.key;
    expect(written).toEqual([
      ["LINKS_TO", post, PASTE],
      ["PART_OF", post, thread],
      ["LINKS_TO", tweet, thread],
    ]);
    expect(tellTrace(answer)).toMatch(
      new RegExp(
        `^1 +${PASTE} +is linked to by +${post} .*\n2 +${post} +is part of +${thread} `,
        "m",
      ),
    );
  });

  it("has the hops of every crossing", async () => {
    const answer = await site.crossings({ from: PASTE });
    const rows = read(answer);
    expect(rows.map((row) => [row["crossing"], row["from"], row["to"], row["crossed to"]])).toEqual(
      answer.crossings.flatMap(({ path, to }, i) =>
        path.hops.map((hop) => [String(i + 1), hop.from.key, hop.to.key, to]),
      ),
    );
  });

  it("has what stands first, in all, on each platform and in each tier", async () => {
    const answer = await site.first({ of: ["4chan", "pastebin", "tag:macronleaks"] });
    const rows = read(answer);
    expect(rows.map((row) => [row["among"], row["name"], row["item"], row["order"]])).toEqual([
      ...answer.first.map(({ item, order }) => ["all", "", item.key, order]),
      ...answer.perPlatform.flatMap(({ platform, first }) =>
        first.map(({ item, order }) => ["platform", platform, item.key, order]),
      ),
      ...answer.perTier.flatMap(({ tier, first }) =>
        first.map(({ item, order }) => ["tier", tier ?? "no tier", item.key, order]),
      ),
    ]);
  });

  it("has the delays, sites first and the communities in them after, each before those that show it", async () => {
    const answer = await site.latency({});
    const told = answer.table.flatMap(({ within, ...sites }) => [sites, ...within]);
    const all = read(answer);
    const rows = all.filter((row) => row["n"] !== "");
    expect(rows.length).toBe(told.length);
    told.forEach(({ giver, receiver, n, exact, quartiles, basis }, i) => {
      expect(rows[i]).toMatchObject({ giver, receiver, n: String(n), exact: String(exact), basis });
      expect(rows[i]?.["median ms least"]).toBe(String(quartiles.median.least ?? ""));
      expect(rows[i]?.["upper quartile ms most"]).toBe(String(quartiles.upper.most ?? ""));
    });
    const examples = told.flatMap((pair) => pair.examples.map((one) => ({ ...pair, one })));
    const shown = all.filter((row) => row["n"] === "");
    expect(shown.length).toBe(examples.length);
    expect(examples.length).toBeGreaterThan(0);
    examples.forEach(({ giver, receiver, one }, i) => {
      expect(shown[i]).toMatchObject({ giver, receiver, from: one.from.key, to: one.to.key });
      expect(shown[i]).toMatchObject({ shows: one.shows.join("; "), order: one.order });
      expect(shown[i]?.["delay ms least"]).toBe(String(one.delay.least ?? ""));
      expectGround(shown[i], one, answer);
    });
  });

  it("has the points of every curve of a spread", async () => {
    const answer = await site.adoption({ of: PASTE });
    const curves = [
      { platform: "", curve: answer.whole },
      ...answer.perPlatform.map(({ platform, curve }) => ({ platform, curve })),
    ];
    const points = read(answer).filter((row) => row["says"] === "point");
    expect(points.map((row) => [row["platform"], row["by"], row["items possible"]])).toEqual(
      curves.flatMap(({ platform, curve }) =>
        curve.steps.map(({ time, items }) => [platform, iso(time), String(items.possible)]),
      ),
    );
  });

  it.each([PASTE, "tag:macronleaks"])("has who took it first, and on what: %s", async (of) => {
    const answer = await site.adoption({ of });
    const rows = read(answer).filter((row) => row["says"] === "taker");
    expect(rows.length).toBe(answer.takers.length);
    expect(rows.length).toBeGreaterThan(0);
    answer.takers.forEach(({ item, order, time, path, claims }, i) => {
      expect(rows[i]).toMatchObject({
        ...{ item: item.key, account: item.account?.key ?? "", order, "taken by": answer.by },
        ...{ earliest: iso(time.earliest), latest: iso(time.latest), basis: path?.basis ?? "" },
      });
      const numbers = [...claims, ...(path?.hops.flatMap((hop) => hop.claims) ?? [])];
      for (const number of numbers) {
        expect(rows[i]?.["sources"]).toContain(placesIn(answer, [number]));
      }
    });
    const whole = read(answer).find((row) => row["says"] === "in all, and the earliest");
    expect(whole).toMatchObject({
      "items possible": String(answer.whole.items.possible),
      "accounts certain": String(answer.whole.accounts.certain),
      earliest: iso(answer.whole.first.earliest),
    });
  });

  it("has what is reached, mandatory, and lost without something", async () => {
    const without = ["4chan/pol"];
    const reached = await site.reach({ from: PASTE, without });
    const rows = read(reached);
    const items = (says: string) =>
      rows.filter((row) => row["says"] === says).map((row) => row["item"]);
    expect(items("reached")).toEqual(reached.items.map(({ item }) => item.key));
    expect(items("account reached")).toEqual(reached.accounts.map(({ account }) => account.key));
    expect(items("no longer reached")).toEqual(
      reached.removals.flatMap(({ noLongerReached }) =>
        noLongerReached.items.map(({ key }) => key),
      ),
    );
    expect(items("no longer reached").length).toBeGreaterThan(0);
    expect(rows.find((row) => row["says"] === "what if")).toMatchObject({
      ...{ without: "4chan/pol", order: reached.removals[0]?.order },
    });
    const whatIf = await site.whatIf({ from: PASTE, to: WIKILEAKS, without });
    const mandatory = read(whatIf).filter((row) => row["says"] === "mandatory");
    expect(mandatory.map((row) => row["item"])).toEqual(
      whatIf.mandatory.items.map(({ key }) => key),
    );
    expect(mandatory.length).toBeGreaterThan(0);
  });

  it("says of what is reached by which hop and on which places, and what shows that an account posted it", async () => {
    const answer = await site.reach({ from: PASTE });
    const rows = read(answer);
    answer.items.forEach(({ hop }, i) => {
      expect(rows[i]).toMatchObject({ from: hop.from.key, relation: hop.relation });
      expect(rows[i]).toMatchObject({ "hop order": hop.order, "hop basis": hop.basis });
      expectGround(rows[i], hop, answer);
    });
    const accounts = rows.filter((row) => row["says"] === "account reached");
    expect(accounts.length).toBe(answer.accounts.length);
    answer.accounts.forEach(({ item, claims }, i) => {
      expect(accounts[i]?.["first by it"]).toBe(item);
      expect(accounts[i]?.["sources"]).toBe(placesIn(answer, claims));
      expect(claims.length).toBeGreaterThan(0);
    });
  });

  it("has the path of a what-if, what shows that something is mandatory, and the way without", async () => {
    const answer = await site.whatIf({
      from: PASTE,
      to: WIKILEAKS,
      without: ["twitter:@nobody_here"],
    });
    const withoutOne = await site.whatIf({
      ...{ from: PASTE, to: WIKILEAKS, basis: "inferred", without: ["4chan/pol"] },
    });
    for (const one of [answer, withoutOne]) {
      const rows = read(one);
      const hops = rows.filter((row) => row["says"] === "hop" && row["without"] === "");
      expect(hops.map((row) => row["item"])).toEqual(one.path?.hops.map(({ to }) => to.key));
      for (const [i, hop] of (one.path?.hops ?? []).entries()) expectGround(hops[i], hop, one);
      for (const { key, shown } of one.mandatory.items) {
        const row = rows.find((each) => each["says"] === "mandatory" && each["item"] === key);
        expect(row?.["hops"]).toBe(shown.hops.join("; "));
        const beside = rows.filter(
          (each) => each["of"] === key && /mandatory/.test(each["says"] ?? ""),
        );
        expect(beside.map((each) => each["from"])).toEqual(
          shown.beside.map(({ from }) => from.key),
        );
      }
      for (const { asked, path } of one.removals) {
        const way = rows.filter((row) => row["says"] === "hop" && row["without"] === asked);
        expect(way.map((row) => row["from"])).toEqual(
          (path?.hops ?? []).map(({ from }) => from.key),
        );
      }
    }
    expect(withoutOne.removals[0]?.path?.hops.length).toBeGreaterThan(0);
    expect(read(answer).find((row) => row["without"] === "twitter:@nobody_here")?.["says"]).toBe(
      "not in evidence",
    );
  });

  it("leaves out what a redacted answer leaves out", () => {
    for (const [, answer] of answers) {
      expect(answerCsv(answer, "redacted")).toBe(
        answerCsv(redactedAnswer(answer, "redacted"), "named"),
      );
    }
  });
});

const unguarded = (cell: string): string =>
  cell.replaceAll(/(?:^|(?<=[;\t\r\n|]))'(?=[\s"']*[=+\-@＝＋－＠])/gu, "");

test("no cell is a formula to a spreadsheet, and undoing the guard gives the text", () => {
  const text = fc
    .tuple(
      fc.constantFrom(
        "",
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r",
        " =",
        "'=",
        "''+",
        "＝",
        '"',
        ",",
        "\n-",
        ";=",
        "a; @",
        'a|"+',
        "a;';=",
      ),
      fc.string({ unit: "grapheme", maxLength: 12 }),
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
      const csv = csvOf({ head: cells.map((_, i) => `c${i}`), rows: [cells] });
      const [, row = []] = z
        .array(z.array(z.string()))
        .parse(parse(csv, { record_delimiter: "\r\n" }));
      for (const cell of row) expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
      // Where a semicolon, a tab or a bar parts cells, no part of one is a formula either.
      for (const cell of row) expect(cell).not.toMatch(/[;\t\r\n|][\s"]*[=+\-@＝＋－＠]/u);
      expect(row.map(unguarded)).toEqual(cells.map(redacted));
    }),
    { numRuns: 2000 },
  );
});

test("numbers, yes and no, and empty cells are written bare", () => {
  expect(csvOf({ head: ["a", "b", "c", "d"], rows: [[-5, true, null, 'say "a, b"']] })).toBe(
    'a,b,c,d\r\n-5,true,,"say ""a, b"""\r\n',
  );
});
