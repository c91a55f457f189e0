import { describe, expect, test } from "vitest";
import type { Basis } from "../../src/model/basis.ts";
import { HeadwaterError } from "../../src/model/errors.ts";
import { endOf, parseSelector, type Selector, settle } from "../../src/trace/selector.ts";
import { HASH, load, published, thing } from "./ask.ts";

const titled = (key: string, title: string) => {
  const claim = thing(key);
  return {
    ...claim,
    facts: claim.facts.map((fact) => (fact.fact === "item" ? { ...fact, title } : fact)),
  };
};

describe("a selector", () => {
  test.each<[string, unknown]>([
    ["pastebin:gLpwpU2U", { kind: "key", key: "pastebin:gLpwpU2U" }],
    ["  case:macronleaks/emleaks ", { kind: "key", key: "case:macronleaks/emleaks" }],
    ["twitter:@WikiLeaks", { kind: "key", key: "twitter:@wikileaks" }],
    ["group:wikileaks", { kind: "key", key: "group:wikileaks" }],
    ["tier:mainstream", { kind: "key", key: "tier:mainstream" }],
    ["tag:MacronLeaks", { kind: "key", key: "tag:macronleaks" }],
    ["https://pastebin.com/raw/gLpwpU2U", { kind: "key", key: "pastebin:gLpwpU2U" }],
    [
      "https://twitter.com/x/status/860567142965575681?s=20",
      { kind: "key", key: "twitter:status/860567142965575681" },
    ],
    ["http://www.example.org/a?utm_source=x", { kind: "key", key: "web:https://example.org/a" }],
    ["4chan", { kind: "platform", platform: "4chan" }],
    ["4chan/pol", { kind: "platform", platform: "4chan/pol" }],
    [`evidence:${HASH}`, { kind: "evidence", hash: HASH }],
    ['"macron leaks"', { kind: "words", words: "macron leaks" }],
    ["“4chan”", { kind: "words", words: "4chan" }],
  ])("%s", (text, selector) => {
    expect(parseSelector(text)).toEqual(selector);
  });

  test.each([
    "",
    "   ",
    "twitter:",
    "twitter:status/x",
    "pastebin:short",
    "tier:middling",
    "tag:",
    "case:nothing",
    "evidence:abc",
    "evidence:sha256:12",
    "no:such/form",
    "/pol",
    "4chan//pol",
    '""',
    '"emleaks',
  ])("malformed: %j", (text) => {
    expect(() => parseSelector(text)).toThrow(HeadwaterError);
    expect(() => parseSelector(text)).toThrow(
      expect.objectContaining({ code: "bad-selector", where: text }),
    );
  });
});

describe("words", () => {
  const loaded = () =>
    load([
      titled("pastebin:aaaaaaaa", "The Emleaks paste"),
      titled("pastebin:bbbbbbbb", "Another paste"),
    ]);

  test("become the key of the one thing that they match", async () => {
    expect(await settle(await loaded(), '"emleaks"')).toEqual({
      kind: "key",
      key: "pastebin:aaaaaaaa",
    });
  });

  test("that match several things are an error that lists them", async () => {
    await expect(settle(await loaded(), '"paste"')).rejects.toMatchObject({
      code: "ambiguous-selector",
      message: expect.stringMatching(/pastebin:aaaaaaaa[\s\S]*pastebin:bbbbbbbb/),
    });
  });

  test("that match nothing are an error", async () => {
    await expect(settle(await loaded(), '"nothing of it"')).rejects.toMatchObject({
      code: "no-match",
    });
  });
});

describe("the items that it names", () => {
  const things = [
    thing("4chan:pol/1", 1),
    thing("4chan:g/1", 1),
    thing("4chan:pol/thread/1"),
    thing("twitter:status/1", 1, { by: "twitter:user/1" }),
    thing("case:t/x", 1, { platform: "4chan/pol" }),
    thing("case:t/y", 1, { platform: "4chanarchive/pol" }),
    published("4chan:pol/9", 1),
  ];

  async function named(
    text: string,
    floor: Basis = "reported",
  ): Promise<{ keys: string[]; inEvidence: boolean }> {
    const reported = { ...thing("case:t/z"), basis: "reported" as const };
    const loaded = await load(floor === "recorded" ? [...things, reported] : things);
    const view = await loaded.view(floor);
    const selector = parseSelector(text);
    if (selector.kind === "words") throw new Error("words are settled first");
    const settled: Exclude<Selector, { kind: "words" }> = selector;
    const { items, inEvidence } = await endOf(loaded, view, text, settled);
    return { keys: items.map((item) => view.nodes[item]?.key ?? "?").sort(), inEvidence };
  }

  test.each([
    ["4chan", ["4chan:g/1", "4chan:pol/1", "4chan:pol/9", "4chan:pol/thread/1", "case:t/x"]],
    ["4chan/pol", ["4chan:pol/1", "4chan:pol/9", "4chan:pol/thread/1", "case:t/x"]],
    ["4chan/g", ["4chan:g/1"]],
    ["twitter:user/1", ["twitter:status/1"]],
    ["case:t/y", ["case:t/y"]],
    [
      `evidence:${HASH}`,
      [
        "4chan:g/1",
        "4chan:pol/1",
        "4chan:pol/thread/1",
        "case:t/x",
        "case:t/y",
        "twitter:status/1",
      ],
    ],
  ])("%s", async (text, keys) => {
    expect(await named(text)).toEqual({ keys, inEvidence: true });
  });

  test("are none where all that is said of a thing has a weaker basis, though it is in evidence", async () => {
    expect(await named("case:t/z", "recorded")).toEqual({ keys: [], inEvidence: true });
    expect(await named("case:t/nowhere", "recorded")).toEqual({ keys: [], inEvidence: false });
  });

  test.each([
    "8kun",
    "4chan/po",
    "twitter:user/2",
    "tag:x",
    "group:x",
    `evidence:sha256:${"b".repeat(64)}`,
  ])("%s, of which there is no evidence", async (text) => {
    expect(await named(text)).toEqual({ keys: [], inEvidence: false });
  });
});
