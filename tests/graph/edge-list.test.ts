/** Edges of a text file. */
import { describe, expect, test } from "vitest";
import { type EdgeColumn, readEdgeList } from "../../src/graph/edge-list.ts";

async function* inChunks(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const read = (text: string, columns: readonly EdgeColumn[], size = 5) =>
  readEdgeList(inChunks(text, size), columns, "edges.txt");

const PLAIN = ["giver", "receiver", "time"] as const;
const BETWEEN = ["receiver", "giver", "other", "time", "latest"] as const;

describe("edges of a text file", () => {
  test.each([1, 4, 1_000])("are read a line each, from chunks of %d characters", async (size) => {
    const text = "# a comment\r\n\na b 10\r\n% another\nb\tc\t-2.5\n c, a ,0";
    const { list, names } = await read(text, PLAIN, size);
    expect(names).toEqual(["a", "b", "c"]);
    expect(list.nodeCount).toBe(3);
    expect([...list.giver]).toEqual([0, 1, 2]);
    expect([...list.receiver]).toEqual([1, 2, 0]);
    expect([...list.earliest]).toEqual([10_000, -2_500, 0]);
    expect(list.latest).toBe(list.earliest);
  });

  test("have the columns that they are said to have, an empty one too", async () => {
    const { list, names } = await read("a,b,,5,7,8\nb,a,RT,5,5\n", BETWEEN);
    expect(names).toEqual(["b", "a"]);
    expect([...list.giver]).toEqual([0, 1]);
    expect([...list.earliest]).toEqual([5_000, 5_000]);
    expect([...list.latest]).toEqual([7_000, 5_000]);
  });

  test("none are an empty list", async () => {
    const { list, names } = await read("# nothing", PLAIN);
    expect([list.nodeCount, list.giver.length, names.length]).toEqual([0, 0, 0]);
  });

  test.each<[string, readonly EdgeColumn[], RegExp]>([
    ["a", PLAIN, /"a" has no giver, receiver, time/],
    ["a,,5", PLAIN, /"a,,5" has no/],
    ["a b", PLAIN, /"" is no time/],
    ["a b soon", PLAIN, /"soon" is no time/],
    ["a b 1e306", PLAIN, /"1e306" is no time/],
    ["a,b,,7,5", BETWEEN, /ends before it begins/],
  ])("%s is no edge, and its line is told", async (line, columns, message) => {
    const good = columns === PLAIN ? "a b 1" : "a,b,,1,2";
    const reading = read(`${good}\n${line}\n`, columns);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toMatchObject({
      code: "bad-structure",
      where: "edges.txt, line 2",
    });
  });
});
