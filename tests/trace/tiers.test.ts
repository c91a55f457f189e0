import { describe, expect, test } from "vitest";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { tiersOf } from "../../src/trace/tiers.ts";
import { ask, edge, load, member, pathsOf, thing } from "./ask.ts";

const POST = "4chan:pol/1";
const TWEET = "twitter:status/1";
const OTHER = "twitter:status/2";
const things = [
  thing(POST, 1),
  thing("4chan:g/1", 1),
  thing(TWEET, 2, { by: "twitter:@Paper" }),
  thing(OTHER, 2),
  thing("web:https://news.example/a"),
];

async function tierOf(
  key: string,
  statements: readonly Claim[],
  floor: "reported" | "inferred" = "reported",
) {
  const loaded = await load([...things, ...statements]);
  const view = await loaded.view(floor);
  return tiersOf(loaded.snapshot, view)(view.indexOf.get(parseKey(key)) ?? -1);
}

describe("the tier of an item", () => {
  test.each<[string, string, Claim[], string | undefined]>([
    ["is its platform's by default", POST, [], "fringe"],
    ["is none on a site that nobody placed", "web:https://news.example/a", [], undefined],
    [
      "is its platform's by a statement, over the default",
      TWEET,
      [member("tier:mainstream", "twitter")],
      "mainstream",
    ],
    [
      "is its account's own before its platform's",
      TWEET,
      [member("tier:mainstream", "twitter:@paper"), member("tier:fringe", "twitter")],
      "mainstream",
    ],
    [
      "is not that of another's account",
      OTHER,
      [member("tier:mainstream", "twitter:@paper")],
      "bridge",
    ],
    ["is that of the site around its board", POST, [member("tier:bridge", "4chan")], "bridge"],
    [
      "is the board's own before the site's",
      POST,
      [member("tier:bridge", "4chan"), member("tier:mainstream", "4chan/pol")],
      "mainstream",
    ],
    [
      "of another board is not the board's",
      "4chan:g/1",
      [member("tier:mainstream", "4chan/pol")],
      "fringe",
    ],
    [
      "is the site's where one placed it",
      "web:https://news.example/a",
      [member("tier:mainstream", "news.example")],
      "mainstream",
    ],
  ])("%s", async (_, key, statements, tier) => {
    expect(await tierOf(key, statements)).toBe(tier);
  });

  test("follows an account that is joined to the one placed", async () => {
    const joined: Claim = {
      place: { bytes: [0, 1], record: 1, as: "csv" },
      basis: "reported",
      facts: [{ fact: "same-as", a: parseKey("twitter:@paper"), b: parseKey("twitter:user/1") }],
    };
    const placed = member("tier:mainstream", "twitter:user/1");
    expect(await tierOf(TWEET, [joined, placed])).toBe("mainstream");
    expect(await tierOf(TWEET, [placed])).toBe("bridge");
  });

  test("keeps to the floor", async () => {
    const placed = member("tier:mainstream", "twitter", { basis: "inferred" });
    expect(await tierOf(TWEET, [placed])).toBe("bridge");
    expect(await tierOf(TWEET, [placed], "inferred")).toBe("mainstream");
  });
});

test("tier:, group: and tag: name the items of their members", async () => {
  const loaded = await load([
    ...things,
    edge(TWEET, "LINKS_TO", POST),
    edge(OTHER, "LINKS_TO", POST),
    edge(OTHER, "TAGGED", "tag:Leak"),
    member("group:paper", "twitter:@Paper"),
    member("tier:mainstream", "twitter:@paper"),
  ]);
  const to = async (selector: string) => pathsOf(await ask(loaded, { from: POST, to: selector }));
  expect(await to("tier:mainstream")).toEqual([[POST, TWEET]]);
  expect(await to("group:paper")).toEqual([[POST, TWEET]]);
  expect(await to("tag:leak")).toEqual([[POST, OTHER]]);
  expect(await to("tier:bridge")).toEqual([[POST, OTHER]]);
});

test("a group may have a platform for a member", async () => {
  const loaded = await load([
    ...things,
    edge(TWEET, "LINKS_TO", "4chan:g/1"),
    member("group:board", "4chan/g"),
  ]);
  expect(pathsOf(await ask(loaded, { from: "group:board", to: TWEET }))).toEqual([
    ["4chan:g/1", TWEET],
  ]);
});
