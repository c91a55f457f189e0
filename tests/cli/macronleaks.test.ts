/** What a correct tracer answers on the MacronLeaks case, asked through the command line. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Citation } from "../../src/model/answer.ts";
import { type FirstAnswer, firstAnswerSchema } from "../../src/model/first-answer.ts";
import {
  adoptionAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
} from "../../src/model/journey-answer.ts";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../src/model/reach-answer.ts";
import { importAnswerSchema } from "../../src/model/report.ts";
import { searchAnswerSchema } from "../../src/model/search-answer.ts";
import { type ShowAnswer, showAnswerSchema } from "../../src/model/show-answer.ts";
import { type TraceAnswer, traceAnswerSchema } from "../../src/model/trace-answer.ts";
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
import { headwater, makeFolder, removeFolder, SEEDS } from "./run.ts";

const MINUTE = 60_000;
const at = (clock: string): number => Date.parse(`2017-05-05T${clock}Z`);

let folder: string;
let store: string;

beforeAll(async () => {
  folder = await makeFolder();
  store = join(folder, "case.db");
  const { code, out, err } = await headwater(["import", SEEDS, "--store", store, "--json"]);
  expect(err).toBe("");
  const answer = importAnswerSchema.parse(JSON.parse(out));
  expect(answer.files.filter(({ status }) => status !== "imported")).toEqual([]);
  expect(code).toBe(0);
});
afterAll(() => removeFolder(folder));

async function trace(...args: string[]): Promise<{ code: number; answer: TraceAnswer }> {
  const { code, out, err } = await headwater(["trace", "--store", store, "--json", ...args]);
  expect(err).toBe("");
  return { code, answer: traceAnswerSchema.parse(JSON.parse(out)) };
}
async function show(selector: string, from = store): Promise<ShowAnswer> {
  const { out } = await headwater(["show", "--store", from, "--json", selector]);
  return showAnswerSchema.parse(JSON.parse(out));
}
async function first(from: string, ...selectors: string[]): Promise<FirstAnswer> {
  const { out, err } = await headwater(["first", "--store", from, "--json", ...selectors]);
  expect(err).toBe("");
  return firstAnswerSchema.parse(JSON.parse(out));
}
const keysOf = (path: TraceAnswer["paths"][number] | undefined): string[] =>
  path === undefined ? [] : [path.hops[0]?.from.key ?? "", ...path.hops.map((hop) => hop.to.key)];
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

/** The words that some citations quote. */
const wordsOf = (
  { citations }: { citations: readonly Citation[] },
  numbers: readonly number[] = [],
): (string | null | undefined)[] => numbers.map((n) => citations[n - 1]?.quote);

describe("how did it cross, how long did it take, how did it spread?", () => {
  async function asked<T>(schema: { parse(value: unknown): T }, ...args: string[]): Promise<T> {
    const { code, out, err } = await headwater([...args, "--store", store, "--json"]);
    expect([code, err]).toEqual([0, ""]);
    return schema.parse(JSON.parse(out));
  }

  it("the paste crosses to the bridge by Posobiec's tweet, then by that of WikiLeaks", async () => {
    const answer = await asked(crossingsAnswerSchema, "crossings", "--from", PASTE);
    expect(answer).toMatchObject({ order: "certain", basis: "reported", disputed: true });
    expect(answer.tiers.map(({ tier, hops }) => [tier, hops])).toEqual([["bridge", 2]]);
    expect(answer.crossings.map(({ path }) => keysOf(path))).toEqual([
      [PASTE, OPENING_POST, THREAD, POSOBIEC_TWEET],
      [PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET],
    ]);
    expect(answer.crossings[0]?.path.elapsed).toEqual({
      least: at("18:49:30.104") - at("17:59:59.999"),
      most: at("18:49:30.104") - at("17:30:00.000"),
    });
  });

  it("the board's post follows the paste by 35 to 67 minutes", async () => {
    const answer = await asked(latencyAnswerSchema, "latency", "--from", PASTE);
    expect(answer.table).toMatchObject([
      {
        giver: "pastebin",
        receiver: "4chan",
        n: 1,
        certain: 1,
        attained: true,
        quartiles: { median: { least: 35 * MINUTE + 1, most: 67 * MINUTE - 1 } },
      },
    ]);
    const [example] = answer.table[0]?.examples ?? [];
    expect(example).toMatchObject({ from: { key: PASTE }, to: { key: OPENING_POST } });
    expect(wordsOf(answer, example?.claims)).toEqual([
      "The board post links to the files on Pastebin titled EMLEAKS.",
    ]);
    expect(wordsOf(answer, example?.timeClaims)).toContain("just before 19:00 BST");
  });

  it("two tweets carry the tag, the second within three minutes", async () => {
    const answer = await asked(adoptionAnswerSchema, "adoption", "tag:macronleaks");
    expect(
      answer.whole.steps.map(({ time, items }) => [time, items.certain, items.possible]),
    ).toEqual([
      [at("18:49:30.104"), 1, 1],
      [at("18:56:00.000"), 1, 2],
      [at("18:58:59.999"), 2, 2],
    ]);
  });

  it("of what nothing took is none: exit 1", async () => {
    const { code, out } = await headwater(["adoption", "reddit", "--store", store]);
    expect(code).toBe(1);
    expect(out).toContain("reddit is not in evidence");
  });
});

describe("what does it hang on, and what did it reach?", () => {
  const ends = ["--from", PASTE, "--to", WIKILEAKS];

  it("WikiLeaks' tweet on the post and the thread, and on neither if RFI is right", async () => {
    const asked = ["what-if", "--store", store, ...ends, "--without", "4chan"];
    const { code, out, err } = await headwater([...asked, "--json"]);
    expect([code, err]).toEqual([0, ""]);
    const answer = whatIfAnswerSchema.parse(JSON.parse(out));
    expect(answer).toMatchObject({ order: "certain", basis: "reported", disputed: true });
    expect(answer.mandatory.items.map(({ key }) => key)).toEqual([OPENING_POST, THREAD]);
    expect(answer.mandatory.items.map(({ shown }) => shown.hops)).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(keysOf(answer.path ?? undefined)).toEqual([
      PASTE,
      OPENING_POST,
      THREAD,
      WIKILEAKS_TWEET,
    ]);
    expect(wordsOf(answer, answer.path?.hops[2]?.claims)).toEqual([
      "WikiLeaks passes on the link to the board.",
    ]);
    expect(answer.ways).toMatchObject({ paths: "1", exact: true });
    expect(answer.cuts.sets).toEqual([[OPENING_POST], [THREAD]]);
    expect(answer.removals).toMatchObject([{ asked: "4chan", order: "none" }]);
    const told = await headwater(asked);
    expect(told.out).toContain("Order certain, basis reported, disputed.");
    expect(told.out).toContain("Without 4chan (3 items out, 0 of them asked about): order none");
    expect(told.out).toContain(`(${OPENING_POST}): hops 1, 2\n`);
    expect(told.out).toContain(
      "written down, not quoted: WikiLeaks passes on the link to the board.",
    );
  });

  it("the paste two tweets, which without the thread it does not reach", async () => {
    const asked = ["reach", "--store", store, "--from", PASTE, "--to", "twitter"];
    const { code, out, err } = await headwater([...asked, "--without", THREAD, "--json"]);
    expect([code, err]).toEqual([0, ""]);
    const answer = reachAnswerSchema.parse(JSON.parse(out));
    expect(answer.items.map(({ item }) => item.key)).toEqual([POSOBIEC_TWEET, WIKILEAKS_TWEET]);
    expect(answer.removals).toMatchObject([{ order: "none", noLongerReached: { count: 2 } }]);
    const hops = answer.items.map(({ hop }) => [hop.from.key, wordsOf(answer, hop.timeClaims)]);
    expect(hops).toEqual([
      [THREAD, expect.arrayContaining(["19:49 BST"])],
      [THREAD, expect.any(Array)],
    ]);
    const told = (await headwater(asked)).out;
    expect(told).toContain("Reached in order certain: 2 items and ");
    expect(told).toContain(`(${THREAD}) is linked to by it, at 2017-05-05 18:49:30.104 UTC`);
    expect(told).toContain("“19:49 BST”");
  });

  it("what is not in evidence reaches nothing, and hangs on nothing: exit 1", async () => {
    for (const command of ["reach", "what-if"]) {
      const to = ["--from", "twitter:@nobody_here", "--to", "reddit"];
      const { code, out } = await headwater([command, "--store", store, ...to]);
      expect(code).toBe(1);
      expect(out).toContain("twitter:@nobody_here is not in evidence");
    }
  });
});

describe("which stands first?", () => {
  it("the archive.org item, order certain, granting that its metadata is in UTC", async () => {
    const answer = await first(store, ARCHIVE_ITEM, PASTE);
    expect(answer.order).toBe("certain");
    expect(answer.first.map(({ item }) => item.key)).toEqual([ARCHIVE_ITEM]);
    expect(answer.assumptions.join()).toMatch(/UTC.*archive\.org/);
    expect(answer.basis).toBe("reported");
    const alone = answer.perPlatform.flatMap(({ first: standing }) => standing);
    expect(alone.map(({ basis }) => basis)).toEqual(["reported", "reported"]);
  });

  it("on 4chan the Latvian-flag post, perhaps: the thread has no time but what its takers give it", async () => {
    const answer = await first(store, "4chan");
    const [group] = answer.perPlatform;
    expect(group).toMatchObject({
      order: "possible",
      missing: [{ item: THREAD, why: "dated only by others", stands: "perhaps" }],
    });
    expect(group?.first.map(({ item }) => item.key)).toEqual([
      "case:macronleaks/latvian-flag-post",
    ]);
    expect(answer.perTier.map(({ tier }) => tier)).toEqual(["fringe"]);
  });

  it("only possible when the manifest's zone is unknown", async () => {
    const amended = join(folder, "amended.db");
    await headwater(["import", SEEDS, "--store", amended]);
    const listed = await headwater(["evidence", "list", "--store", amended, "--json"]);
    const hash: string = JSON.parse(listed.out).evidence.find(
      (record: { name: string }) => record.name === "Macron_201705_meta.xml",
    ).hash;
    const manifest = JSON.parse(
      await readFile(join(SEEDS, "archive-org/Macron_201705_meta.xml.manifest.json"), "utf8"),
    );
    delete manifest.zone;
    const path = join(folder, "no-zone.json");
    await writeFile(path, JSON.stringify(manifest));
    const { code } = await headwater([
      "evidence",
      "amend",
      hash,
      "--manifest",
      path,
      "--store",
      amended,
    ]);
    expect(code).toBe(0);
    const answer = await first(amended, ARCHIVE_ITEM, PASTE);
    expect(answer.order).toBe("possible");
    expect(answer.first.map(({ item }) => item.key)).toContain(ARCHIVE_ITEM);
    expect(answer.assumptions.join()).toContain("widened over all zones");
  });

  it("the paste is bounded 17:30:00.000 to 17:59:59.999 UTC, our reading said so", async () => {
    const { item, times, citations } = await show(PASTE);
    expect(item?.published).toEqual({ earliest: at("17:30:00.000"), latest: at("17:59:59.999") });
    const time = times.find(({ kind }) => kind === "published");
    expect(time?.asWritten).toContain("just before 19:00 BST");
    expect(citations[(time?.claim ?? 0) - 1]?.source?.name).toBeDefined();
  });

  it("the paste links to files that are known only by reference, and to no archive.org item", async () => {
    const { edges } = await show(PASTE);
    const links = edges.filter(
      ({ relation, subject }) => relation === "LINKS_TO" && subject === PASTE,
    );
    expect(links.map(({ object }) => object)).toEqual(["case:macronleaks/files"]);
    expect((await show("case:macronleaks/files")).item?.attested).toBe(false);
    expect((await trace("--from", ARCHIVE_ITEM, "--to", PASTE, "--basis", "inferred")).code).toBe(
      1,
    );
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
