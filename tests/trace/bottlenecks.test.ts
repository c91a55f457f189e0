import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NearCopies, NO_COPIES } from "../../src/graph/near-copies/near-copies.ts";
import type { View } from "../../src/graph/view.ts";
import { parseKey } from "../../src/model/key.ts";
import { bottlenecksOf } from "../../src/trace/bottlenecks.ts";
import { MAX_CUT, smallestCuts } from "../../src/trace/cuts.ts";
import { ALWAYS } from "../../src/trace/engine/window.ts";
import { removal, solvePosed } from "../../src/trace/solve.ts";
import { drawings, fans, RELATIONS_WITHOUT_MATCHES, windows } from "./drawings.ts";
import { possiblePaths } from "./drawn-paths.ts";
import { posedOn, viewOfDrawing } from "./drawn-view.ts";
import {
  arrivals,
  type Drawing,
  meaningOf,
  setsWithoutWorld,
  type Within,
  worldsOf,
} from "./worlds.ts";

/** `HEADWATER_WORLDS=500000 npx vitest ... --testTimeout 0` looks further. */
const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 2_000);

/** Which of two accounts, or none, posted each item; the second posted what the first did, too. */
const accounts = fc.array(fc.constantFrom([0], [1], [0, 1], [], []), {
  minLength: 5,
  maxLength: 5,
});

/** The view of a drawing with two accounts, whose indexes follow the items'. */
function viewBy(drawing: Drawing, by: readonly (readonly number[])[]): View {
  const view = viewOfDrawing(drawing);
  const items = drawing.items.length;
  const nodes = [...view.nodes];
  for (const account of [0, 1]) {
    const [like] = view.nodes;
    if (!like) continue;
    nodes.push({
      ...like,
      key: parseKey(`twitter:user/${account}`),
      account: true,
      attested: false,
    });
  }
  const postsOf = new Map<number, number[]>();
  const accountOf = new Int32Array(nodes.length).fill(-1);
  drawing.items.forEach((_, item) => {
    for (const account of by[item] ?? []) {
      postsOf.set(items + account, [...(postsOf.get(items + account) ?? []), item]);
      if (accountOf[item] === -1) accountOf[item] = items + account;
    }
  });
  return { ...view, nodes, accountOf, postsOf };
}

/** The drawing without some items, their reshares and copies; what is kept stays. */
function lessItems(drawing: Drawing, items: readonly number[], kept: readonly number[]): Drawing {
  const { flows } = meaningOf(drawing);
  const gone = new Set(items.filter((item) => !kept.includes(item)));
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    drawing.edges.forEach(({ relation }, edge) => {
      const flow = flows[edge];
      if (!flow || !["RESHARED_BY", "COPY_OF"].includes(relation)) return;
      if (gone.has(flow.giver) && !kept.includes(flow.receiver)) gone.add(flow.receiver);
    });
  }
  return {
    items: drawing.items,
    edges: drawing.edges.filter(({ subject, object }) => !gone.has(subject) && !gone.has(object)),
  };
}

/** What the worlds of a drawing say of a question; what cannot all hold does not count. */
function orderOf(
  drawing: Drawing,
  sources: readonly number[],
  targets: readonly number[],
  within: Within,
): "none" | "possible" | "certain" {
  const broken = setsWithoutWorld(drawing).flatMap((set) => [...set]);
  const worlds = worldsOf(drawing, new Set(broken));
  const paths = possiblePaths(worlds, sources, targets, within);
  if (paths.length === 0) return "none";
  if (targets.length > 1) return "possible";
  const reached = arrivals(worlds, drawing.items.length, sources, within)[targets[0] ?? -1];
  return reached?.worlds === worlds.count ? "certain" : "possible";
}

function subsets(ones: readonly number[]): number[][] {
  const sets: number[][] = [[]];
  for (const one of ones) sets.push(...sets.map((set) => [...set, one]));
  return sets;
}

const MORE = [...RELATIONS_WITHOUT_MATCHES, "RESHARED_BY", "COPY_OF", "MATCHES"] as const;

/** They are told by their keys. */
const inOrder = (ones: readonly number[]): number[] => ones.toSorted((a, b) => a - b);

const seen = { mandatory: 0, pivotal: 0, cuts: 0, conflict: 0 };

describe.each([
  { name: "order facts along the flow", graphs: drawings(RELATIONS_WITHOUT_MATCHES), seed: 21 },
  { name: "more reshares and copies, and MATCHES", graphs: drawings(MORE), seed: 22 },
  { name: "several ways", graphs: fans, seed: 23 },
])("of small graphs with $name", ({ graphs, seed }) => {
  test("what is mandatory, pivotal or a smallest cut is what trying all shows", () => {
    fc.assert(
      fc.property(graphs, accounts, windows(3), fc.boolean(), (drawing, by, within, two) => {
        const { items } = drawing;
        const sources = two ? [0, 1] : [0];
        const targets = [items.length - 1];
        if (sources.includes(items.length - 1)) return;
        const ends = [...sources, ...targets];
        const view = viewBy(drawing, by);
        const posed = posedOn(view, sources, targets, within);
        const behind = (one: number) =>
          one < items.length ? [one] : [...(view.postsOf.get(one) ?? [])];
        const orderWithout = (ones: readonly number[]) =>
          orderOf(lessItems(drawing, ones.flatMap(behind), ends), sources, targets, within);

        const order = orderWithout([]);
        const things = view.nodes
          .map((_, one) => one)
          .filter((one) => behind(one).some((item) => !ends.includes(item)));
        const without = new Map(things.map((one) => [one, orderWithout([one])]));
        const told = bottlenecksOf(posed);
        expect(told.complete).toBe(true);
        const mandatory =
          order === "none" ? [] : things.filter((one) => without.get(one) === "none");
        expect(inOrder([...told.mandatory.items, ...told.mandatory.accounts])).toEqual(mandatory);
        expect(told.mandatory.accounts.every((one) => one >= items.length)).toBe(true);
        const pivotal =
          order === "certain" ? things.filter((one) => without.get(one) === "possible") : [];
        const found = inOrder([...told.pivotal.items, ...told.pivotal.accounts]);
        if (within === ALWAYS) expect(found).toEqual(pivotal);
        else for (const one of found) expect(without.get(one)).not.toBe("none");

        const units = things.filter((one) => one >= items.length || by[one]?.length === 0);
        const isCut = (set: readonly number[]) => orderWithout(set) === "none";
        const sets = order === "none" ? [] : subsets(units).filter((set) => set.length <= MAX_CUT);
        const least = Math.min(...sets.filter(isCut).map((set) => set.length));
        const smallest = sets.filter((set) => set.length === least && isCut(set));
        const { cuts, complete } = smallestCuts(posed);
        expect(complete).toBe(true);
        expect(cuts.map(String).sort()).toEqual(smallest.map(String).sort());

        if (mandatory.length > 0) seen.mandatory += 1;
        if (pivotal.length > 0) seen.pivotal += 1;
        if (smallest.length > 0 && least > 1) seen.cuts += 1;
        if (posed.graph.conflicts.length > 0 && order !== "none") seen.conflict += 1;
      }),
      { numRuns: RUNS, seed },
    );
  });
});

/** Of the items that the drawing has. */
const leftIn = ({ sets, ...copies }: NearCopies, { items }: Drawing): NearCopies => ({
  ...copies,
  sets: sets.map((set) => set.filter((item) => item < items.length)),
});

/** Which items have texts that are alike, and when a capture shows those that can change. */
const alike: fc.Arbitrary<NearCopies> = fc
  .tuple(
    fc.subarray([0, 1, 2, 3, 4], { minLength: 3 }),
    fc.array(fc.nat(6), { minLength: 5, maxLength: 5 }),
  )
  .map(([set, shown]) => ({
    sets: [set],
    shownBy: new Map(shown.map((at, item) => [item, { at, basis: "recorded" }])),
    looks: new Map(),
    limits: [],
  }));

test.each([
  [
    "the times of all links",
    ["LINKS_TO", "LINKS_TO", "LINKS_TO", "COPY_OF", "PART_OF"],
    fc.constant(NO_COPIES),
  ],
  ["those of all near copies", ["RESHARED_BY", "PART_OF", "QUOTES"], alike],
] as const)("with inferred edges, which rest on %s, too", (_, links, drawnCopies) => {
  let found = 0;
  fc.assert(
    fc.property(drawings(links), accounts, drawnCopies, (drawing, by, nearCopies) => {
      const { items } = drawing;
      const view: View = {
        ...viewBy(drawing, by),
        filter: { floor: "inferred", without: new Set() },
        nearCopies: leftIn(nearCopies, drawing),
      };
      const target = items.length - 1;
      const posed = posedOn(view, [0], [target]);
      const kept = Uint8Array.from(view.nodes, (_, item) => Number(item === 0 || item === target));
      const orderWithout = (ones: readonly number[]) => {
        const gone = ones.flatMap((one) =>
          one < items.length ? [one] : [...(view.postsOf.get(one) ?? [])],
        );
        const removed = removal(posed.graph, gone, kept);
        return solvePosed(posedOn(view, [0], [target], ALWAYS, removed), "earliest").order;
      };
      const order = orderWithout([]);
      const things = view.nodes.map((_, one) => one).filter((one) => !kept[one]);
      const told = bottlenecksOf(posed);
      const without = things.map((one) => orderWithout([one]));
      const wanted = (is: string) => things.filter((_, i) => without[i] === is);
      const mandatory = order === "none" ? [] : wanted("none");
      const pivotal = order === "certain" ? wanted("possible") : [];
      expect(inOrder([...told.mandatory.items, ...told.mandatory.accounts])).toEqual(mandatory);
      expect(inOrder([...told.pivotal.items, ...told.pivotal.accounts])).toEqual(pivotal);
      if (posed.graph.inferredFrom.size === 0) return;
      found += mandatory.length;
    }),
    { numRuns: RUNS, seed: 24 },
  );
  expect(found).toBeGreaterThan(RUNS / 100);
});

test("all of these came up, contradictory order facts too", () => {
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS / 100);
});
