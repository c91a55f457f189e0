import { describe, expect, it } from "vitest";
import { RELATIONS } from "../../src/model/edge.ts";
import { parseKey } from "../../src/model/key.ts";
import { FlowBatches } from "../../src/store/derive/flow-batches.ts";
import { randomFrom } from "../bench/random.ts";

const NODES = 300;
const nodes = {
  keys: Array.from({ length: NODES }, (_, n) =>
    parseKey(`pastebin:${(n * 7_919) % 1_000}`.padEnd(17, "x")),
  ),
  traits: Array.from({ length: NODES }, (_, n) => n % 256),
  earliest: Array.from({ length: NODES }, (_, n) => n),
  latest: Array.from({ length: NODES }, (_, n) => n + 1),
};
const PART_OF = RELATIONS.indexOf("PART_OF");

/** As many edges of each time as asked, in no order within it. */
function edgesOf(sizes: readonly number[]) {
  const random = randomFrom(3);
  const node = () => Math.floor(random() * NODES);
  return sizes.flatMap((size, time) =>
    Array.from({ length: size }, () => ({ giver: node(), receiver: node(), time })),
  );
}

function batched(edges: ReturnType<typeof edgesOf>) {
  const batches = new FlowBatches(nodes);
  const taken = [];
  for (const { giver, receiver, time } of edges) {
    if (batches.put(giver, receiver, time, time, PART_OF, 0b01_10_00)) taken.push(batches.take());
  }
  return [...taken, ...batches.rest()];
}

describe("batches of flow edges", () => {
  it("hold every edge once, in the order of time and key, with nodes numbered as they are named", () => {
    const edges = edgesOf([1, 3, 8_190, 1, 20_000, 5, 8_192, 8_193, 1]);
    const batches = batched(edges);
    expect(batches.length).toBeGreaterThan(3);
    const keys = batches.flatMap((batch) => batch.keys);
    expect(new Set(keys).size).toBe(keys.length);
    const told = batches.flatMap(({ giver, receiver, earliest }) =>
      Array.from(giver, (from, at) => `${earliest[at]} ${keys[from]} ${keys[receiver[at] ?? -1]}`),
    );
    const given = edges.map(
      ({ giver, receiver, time }) => `${time} ${nodes.keys[giver]} ${nodes.keys[receiver]}`,
    );
    expect(told).toEqual(given.sort());
    const named = new Set(told.flatMap((edge) => edge.split(" ").slice(1)));
    expect(keys).toEqual([...named]);
  });

  it("tell of each node and edge what the table and the edge say", () => {
    const [batch] = batched([{ giver: 200, receiver: 7, time: 4 }]);
    expect(batch).toMatchObject({
      keys: [nodes.keys[200], nodes.keys[7]],
      traits: Uint8Array.of(200 >> 4, 0),
      published: {
        earliest: Float64Array.of(200, 7),
        latest: Float64Array.of(201, 8),
        earliestBasis: Uint8Array.of(200 & 3, 7 & 3),
        latestBasis: Uint8Array.of((200 >> 2) & 3, (7 >> 2) & 3),
      },
      basis: Uint8Array.of(1),
      latestBasis: Uint8Array.of(2),
      earliestBasis: Uint8Array.of(0),
    });
  });

  it("are none where there is no edge", () => {
    expect(batched([])).toEqual([]);
  });
});
