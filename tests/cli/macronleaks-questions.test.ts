/** What else a correct tracer answers on the MacronLeaks case: crossings, delays, spread, hinges, what stands first. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Citation } from "../../src/model/answer.ts";
import { type FirstAnswer, firstAnswerSchema } from "../../src/model/first-answer.ts";
import {
  adoptionAnswerSchema,
  crossingsAnswerSchema,
  latencyAnswerSchema,
} from "../../src/model/journey-answer.ts";
import { reachAnswerSchema, whatIfAnswerSchema } from "../../src/model/reach-answer.ts";
import {
  ARCHIVE_ITEM,
  OPENING_POST,
  PASTE,
  POSOBIEC_TWEET,
  THREAD,
  WIKILEAKS,
  WIKILEAKS_TWEET,
} from "../macronleaks.ts";
import { type AskedCase, at, keysOf, MINUTE, onCase } from "./macronleaks-case.ts";
import { headwater, SEEDS } from "./run.ts";

let folder: AskedCase["folder"];
let store: AskedCase["store"];
let trace: AskedCase["trace"];
let show: AskedCase["show"];
onCase((asked) => {
  ({ folder, store, trace, show } = asked);
});

/** The words that some citations quote. */
const wordsOf = (
  { citations }: { citations: readonly Citation[] },
  numbers: readonly number[] = [],
): (string | null | undefined)[] => numbers.map((n) => citations[n - 1]?.quote);

async function first(from: string, ...selectors: string[]): Promise<FirstAnswer> {
  const { out, err } = await headwater(["first", "--store", from, "--json", ...selectors]);
  expect(err).toBe("");
  return firstAnswerSchema.parse(JSON.parse(out));
}

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
