/** What the terms of a question leave of a neighbourhood. */
import { describe, expect, test } from "vitest";
import type { ItemRef } from "../../src/model/answer.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import type { NeighbourhoodAnswer } from "../../src/model/neighbourhood-answer.ts";
import { NO_TERMS, notJudged, onTerms, type Terms } from "../../src/web/graph/terms.ts";

const keyOf = (name: string): Key => parseKey(`case:test/${name}`);

const itemOf = (name: string, more: Partial<ItemRef> = {}): ItemRef => ({
  ...{ key: keyOf(name), alsoKnownAs: [], title: null, type: "post", platform: null, tier: null },
  ...{ account: null, published: { earliest: 0, latest: 0 }, attested: true },
  ...more,
});

type Edge = NeighbourhoodAnswer["edges"][number];

const edgeOf = (giver: string, receiver: string, more: Partial<Edge> = {}): Edge => ({
  ...{ giver: keyOf(giver), receiver: keyOf(receiver), relation: "LINKS_TO" },
  ...{ time: { earliest: 0, latest: 0 }, basis: "reported" },
  ...more,
});

/** A paste went to a thread and a tweet; the tweet was reshared, and the reshare linked to. */
const answer: NeighbourhoodAnswer = {
  kind: "neighbourhood",
  question: {
    keys: [keyOf("paste")],
    direction: "both",
    between: { earliest: null, latest: null },
    limit: 100,
  },
  nodes: [
    itemOf("paste"),
    itemOf("thread", { platform: "4chan/pol", tier: "fringe" }),
    itemOf("tweet", {
      platform: "twitter",
      account: { key: parseKey("twitter:user/7"), handle: "someone", name: null },
    }),
    itemOf("reshare"),
    itemOf("page", { alsoKnownAs: [parseKey("web:https://news.example/")] }),
    itemOf("guess"),
  ],
  edges: [
    edgeOf("paste", "thread"),
    edgeOf("paste", "tweet"),
    edgeOf("tweet", "reshare", { relation: "RESHARED_BY" }),
    edgeOf("reshare", "page"),
    edgeOf("thread", "page"),
    edgeOf("paste", "guess", { relation: "MATCHES", basis: "inferred" }),
  ],
  edgesOmitted: 0,
  software: "test",
  evidence: { files: 1, digest: `sha256:${"0".repeat(64)}` },
};

function left(terms: Partial<Terms>, always: readonly Key[] = []) {
  const kept = onTerms([answer], { ...NO_TERMS, ...terms }, new Set(always));
  const names = kept.answers.flatMap(({ nodes }) => nodes.map(({ key }) => key.split("/").at(-1)));
  return { names, tooWeak: kept.tooWeak, struck: kept.struck };
}

describe("a neighbourhood on the terms of a question", () => {
  test("is whole where there are none", () => {
    expect(left({})).toEqual({
      names: ["paste", "thread", "tweet", "reshare", "page", "guess"],
      tooWeak: 0,
      struck: 0,
    });
  });

  test("has no edge on a weaker basis, and nothing that only such an edge leads to", () => {
    expect(left({ basis: "reported" })).toEqual({
      names: ["paste", "thread", "tweet", "reshare", "page"],
      tooWeak: 1,
      struck: 0,
    });
  });

  test.each([
    ["an item", "case:test/tweet", ["paste", "thread", "page", "guess"], 2],
    ["an account by its handle", "twitter:@someone", ["paste", "thread", "page", "guess"], 2],
    ["an account by its id", "twitter:user/7", ["paste", "thread", "page", "guess"], 2],
    ["a platform", "4chan", ["paste", "tweet", "reshare", "page", "guess"], 1],
    ["a tier", "tier:fringe", ["paste", "tweet", "reshare", "page", "guess"], 1],
    ["an address", "https://news.example/", ["paste", "thread", "tweet", "reshare", "guess"], 1],
  ])("has not %s that is struck out, nor its reshares", (_, selector, names, struck) => {
    expect(left({ struckOut: [selector] })).toEqual({ names, tooWeak: 0, struck });
  });

  test("keeps what it begins with", () => {
    expect(left({ struckOut: ["4chan"] }, [keyOf("thread")]).struck).toBe(0);
  });

  test("says which selectors name what it cannot tell", () => {
    const struckOut = [
      "tag:a",
      "group:b",
      "some words",
      "twitter:@someone",
      "4chan",
      "tier:fringe",
    ];
    expect(notJudged({ ...NO_TERMS, struckOut })).toEqual(["tag:a", "group:b", "some words"]);
  });
});
