import { describe, expect, it } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { xGraphql } from "../../src/importers/twitter/x-graphql.ts";
import { zeeschuimer } from "../../src/importers/zeeschuimer/zeeschuimer.ts";
import {
  timeBefore,
  timeOfActivity,
} from "../../src/importers/zeeschuimer/zeeschuimer-linkedin-time.ts";
import { namedInText } from "../../src/importers/zeeschuimer/zeeschuimer-post.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const parseText = (text: string) =>
  collect(zeeschuimer.parse(inChunks(utf8(text), 4096), contextFrom(null)));
const parse = (lines: readonly unknown[]) =>
  parseText(lines.map((line) => JSON.stringify(line)).join("\n"));

const SEEN = 1_760_000_000_000;
const video = { id: "7288995634328177926", desc: "Flour", createTime: 1_697_101_549 };
const line = {
  nav_index: "1:4:0",
  item_id: "7288995634328177926",
  timestamp_collected: SEEN,
  source_platform: "tiktok.com",
  source_platform_url: "https://www.tiktok.com/search?q=flour",
  source_url: "https://www.tiktok.com/api/search?msToken=SECRET",
  user_agent: "Mozilla/5.0",
  data: video,
};

describe("an envelope", () => {
  it("never gives the address of the request, which can hold tokens", async () => {
    const { data, ...meta } = line;
    const strange = { ...line, source_url: { token: "SECRET" } };
    const results = await parse([line, { ...data, __import_meta: meta }, strange]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["imported", "imported", "imported"]);
    expect(JSON.stringify(results)).not.toContain("SECRET");
  });

  it("bounds by when it was last updated, and not by a clock before the post", async () => {
    const results = await parse([
      { ...line, last_updated: SEEN + 1 },
      { ...line, timestamp_collected: 1_600_000_000_000 },
    ]);
    expect(results.map(({ claims }) => claims.map(({ shownBy }) => shownBy))).toEqual([
      [SEEN + 1, SEEN + 1],
      [undefined, undefined],
    ]);
    expect(results[1]?.diagnostics.map(({ code }) => code)).toEqual(["collected-before"]);
  });

  it("fails a post alone whose time is nested too deeply to be shown", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const broken = JSON.stringify({ ...line, data: { ...video, createTime: "DEEP" } });
    const results = await parseText(`${JSON.stringify(line)}\n${broken.replace('"DEEP"', deep)}`);
    expect(results.map(({ outcome }) => outcome)).toEqual(["imported", "failed"]);
  });

  it("is no answer of X, though it holds tweets", () => {
    const tweet = { __typename: "Tweet", rest_id: "1", legacy: { full_text: "Flour" } };
    const sample = utf8(JSON.stringify({ ...line, source_platform: "twitter.com", data: tweet }));
    expect(zeeschuimer.detects(sample, true)).toBe(true);
    expect(xGraphql.detects(sample, true)).toBe(false);
    expect(xGraphql.detects(utf8(JSON.stringify(tweet)), true)).toBe(true);
  });
});

it("recognises one answer that is longer than the sample, and no text that quotes one", () => {
  const answer = '{"data":{"a":{"instructions":[{"entries":[{"tweet_results":{"result":{';
  expect(xGraphql.detects(utf8(answer), false)).toBe(true);
  expect(xGraphql.detects(utf8(JSON.stringify({ text: answer }).slice(0, -9)), false)).toBe(false);
});

describe("the age of a LinkedIn post", () => {
  const HOUR = 3_600_000;
  it.each([
    ["18h • Edited •", 19 * HOUR, 17 * HOUR, "hour"],
    ["1d", 48 * HOUR, 0, "day"],
    ["3w •", 28 * 24 * HOUR, 14 * 24 * HOUR, "day"],
    ["2mo", 93 * 24 * HOUR, 28 * 24 * HOUR, "month"],
    ["2 mnd", 93 * 24 * HOUR, 28 * 24 * HOUR, "month"],
    ["1yr", 732 * 24 * HOUR, 0, "year"],
    ["5m", 6 * 60_000, 4 * 60_000, "minute"],
  ])("%s", (age, longest, shortest, precision) => {
    const time = timeBefore(SEEN, age);
    expect(time).toMatchObject({ earliest: SEEN - longest, latest: SEEN - shortest, precision });
  });

  it.each(["Promoted", "", "18", "h", "4 kwartier", "12345h", "3monate"])("not %j", (age) => {
    expect(timeBefore(SEEN, age)).toBeUndefined();
  });

  it("is not counted back from a clock that stands before the post", async () => {
    const urn = `urn:li:activity:${BigInt(SEEN) << 22n}`;
    const data = { updateMetadata: { urn }, actor: { subDescription: { text: "2h" } } };
    const times = async (timestamp_collected: number) => {
      const results = await parse([
        { ...line, source_platform: "linkedin.com", timestamp_collected, data },
      ]);
      const claims = results.flatMap((result) => result.claims);
      return claims.filter(({ facts }) => facts[0]?.fact === "time").map(({ basis }) => basis);
    };
    expect(await times(SEEN + 2 * HOUR)).toEqual(["reported", "inferred"]);
    expect(await times(SEEN - HOUR)).toEqual(["inferred"]);
  });

  it("stands in its number too, if that is new enough", () => {
    expect(timeOfActivity(String((BigInt(SEEN) << 22n) + 5n))?.earliest).toBe(SEEN);
    expect(timeOfActivity("1234")).toBeUndefined();
    expect(timeOfActivity("99999999999999999999")).toBeUndefined();
  });
});

it("finds tags and names in words, however long", () => {
  const found = (value: string) => {
    const { tags, mentions } = namedInText("instagram", { value, at: "/text" });
    return [...tags.map(({ value: tag }) => tag), ...mentions.map(({ account }) => account)];
  };
  expect(found("#Flour,#x_1 #12 a#b &#39; @mill.one. c@d.org @e/f")).toEqual([
    "Flour",
    "x_1",
    "instagram:@mill.one",
    "instagram:@e",
  ]);
  // Time that grows with the square of the length would outlast the test.
  for (const part of ["#", "@", "#a", "@a", "#a@", "a.@"]) {
    expect(new Set(found(part.repeat(200_000))).size).toBeLessThanOrEqual(1);
  }
});
