/** Striking out an evidence file gives what a store that never saw it would give. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Claim, StoredClaim } from "../../src/model/claim.ts";
import { EMPTY_REPORT, type EvidenceRecord, type Hash } from "../../src/model/evidence.ts";
import type { Key } from "../../src/model/key.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { Loaded, type TraceReader } from "../../src/trace/loaded.ts";
import { type TraceQuestion, traceQuestionSchema } from "../../src/trace/question.ts";
import { withoutEvidence } from "../../src/trace/rest.ts";
import { show } from "../../src/trace/show.ts";
import { trace } from "../../src/trace/trace.ts";
import { edge, readQuote, thing } from "./ask.ts";
import { anyClaims, flowingClaims, ITEMS } from "./claims.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

const WORDS = "one two three four five six seven eight nine ten eleven twelve".split(" ");

/** The record with one of a few texts, most of which are alike. */
function withText(claim: Claim, i: number): Claim {
  const text = [WORDS, WORDS.with(0, "none"), WORDS.toReversed()][i % 3]?.join(" ") ?? "";
  if (claim.subject === undefined) return claim;
  return { ...claim, facts: [...claim.facts, { fact: "item", item: claim.subject, text }] };
}

const RUNS = Number(process.env["HEADWATER_RESTS"] ?? 300);
const [ONE, OTHER]: [Hash, Hash] = [`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`];

const record = (hash: Hash): EvidenceRecord => ({
  ...{ hash, name: `${hash.slice(-3)}.json`, size: 1, manifest: null, importer: null },
  ...{ reconstruction: false, report: { ...EMPTY_REPORT, claims: 2 } },
});

const loadFiles = (claims: readonly StoredClaim[], files: readonly Hash[]): Promise<Loaded> =>
  Loaded.from(new ClaimsReader(claims, files.map(record)));

const asks = (loaded: Loaded, question: Partial<TraceQuestion>): Promise<TraceAnswer> =>
  trace(loaded, traceQuestionSchema.parse(question), readQuote, "test");

/** An answer less what says that a file was struck out. */
function told({ question, ends, assumptions, digest, ...answer }: TraceAnswer) {
  const { withoutEvidence: asked, ...rest } = question;
  const { withoutEvidence: struck, ...others } = ends;
  const own = assumptions.filter((one) => !one.startsWith("Taken as never seen"));
  return { ...answer, question: rest, ends: others, assumptions: own };
}

async function gather<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** All that a reader shows, in no order. */
async function shownBy(reader: TraceReader) {
  const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).sort();
  const keys = new Set<Key>();
  for (const { subject, object } of await gather(reader.flowEdges())) keys.add(subject).add(object);
  return {
    flowEdges: sorted(await gather(reader.flowEdges())),
    otherEdges: sorted(await gather(reader.otherEdges())),
    disputed: sorted(await reader.disputed()),
    joins: sorted(await reader.joins()),
    members: sorted(await reader.members()),
    remarks: sorted(await reader.remarks()),
    about: sorted(await reader.claimsAbout([...ITEMS, ...keys], [])),
    one: sorted(await gather(reader.claimsIn(ONE))),
    other: sorted(await gather(reader.claimsIn(OTHER))),
  };
}

describe("a file that is struck out is one that was never seen", () => {
  test.each([
    ["of what flows", flowingClaims, 1],
    ["whatever is said", anyClaims, 0],
    ["of what is alike", flowingClaims.map((claims) => claims.map(withText)), 1],
  ])("%s", async (_, drawn, leastPaths) => {
    const seen = { changed: 0, path: 0 };
    await fc.assert(
      fc.asyncProperty(
        drawn,
        drawn,
        fc.constantFrom(...ITEMS),
        fc.constantFrom(...ITEMS),
        fc.constantFrom("reported", "inferred", "recorded"),
        async (left, out, from, to, basis) => {
          const stays = store(ONE, left);
          const both = await loadFiles([...stays, ...store(OTHER, out)], [ONE, OTHER]);
          const never = await loadFiles(stays, [ONE]);
          const asked = { from, to, basis, paths: 3 };
          const answer = await asks(both, { ...asked, withoutEvidence: [OTHER] });
          expect(told(answer)).toEqual(told(await asks(never, asked)));
          const rest = await withoutEvidence(both, [OTHER]);
          expect(await shownBy(rest.reader)).toEqual(await shownBy(never.reader));
          expect(await show(rest, from, readQuote, "test")).toEqual(
            await show(never, from, readQuote, "test"),
          );
          const before = await asks(both, asked);
          seen.path += Number(answer.order !== "none");
          seen.changed += Number(before.order !== answer.order);
        },
      ),
      { numRuns: RUNS, seed: 5 },
    );
    expect(seen.changed).toBeGreaterThan(RUNS / 100);
    expect(seen.path).toBeGreaterThanOrEqual(leastPaths);
  });
});

describe("of a small case", () => {
  const PASTE = "pastebin:aaaaaaaa";
  const POST = "4chan:pol/1";
  const link: Claim[] = [edge(POST, "LINKS_TO", PASTE)];
  const things = [thing(PASTE, 0), thing(POST, 1)];
  const load = () => loadFiles([...store(ONE, things), ...store(OTHER, link)], [ONE, OTHER]);
  const asked = { from: PASTE, to: POST };

  test("the way that only the file tells is gone, and the answer says why", async () => {
    const loaded = await load();
    expect((await asks(loaded, asked)).order).toBe("certain");
    const without = await asks(loaded, { ...asked, withoutEvidence: [OTHER] });
    expect(without).toMatchObject({
      ...{ order: "none", basis: null, evidence: { files: 1 } },
      ends: { withoutEvidence: [{ hash: OTHER, name: "222.json", claims: 2 }] },
    });
    expect(without.assumptions[0]).toBe(
      `Taken as never seen: the evidence file 222.json (${OTHER}) with its 2 claims.`,
    );
    expect((await asks(loaded, asked)).order).toBe("certain");
  });

  test("a file that is not loaded changes nothing, and is said not to be in evidence", async () => {
    const absent: Hash = `sha256:${"3".repeat(64)}`;
    const answer = await asks(await load(), { ...asked, withoutEvidence: [absent] });
    expect(answer).toMatchObject({
      order: "certain",
      ends: { withoutEvidence: [{ hash: absent, name: null, claims: 0 }] },
    });
    expect(answer.assumptions[0]).toContain("is not in evidence");
  });

  test("what words name is looked up in all files, which the limits say", async () => {
    const words = { ...asked, from: '"pastebin:aaaaaaaa"', withoutEvidence: [OTHER] };
    expect((await asks(await load(), words)).limits.join()).toContain("those left out too");
    const keys = { ...asked, withoutEvidence: [OTHER] };
    expect((await asks(await load(), keys)).limits.join()).not.toContain("those left out too");
  });
});

class FailingOnce extends ClaimsReader {
  #fails = true;

  override async *claimsIn(hash: Hash) {
    if (this.#fails) {
      this.#fails = false;
      throw new Error("the store does not answer");
    }
    yield* super.claimsIn(hash);
  }

  override async claimsOf(ids: Parameters<ClaimsReader["claimsOf"]>[0]) {
    if (this.#fails) {
      this.#fails = false;
      throw new Error("the store does not answer");
    }
    return super.claimsOf(ids);
  }
}

describe("a store that fails to answer once", () => {
  const claims = [
    ...store(ONE, [thing("4chan:pol/1", 0)]),
    ...store(OTHER, [thing("4chan:pol/2")]),
  ];
  const load = () => Loaded.from(new FailingOnce(claims, [ONE, OTHER].map(record)));

  test("is asked again for what is left without a file", async () => {
    const loaded = await load();
    await expect(withoutEvidence(loaded, [ONE])).rejects.toThrow("does not answer");
    expect((await withoutEvidence(loaded, [ONE])).evidence.has(ONE)).toBe(false);
  });

  test("is asked again for a side", async () => {
    const loaded = await load();
    const without = new Set(claims.slice(0, 1).map(({ id }) => id));
    await expect(loaded.view("reported", without)).rejects.toThrow("does not answer");
    expect((await loaded.view("reported", without)).filter.without).toEqual(without);
  });
});
