import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { timeline } from "../../src/analysis/timeline.ts";
import type { Claim, RemarkFact } from "../../src/model/claim.ts";
import { EMPTY_REPORT, type EvidenceRecord } from "../../src/model/evidence.ts";
import { highOf, lowOf } from "../../src/model/time.ts";
import {
  TIMELINE_MARK,
  type TimelineAnswer,
  timelineAnswerSchema,
} from "../../src/model/timeline-answer.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { readFrame } from "../../src/trace/part/frame.ts";
import { readPart } from "../../src/trace/part/part.ts";
import { wantedFor } from "../../src/trace/part/wanted.ts";
import { timelineQuestionSchema } from "../../src/trace/question.ts";
import { edge, HASH, load, member, minute, published, thing } from "../trace/ask.ts";
import { flowingClaims } from "../trace/claims.ts";
import { ClaimsReader, store } from "../trace/claims-reader.ts";
import { cases } from "../trace/part-cases.ts";
import { PartClaimsReader } from "../trace/part-reader.ts";

const post = (number: number) => `4chan:pol/${number}`;
const tweet = (number: number) => `twitter:status/${number}`;

async function line(
  loaded: Loaded,
  asked: z.input<typeof timelineQuestionSchema> = {},
): Promise<TimelineAnswer> {
  const question = timelineQuestionSchema.parse(asked);
  const readQuote = async () => ({ text: "words", state: "read" as const });
  return timelineAnswerSchema.parse(await timeline(loaded, question, readQuote, "test"));
}

const keysOf = ({ items }: TimelineAnswer) => items.key;
/** Edges by the keys of their ends. */
const edgesOf = ({ items, edges }: TimelineAnswer): string[] =>
  edges.giver.map(
    (giver, i) =>
      `${items.key[giver]} ${edges.relation[i]} ${items.key[edges.receiver[i] ?? -1]} ${edges.certain[i] === 1 ? "certain" : "possible"}`,
  );

const remark = (fact: Partial<RemarkFact>): Claim => ({
  place: { bytes: [0, 1], record: 1, as: "json" },
  basis: "reported",
  facts: [{ fact: "remark", kind: "event", subject: "a vote", relation: "blackout", ...fact }],
});
const during = (from: number | null, to: number | null) => ({
  earliest: from === null ? null : minute(from),
  latest: to === null ? null : minute(to),
});

describe("a timeline", () => {
  test("puts every item on a line of its platform, fringe first, in the order of time", async () => {
    const answer = await line(
      await load([
        thing(tweet(2), 9, { by: "twitter:@b" }),
        thing("case:t/news", 12, { platform: "news.example" }),
        member("tier:mainstream", "news.example"),
        thing(post(1), [1, 4]),
        thing(tweet(1), 5, { by: "twitter:@a" }),
        member("tier:mainstream", "twitter:@b"),
        thing("case:t/nowhere", 3),
      ]),
    );
    expect(answer.lanes).toEqual([
      { platform: "4chan/pol", tier: "fringe" },
      { platform: "twitter", tier: "bridge" },
      { platform: "news.example", tier: "mainstream" },
      { platform: "twitter", tier: "mainstream" },
      { platform: null, tier: null },
    ]);
    expect(keysOf(answer)).toEqual([post(1), "case:t/nowhere", tweet(1), tweet(2), "case:t/news"]);
    expect(answer.items.lane).toEqual([0, 4, 1, 3, 2]);
    expect(answer.items.earliest).toEqual([1, 3, 5, 9, 12].map(minute));
    expect(answer.items.latest[0]).toBe(minute(4));
    expect(answer.items.account.map((at) => answer.accounts.key[at] ?? null)).toEqual([
      ...[null, null, "twitter:@a", "twitter:@b", null],
    ]);
    expect(answer.order).toBe("none");
  });

  test("invents no time: what has none is listed apart, and an open end stays open", async () => {
    const answer = await line(
      await load([thing(post(1), [null, 4]), thing(post(2)), thing(post(3), [6, null])]),
    );
    expect(keysOf(answer)).toEqual([post(1), post(3)]);
    expect(answer.items.earliest).toEqual([null, minute(6)]);
    expect(answer.items.latest).toEqual([minute(4), null]);
    expect(answer.untimed.map(({ key }) => key)).toEqual([post(2)]);
  });

  test("tells what order facts have narrowed, and from what", async () => {
    const answer = await line(
      await load([thing(post(1), [0, 9]), thing(tweet(1), 5), edge(tweet(1), "LINKS_TO", post(1))]),
    );
    expect(answer.items).toMatchObject({
      earliest: [0, minute(5)],
      latest: [minute(5), minute(5)],
    });
    expect(answer.narrowed).toEqual({ item: [0], earliest: [0], latest: [minute(9)] });
  });

  test("tells edges with whether they flow in every world, and none that no world allows", async () => {
    const answer = await line(
      await load([
        thing(post(1), 0),
        thing(post(2), [0, 9]),
        thing(post(3), 9),
        thing(tweet(1), 5),
        edge(tweet(1), "LINKS_TO", post(1)),
        edge(post(2), "MATCHES", tweet(1)),
        edge(post(3), "MATCHES", tweet(1)),
      ]),
    );
    expect(edgesOf(answer).sort()).toEqual([
      `${post(1)} LINKS_TO ${tweet(1)} certain`,
      `${post(2)} MATCHES ${tweet(1)} possible`,
    ]);
    expect(answer).toMatchObject({
      order: "possible",
      basis: "reported",
      leftOut: { impossible: 1, toOthers: 0 },
    });
  });

  test("marks what is known only by reference, what is disputed, and reconstructions", async () => {
    const claims = store(HASH, [
      thing(tweet(1), 5),
      edge(tweet(1), "LINKS_TO", "pastebin:aaaaaaaa", { at: 5 }),
      published(tweet(1), 5, { source: "A" }),
      published(tweet(2), 5, { source: "A" }),
      published(tweet(2), 8, { source: "B" }),
    ]);
    const file: EvidenceRecord = {
      ...{ hash: HASH, name: "one.json", size: 1, manifest: null, importer: null },
      ...{ reconstruction: true, report: EMPTY_REPORT },
    };
    const answer = await line(await Loaded.from(new ClaimsReader(claims, [file])));
    const marks = new Map<string, number>(
      keysOf(answer).map((key, i) => [key, answer.items.marks[i] ?? 0]),
    );
    const has = (key: string, mark: keyof typeof TIMELINE_MARK) =>
      ((marks.get(key) ?? 0) & TIMELINE_MARK[mark]) !== 0;
    expect(has("pastebin:aaaaaaaa", "knownOnlyByReference")).toBe(true);
    expect(has(tweet(1), "knownOnlyByReference")).toBe(false);
    expect(has(tweet(1), "reconstruction")).toBe(true);
    expect(has(tweet(2), "reconstruction")).toBe(false);
    expect([tweet(1), tweet(2)].map((key) => has(key, "disputed"))).toEqual([false, true]);
    expect(answer.disputes.map(({ about }) => about)).toEqual([[tweet(2)]]);
    expect(answer.disputed).toBe(true);
    expect(answer.limits.join()).toContain("1 of 1 evidence file has no manifest");
  });

  test("about some items is of them and their neighbours, and of the edges between", async () => {
    const loaded = await load([
      ...[1, 2, 3, 4].map((n) => thing(tweet(n), n)),
      edge(tweet(2), "QUOTES", tweet(1)),
      edge(tweet(3), "QUOTES", tweet(2)),
      edge(tweet(3), "QUOTES", tweet(1)),
      edge(tweet(4), "QUOTES", tweet(3)),
    ]);
    const answer = await line(loaded, { about: [tweet(2)] });
    expect(keysOf(answer)).toEqual([tweet(1), tweet(2), tweet(3)]);
    expect(answer.items.marks.map((mark) => mark & TIMELINE_MARK.asked)).toEqual([0, 1, 0]);
    expect(edgesOf(answer)).toEqual([
      `${tweet(1)} QUOTES ${tweet(2)} certain`,
      `${tweet(2)} QUOTES ${tweet(3)} certain`,
    ]);
    expect(await line(loaded, { about: ["gab"] })).toMatchObject({
      ends: [{ asked: "gab", inEvidence: false, items: 0 }],
      items: { key: [] },
      basis: null,
    });
  });

  test("counts what window and limit leave out", async () => {
    const loaded = await load([
      ...[1, 2, 3, 4, 5].map((n) => thing(tweet(n), n)),
      thing(tweet(6)),
      edge(tweet(5), "QUOTES", tweet(2)),
      edge(tweet(2), "QUOTES", tweet(1)),
    ]);
    const windowed = await line(loaded, { between: during(2, 4) });
    expect(keysOf(windowed)).toEqual([tweet(2), tweet(3), tweet(4)]);
    expect(windowed.leftOut).toMatchObject({ outside: 2, overLimit: 0, toOthers: 2 });
    const cut = await line(loaded, { limit: 2 });
    expect(keysOf(cut)).toEqual([tweet(1), tweet(2)]);
    expect(cut.leftOut).toMatchObject({ outside: 0, overLimit: 3, toOthers: 1 });
    const near = await line(loaded, { about: [tweet(2)], limit: 1 });
    expect(keysOf(near)).toEqual([tweet(2)]);
  });

  test("shades events that have a time; all else said stands beside, each with its claim", async () => {
    const answer = await line(
      await load([
        thing(tweet(1), 5),
        remark({ time: during(3, 8) }),
        remark({ subject: "a court case" }),
        remark({ subject: "much later", time: during(90, null) }),
        remark({ kind: "count", subject: tweet(1), relation: "retweets", value: "87" }),
        remark({ kind: "assertion", subject: tweet(1), relation: "says", value: "so it was" }),
        remark({ kind: "attribute", subject: tweet(1), relation: "flag", value: "x" }),
      ]),
      { between: during(0, 60) },
    );
    expect(answer.events.map(({ subject }) => subject)).toEqual(["a vote"]);
    expect(answer.notes.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["assertion", tweet(1)],
      ["event", "a court case"],
      ["count", tweet(1)],
    ]);
    const cited = new Set(answer.citations.map(({ number }) => number));
    for (const { citation } of [...answer.events, ...answer.notes]) {
      expect(cited.has(citation)).toBe(true);
    }
  });

  test("about some items shades what happened in their span, and notes only what is about them", async () => {
    const answer = await line(
      await load([
        thing(tweet(1), 5),
        thing(tweet(2), 9),
        edge(tweet(2), "QUOTES", tweet(1)),
        thing(post(1), 50),
        remark({ time: during(6, 7) }),
        remark({ subject: "later", time: during(40, 60) }),
        remark({ kind: "count", subject: post(1), relation: "replies", value: "3" }),
        remark({ kind: "count", subject: tweet(2), relation: "retweets", value: "3" }),
      ]),
      { about: [tweet(1)] },
    );
    expect(answer.events.map(({ subject }) => subject)).toEqual(["a vote"]);
    expect(answer.notes.map(({ subject }) => subject)).toEqual([tweet(2)]);
  });
});

/** Items of 4chan, tweets, pages and others, drawn with all that can be said of them. */
const drawn = fc.array(flowingClaims, { maxLength: 3 }).map((some) => some.flat());

test("on drawn claims: columns are of one length, in order, and their numbers are in range", async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (claims) => {
      const { items, edges, lanes, accounts, narrowed, untimed, digest } = await line(
        await load(claims),
      );
      for (const column of Object.values(items)) expect(column).toHaveLength(items.key.length);
      for (const column of Object.values(edges)) expect(column).toHaveLength(edges.giver.length);
      const isItem = (at: number) => at >= 0 && at < items.key.length;
      expect([...edges.giver, ...edges.receiver, ...narrowed.item].every(isItem)).toBe(true);
      expect(items.lane.every((at) => at >= 0 && at < lanes.length)).toBe(true);
      expect(items.account.every((at) => at >= -1 && at < accounts.key.length)).toBe(true);
      expect(new Set([...items.key, ...untimed.map(({ key }) => key)]).size).toBe(
        items.key.length + untimed.length,
      );
      const bounds = items.key.map((_, i) => ({
        earliest: items.earliest[i] ?? null,
        latest: items.latest[i] ?? null,
      }));
      for (const [i, bound] of bounds.entries()) {
        expect(Number.isFinite(lowOf(bound)) || Number.isFinite(highOf(bound))).toBe(true);
        const before = bounds[i - 1];
        if (before) expect(lowOf(before)).toBeLessThanOrEqual(lowOf(bound));
      }
      for (const [i, item] of narrowed.item.entries()) {
        const stated = {
          earliest: narrowed.earliest[i] ?? null,
          latest: narrowed.latest[i] ?? null,
        };
        const told = bounds[item];
        if (told === undefined) throw new Error("narrowed is of an item");
        expect(lowOf(stated)).toBeLessThanOrEqual(lowOf(told));
        expect(highOf(stated)).toBeGreaterThanOrEqual(highOf(told));
      }
      expect((await line(await load([...claims].reverse()))).items).toEqual(items);
      expect(digest).toMatch(/^sha256:/);
    }),
    { numRuns: 150, seed: 7 },
  );
});

test("a part of a large store tells the same items and edges about a thing; all of it is refused", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(cases(14), async ({ claims, keys }) => {
      const reader = await PartClaimsReader.over(store(HASH, claims));
      const whole = await Loaded.from(reader);
      const asked = timelineQuestionSchema.parse({ about: keys.slice(0, 2) });
      const view = await whole.view(asked.basis);
      if (whole.graph(view).conflicts.length > 0) return;
      const frame = await readFrame(reader);
      const part = await readPart(reader, frame, { kind: "timeline", question: asked });
      const [wanted, got] = [await line(whole, asked), await line(part.loaded, asked)];
      const named = (answer: TimelineAnswer) =>
        [...keysOf(answer), ...answer.untimed.map(({ key }) => key)].sort();
      expect(named(got)).toEqual(named(wanted));
      const pairs = (answer: TimelineAnswer) =>
        edgesOf(answer).map((one) => one.replace(/ (?:certain|possible)$/, ""));
      if (wanted.leftOut.impossible + got.leftOut.impossible === 0) {
        expect(pairs(got).sort()).toEqual(pairs(wanted).sort());
      }
      compared += Number(wanted.edges.giver.length > 0);
    }),
    { numRuns: 150, seed: 11 },
  );
  expect(compared).toBeGreaterThan(30);
  const all = { kind: "timeline", question: timelineQuestionSchema.parse({}) } as const;
  expect(() => wantedFor(all)).toThrow("too large to be read whole");
});
