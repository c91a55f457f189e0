/** How the paste travelled in the MacronLeaks case, traced through the command line. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { searchAnswerSchema } from "../../src/model/search-answer.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import {
  ARCHIVE_ITEM,
  COPY,
  DECOY,
  OPENING_POST,
  PASTE,
  POSOBIEC,
  POSOBIEC_TWEET,
  THREAD,
  WIKILEAKS,
  WIKILEAKS_TWEET,
} from "../macronleaks.ts";
import { type AskedCase, keysOf, MINUTE, onCase } from "./macronleaks-case.ts";
import { headwater, SEEDS } from "./run.ts";

let store: AskedCase["store"];
let trace: AskedCase["trace"];
let show: AskedCase["show"];
onCase((asked) => {
  ({ store, trace, show } = asked);
});

const sideOf = (answer: TraceAnswer, dispute: string, source: string) =>
  answer.disputes
    .find(({ name }) => name === dispute)
    ?.sides.find(({ sources }) => sources.some((one) => one.includes(source)));

describe("how did the EMLEAKS paste reach WikiLeaks?", () => {
  let answer: TraceAnswer;
  beforeAll(async () => {
    const asked = await trace("--from", PASTE, "--to", WIKILEAKS);
    expect(asked.code).toBe(0);
    answer = asked.answer;
  });

  it("by way of the /pol/ opening post and its thread", () => {
    expect(keysOf(answer.paths[0])).toEqual([PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET]);
  });

  it("order certain, basis reported, disputed", () => {
    expect(answer).toMatchObject({ order: "certain", basis: "reported", disputed: true });
    expect(answer.paths[0]?.hops.map((hop) => hop.order)).toEqual([
      "certain",
      "certain",
      "certain",
    ]);
  });

  it("on RFI's reading of what WikiLeaks linked, the paste did not", () => {
    expect(sideOf(answer, "wikileaks-link", "BBC")).toMatchObject({
      order: "certain",
      changes: [],
    });
    expect(sideOf(answer, "wikileaks-link", "RFI")).toMatchObject({ order: "none", path: null });
  });

  it("on RFI's reading the archive.org item did, and on the BBC's it did not", async () => {
    const asked = await trace("--from", ARCHIVE_ITEM, "--to", WIKILEAKS);
    expect(keysOf(asked.answer.paths[0])).toEqual([ARCHIVE_ITEM, WIKILEAKS_TWEET]);
    expect(sideOf(asked.answer, "wikileaks-link", "RFI")?.order).toBe("certain");
    expect(sideOf(asked.answer, "wikileaks-link", "BBC")?.order).toBe("none");
  });

  it("each hop names a claim with evidence hash, place and quote", () => {
    for (const hop of answer.paths[0]?.hops ?? []) {
      expect(hop.claims.length).toBeGreaterThan(0);
      for (const number of [...hop.claims, ...hop.timeClaims]) {
        const citation = answer.citations[number - 1];
        expect(citation?.number).toBe(number);
        expect(citation?.evidence.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
        expect(citation?.place.bytes[1]).toBeGreaterThan(citation?.place.bytes[0] ?? 0);
        expect(citation?.quoteState).toBe("read");
        expect(citation?.quote).not.toBe("");
      }
    }
  });

  it("the quote is really at that place", async () => {
    const names = ["items.csv", "bbc-trending.csv", "press.csv", "measured.csv"];
    const files = new Map(
      await Promise.all(
        names.map(async (name) => [name, await readFile(join(SEEDS, name))] as const),
      ),
    );
    expect(answer.citations.length).toBeGreaterThan(5);
    for (const { evidence, place, quote } of answer.citations) {
      const slice = files
        .get(evidence.name)
        ?.subarray(...place.bytes)
        .toString("utf8");
      const written = place.as === "csv" ? (quote ?? "").replaceAll('"', '""') : (quote ?? "");
      expect(slice).toContain(written);
    }
  });

  it("says how many more paths inferred edges would give, and which", () => {
    const more = answer.moreIfInferred.paths.map((path) => path.join(" > "));
    expect(more).toContain([PASTE, COPY, WIKILEAKS_TWEET].join(" > "));
    expect(more).toContain(
      [PASTE, OPENING_POST, THREAD, POSOBIEC_TWEET, WIKILEAKS_TWEET].join(" > "),
    );
    expect(answer.moreIfInferred.count).toBe(more.length);
  });

  it("carries coverage, software, evidence and a digest that can be had again", async () => {
    expect(answer.coverage.map(({ platform }) => platform)).toContain("4chan/pol");
    expect(answer.software).toMatch(/^headwater \d/);
    expect(answer.evidence.files).toBe(5);
    const again = await trace("--from", PASTE, "--to", WIKILEAKS);
    expect(again.answer).toEqual(answer);
    expect(again.answer.digest).toMatch(/^sha256:/);
  });

  it("never calls it certain alone, in text", async () => {
    const { out } = await headwater([
      "trace",
      "--store",
      store,
      "--from",
      PASTE,
      "--to",
      WIKILEAKS,
    ]);
    expect(out).toContain("Order certain, basis reported, disputed.");
    expect(out).not.toContain("\u001b");
  });
});

describe("with inferred edges admitted", () => {
  it("the archive copy and the branch by Posobiec are paths, each hop said to be inferred", async () => {
    const { answer } = await trace(
      ...["--from", PASTE, "--to", WIKILEAKS, "--basis", "inferred", "--paths", "10"],
    );
    const paths = answer.paths.map((path) => ({ keys: keysOf(path), path }));
    const copy = paths.find(({ keys }) => keys.join() === [PASTE, COPY, WIKILEAKS_TWEET].join());
    expect(copy?.path.hops.map((hop) => hop.basis)).toEqual(["inferred", "inferred"]);
    const branch = paths.find(
      ({ keys }) =>
        keys.join() === [PASTE, OPENING_POST, THREAD, POSOBIEC_TWEET, WIKILEAKS_TWEET].join(),
    );
    expect(branch?.path.hops.at(-1)).toMatchObject({
      relation: "MATCHES",
      basis: "inferred",
      inferred: { method: "same-link", thing: THREAD },
      marks: expect.arrayContaining(["inferred"]),
    });
    const main = paths.find(
      ({ keys }) => keys.join() === [PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET].join(),
    );
    expect(main?.path.basis).toBe("reported");
  });
});

describe("what if something had not been there?", () => {
  it("without 4chan/pol there is no path: exit 1, and the near miss is the inferred copy", async () => {
    const { code, answer } = await trace(
      ...["--from", PASTE, "--to", WIKILEAKS, "--without", "4chan/pol"],
    );
    expect(code).toBe(1);
    expect(answer).toMatchObject({ order: "none", basis: null, paths: [] });
    expect(answer.nearMiss).toMatchObject({
      breaks: ["basis"],
      path: [PASTE, COPY, WIKILEAKS_TWEET],
    });
    expect(answer.nearMiss?.says.length).toBe(2);
  });

  it("without @JackPosobiec it is still reached", async () => {
    const { code, answer } = await trace(
      ...["--from", PASTE, "--to", WIKILEAKS, "--without", POSOBIEC],
    );
    expect(code).toBe(0);
    expect(answer.order).toBe("certain");
  });
});

describe("how long did it take?", () => {
  it("from Posobiec's tweet to WikiLeaks' tweet: exactly 2,494,980 ms, if inferred edges are admitted", async () => {
    const ends = ["--from", POSOBIEC_TWEET, "--to", WIKILEAKS_TWEET];
    const { answer } = await trace(...ends, "--basis", "inferred");
    expect(answer.paths[0]?.elapsed).toEqual({ least: 2_494_980, most: 2_494_980 });
    expect(answer.basis).toBe("inferred");
    const { out } = await headwater(["trace", "--store", store, ...ends, "--basis", "inferred"]);
    expect(out).toContain("exactly 41 min 34.980 s");
  });

  it("and at the default floor there is no such path", async () => {
    const { code, answer } = await trace("--from", POSOBIEC_TWEET, "--to", WIKILEAKS_TWEET);
    expect(code).toBe(1);
    expect(answer.order).toBe("none");
    expect(answer.nearMiss?.breaks).toEqual(["basis"]);
  });

  it("from the /pol/ post to Posobiec: three intervals, one for each side and one granting both", async () => {
    const { answer } = await trace("--from", OPENING_POST, "--to", POSOBIEC);
    expect(answer.order).toBe("certain");
    expect(answer.paths[0]?.elapsed).toEqual({
      least: 12 * MINUTE + 30_105,
      most: 14 * MINUTE + 30_104,
    });
    const minute = answer.disputes.find(({ kind }) => kind === "time");
    const early = minute?.sides.find(({ sources }) => !sources.includes("RFI"));
    const late = minute?.sides.find(({ sources }) => sources.includes("RFI"));
    expect(early?.sources).toContain("BBC Trending");
    expect(early?.elapsed).toEqual({ least: 13 * MINUTE + 30_105, most: 14 * MINUTE + 30_104 });
    expect(late?.sources).toEqual(["RFI"]);
    expect(late?.elapsed).toEqual({ least: 12 * MINUTE + 30_105, most: 13 * MINUTE + 30_104 });
  });
});

describe("what must not be taken for the leak's path", () => {
  it("the decoy matches a search for the dump", async () => {
    const { out } = await headwater(["search", "macron", "leaks", "--store", store, "--json"]);
    const keys = searchAnswerSchema.parse(JSON.parse(out)).hits.map(({ key }) => key);
    expect(keys).toContain(DECOY);
  });

  it("and is on no path, with inferred edges too", async () => {
    for (const to of ["twitter", "4chan/pol", WIKILEAKS, PASTE]) {
      expect((await trace("--from", DECOY, "--to", to, "--basis", "inferred")).code).toBe(1);
    }
    for (const from of ["4chan/pol", "twitter", PASTE]) {
      expect((await trace("--from", from, "--to", DECOY, "--basis", "inferred")).code).toBe(1);
    }
  });

  it("that the poster of 3 May tipped Posobiec off is shown, and never traversed", async () => {
    const post = "case:macronleaks/latvian-flag-post";
    const { code, answer } = await trace("--from", post, "--to", POSOBIEC, "--basis", "inferred");
    expect(code).toBe(1);
    expect(answer.remarks.some(({ kind }) => kind === "told")).toBe(true);
  });

  it("the 87 retweets are a count with its source, not items", async () => {
    const { remarks, edges, citations } = await show(POSOBIEC_TWEET);
    const counts = remarks.filter(({ kind, value }) => kind === "count" && value === "87");
    expect(counts.length).toBeGreaterThan(0);
    for (const count of counts) {
      expect(citations[count.citation - 1]?.source?.name).toBeDefined();
    }
    expect(edges.filter(({ relation }) => relation === "RESHARED_BY")).toEqual([]);
  });

  it("the Latvian flag stands with its poster's denial and the note that flags are faked", async () => {
    const { remarks } = await show("case:macronleaks/latvian-flag-post");
    const flag = remarks.find(({ kind, relation }) => kind === "attribute" && relation === "flag");
    expect(flag?.value).toContain("Latvia");
    expect(flag?.caution).toContain("easily faked");
    expect(
      remarks.some(({ kind, relation }) => kind === "assertion" && relation === "denial"),
    ).toBe(true);
  });
});
