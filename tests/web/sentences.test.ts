/** Sentences of the box: what they ask, and what they may go on with. */
import { describe, expect, it } from "vitest";
import { addressOf, gapAt, pattern, SENTENCES, soundsAsked } from "../../src/web/ask/sentences.ts";

const at = (text: string): string | undefined => addressOf(text, (name) => name === "millboard");

describe("a sentence", () => {
  it.each([
    ["How did pastebin:a reach twitter:@b?", "/?from=pastebin:a&to=twitter:@b"],
    ["how DID pastebin:a reach twitter:@b", "/?from=pastebin:a&to=twitter:@b"],
    [
      "How did pastebin:a reach twitter:@b without 4chan/pol?",
      "/?from=pastebin:a&to=twitter:@b&without=4chan/pol",
    ],
    ["How did the EMLEAKS paste reach WikiLeaks?", "/?from=EMLEAKS+paste&to=%22WikiLeaks%22"],
    ["How did twitter reach millboard?", "/?from=twitter&to=millboard"],
    ["Where did pastebin:a first appear?", "/first?of=pastebin:a"],
    ["What did pastebin:a become without twitter:@b?", "/reach?from=pastebin:a&without=twitter:@b"],
    ["What did pastebin:a reach?", "/reach?from=pastebin:a"],
    [
      "What does it hang on that pastebin:a reached twitter:@b?",
      "/what-if?from=pastebin:a&to=twitter:@b",
    ],
    ["Where did tier:fringe cross?", "/crossings?from=tier:fringe"],
    ["How did tag:mill spread?", "/adoption?of=tag:mill"],
    ["Which stands first: pastebin:a or pastebin:b?", "/first?of=pastebin:a&of=pastebin:b"],
    ["What is known of pastebin:a?", "/items/pastebin%3Aa"],
    [
      "How did pastebin:a reach twitter:@b if inferred edges count?",
      "/?from=pastebin:a&to=twitter:@b&basis=inferred&paths=10",
    ],
    ["What did pastebin:a get to?", "/reach?from=pastebin:a"],
    [
      "What does it hang on that pastebin:a ended up on twitter:@b?",
      "/what-if?from=pastebin:a&to=twitter:@b",
    ],
    [
      "How did pastebin:a get to twitter:@b without 4chan/pol?",
      "/?from=pastebin:a&to=twitter:@b&without=4chan/pol",
    ],
    ["How did the come to mill reach millboard?", "/?from=come+to+mill&to=millboard"],
  ])("%s", (text, address) => {
    expect(at(text)).toBe(address);
  });

  it.each([
    ...["get to", "got to", "end up on", "end up at", "make it to", "spread to", "come to"],
    "arrive at",
  ])("takes “%s” for “reach”", (verb) => {
    expect(at(`How did the paste ${verb} wikileaks`)).toBe("/?from=%22paste%22&to=%22wikileaks%22");
  });

  it("asks by each of the patterns that are offered", () => {
    for (const sentence of SENTENCES) {
      const asked = at(pattern(sentence).replaceAll("…", "pastebin:a"));
      expect(decodeURIComponent(asked ?? "")).toContain("pastebin:a");
      expect(asked).not.toContain("/search");
    }
  });
});

describe("what is no sentence", () => {
  it.each([
    ["pastebin:a", "/items/pastebin%3Aa"],
    ["https://mill.example/a?b=c", "/items/https%3A%2F%2Fmill.example%2Fa%3Fb%3Dc"],
    ["millboard", "/items/millboard"],
    ["mill race", "/search?q=mill+race"],
    ["How did it", "/search?q=How+did+it"],
    ["  ", undefined],
  ])("%j", (text, address) => {
    expect(at(text)).toBe(address);
  });
});

describe("the gap that a person is at", () => {
  it("is the thing that is being named, with what may follow it", () => {
    expect(gapAt("How did emle")).toEqual({
      before: "How did ",
      typed: "emle",
      after: [" reach ", " spread?"],
    });
    expect(gapAt("How did a reach wik")).toMatchObject({
      before: "How did a reach ",
      typed: "wik",
    });
    expect(gapAt("emle")).toEqual({ before: "", typed: "emle", after: [] });
  });

  it("is behind a verb however it is said, and one that is begun is ended", () => {
    expect(gapAt("how did the paste get to wik")).toMatchObject({
      ...{ before: "how did the paste get to ", typed: "wik" },
    });
    expect(gapAt("how did the paste get")).toEqual({
      ...{ before: "how did ", typed: "the paste", after: [" get to "] },
    });
    expect(gapAt("how did the paste end up ")).toMatchObject({
      ...{ typed: "the paste", after: [" end up on ", " end up at ", " end up in "] },
    });
    expect(gapAt("how did the paste rea")).toMatchObject({ after: [" reach "] });
  });

  it("is none behind a whole sentence", () => {
    expect(gapAt("What did pastebin:a reach?")).toBeUndefined();
  });
});

it.each([
  ["How did it", true],
  ["who was the one to post it", true],
  ["the paste, when?", true],
  ["mill race", false],
  ["whatever happened", false],
])("%s sounds asked: %s", (text, asked) => {
  expect(soundsAsked(text)).toBe(asked);
});
