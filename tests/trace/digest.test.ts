import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestOf } from "../../src/trace/digest.ts";
import { ask, edge, load, thing } from "./ask.ts";

/** The same value with the members of its objects in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

/** As it is after it was written and read: there is one zero. */
const written = fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text));

describe("a digest", () => {
  test("is the same for the same answer, however its members are ordered", () => {
    fc.assert(
      fc.property(written, (answer) => {
        expect(digestOf({ answer: turned(answer) })).toBe(digestOf({ answer }));
      }),
      { seed: 61, numRuns: 1_000 },
    );
  });

  test("differs for answers that differ", () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const same = digestOf({ answer: a }) === digestOf({ answer: b });
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(same).toBe(isDeepStrictEqual(plain(a), plain(b)));
      }),
      { seed: 62, numRuns: 1_000 },
    );
  });

  test("differs where only the order in a list differs, or a name", () => {
    expect(digestOf({ a: [1, 2] })).not.toBe(digestOf({ a: [2, 1] }));
    expect(digestOf({ a: 1, b: 2 })).not.toBe(digestOf({ a: 2, b: 1 }));
    expect(digestOf({ a: "1" })).not.toBe(digestOf({ a: 1 }));
    expect(digestOf({ a: null })).not.toBe(digestOf({}));
  });

  test("of an answer follows the evidence and the question", async () => {
    const claims = [
      thing("pastebin:aaaaaaaa", 0),
      thing("4chan:pol/1", 1),
      edge("4chan:pol/1", "LINKS_TO", "pastebin:aaaaaaaa"),
    ];
    const asked = { from: "pastebin:aaaaaaaa", to: "4chan" };
    const { digest } = await ask(await load(claims), asked);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect((await ask(await load(claims), asked)).digest).toBe(digest);
    const others = [
      await ask(
        await load([...claims.slice(0, 1), thing("4chan:pol/1", 2), ...claims.slice(2)]),
        asked,
      ),
      await ask(await load(claims), { ...asked, to: "4chan/pol" }),
      await ask(await load(claims), { ...asked, basis: "recorded" }),
      // What is loaded beside the path is part of the answer: its coverage.
      await ask(await load([...claims, thing("4chan:pol/2", 3)]), asked),
    ];
    expect(new Set([digest, ...others.map((answer) => answer.digest)]).size).toBe(5);
  });
});
