import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Inference } from "../../src/graph/inference.ts";
import { temporalGraph } from "../../src/graph/temporal-graph.ts";
import type { View } from "../../src/graph/view.ts";
import type { Basis } from "../../src/model/basis.ts";
import { RELATIONS } from "../../src/model/edge.ts";
import type { ItemType } from "../../src/model/item.ts";
import { solvePosed } from "../../src/trace/solve.ts";
import { drawings } from "./drawings.ts";
import { drawnEdge, posedOn, viewOfDrawing } from "./drawn-view.ts";
import {
  arrivals,
  type Drawing,
  type DrawnEdge,
  type DrawnItem,
  spanOfEvent,
  type Worlds,
  worldsOf,
  worldsOfPath,
} from "./worlds.ts";

const RUNS = Number(process.env["HEADWATER_WORLDS"] ?? 4_000);

interface Inferred {
  /** Edges of the drawing: the earlier post's link, and the later's. */
  from: number;
  to: number;
}

/**
 * A post that links to X has it from the earlier post that links to X: its latest before the
 * other's earliest; of those the greatest latest, ties by key; recorded and reported links only.
 */
function sameLinks(drawing: Drawing, view: View, worlds: Worlds, basisOf: BasisOf): Inferred[] {
  const links = drawing.edges.flatMap((edge, index) => {
    const { earliest, latest } = spanOfEvent(worlds, worlds.flows[index]?.event ?? -1);
    const counts =
      edge.relation === "LINKS_TO" &&
      basisOf(edge) !== "inferred" &&
      view.nodes[edge.subject]?.type === "post";
    const key = view.nodes[edge.subject]?.key ?? "";
    return counts ? [{ index, post: edge.subject, to: edge.object, earliest, latest, key }] : [];
  });
  return links.flatMap((link) => {
    const earlier = links.filter(
      ({ to, post, latest }) =>
        to === link.to &&
        post !== link.post &&
        latest !== null &&
        link.earliest !== null &&
        latest < link.earliest,
    );
    const [best] = earlier.sort(
      (a, b) => (b.latest ?? 0) - (a.latest ?? 0) || (a.key < b.key ? -1 : 1),
    );
    return best ? [{ from: best.index, to: link.index }] : [];
  });
}

function linksOf(why: Inference): readonly [number, number] {
  if (why.method !== "same-link") throw new Error(`inferred by ${why.method}`);
  return why.links;
}

type BasisOf = (edge: DrawnEdge) => Basis;
const basisOf: BasisOf = ({ subject, object }) =>
  (["recorded", "reported", "inferred", "reported"] as const)[(subject * 2 + object) % 4] ??
  "recorded";
const typeOf = (item: number): ItemType => (item === 3 ? "page" : "post");

const order = (a: Inferred, b: Inferred) => a.to - b.to || a.from - b.from;

describe("same-link", () => {
  test("infers what the definition says, and no more", () => {
    let inferred = 0;
    fc.assert(
      fc.property(drawings(["LINKS_TO", "LINKS_TO", "LINKS_TO", "QUOTES"]), (drawing) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const view = viewOfDrawing(drawing, { floor: "inferred", basisOf, typeOf });
        const graph = temporalGraph(view);
        const found = [...graph.inferredFrom].map(([edge, why]) => {
          const [from, to] = linksOf(why);
          expect(RELATIONS[graph.relation[edge] ?? -1]).toBe("MATCHES");
          expect(graph.giver[edge]).toBe(drawing.edges[graph.origin[from] ?? -1]?.subject);
          expect(graph.receiver[edge]).toBe(drawing.edges[graph.origin[to] ?? -1]?.subject);
          expect(graph.event[edge]).toBe(graph.event[to]);
          return { from: graph.origin[from] ?? -1, to: graph.origin[to] ?? -1 };
        });
        expect(found.sort(order)).toEqual(sameLinks(drawing, view, worlds, basisOf).sort(order));
        inferred += found.length;
      }),
      { numRuns: RUNS, seed: 3 },
    );
    expect(inferred).toBeGreaterThan(RUNS / 40);
  });

  test("answers with inferred edges are what all the worlds say", () => {
    fc.assert(
      fc.property(drawings(["LINKS_TO", "LINKS_TO", "LINKS_TO", "PART_OF"]), (drawing) => {
        const worlds = worldsOf(drawing);
        if (worlds.count === 0) return;
        const view = viewOfDrawing(drawing, { floor: "inferred" });
        const inferred = sameLinks(drawing, view, worlds, () => "recorded").map(({ from, to }) => ({
          giver: drawing.edges[from]?.subject ?? -1,
          receiver: drawing.edges[to]?.subject ?? -1,
          event: worlds.flows[to]?.event ?? -1,
        }));
        const truth = arrivals(
          { ...worlds, flows: [...worlds.flows, ...inferred] },
          drawing.items.length,
          [0],
        );
        truth.forEach((arrival, item) => {
          if (item === 0) return;
          const posed = posedOn(view, [0], [item]);
          const { order, path } = solvePosed(posed, "earliest");
          expect(order).toBe(
            arrival.worlds === 0
              ? "none"
              : arrival.worlds === worlds.count
                ? "certain"
                : "possible",
          );
          const events = path?.map(
            (edge) => worlds.flows[drawnEdge(posed.graph, edge)]?.event ?? -1,
          );
          if (events) expect(worldsOfPath(worlds, events).length).toBeGreaterThan(0);
        });
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });

  test("of many posts agrees with comparing every pair", () => {
    const moment = fc.integer({ min: 0, max: 30 });
    const link = fc.tuple(fc.nat(2), moment, fc.nat(4));
    fc.assert(
      fc.property(fc.array(link, { minLength: 5, maxLength: 40 }), (links) => {
        const open = { earliest: null, latest: null };
        const targets = [0, 1, 2].map((): DrawnItem => ({ fixed: false, ...open }));
        const drawing: Drawing = {
          items: [
            ...targets,
            ...links.map(([, at, wide]) => ({ fixed: true, earliest: at, latest: at + wide })),
          ],
          edges: links.map(([object], i) => ({
            relation: "LINKS_TO",
            subject: i + 3,
            object,
            ...open,
          })),
        };
        const graph = temporalGraph(viewOfDrawing(drawing, { floor: "inferred" }));
        const found = [...graph.inferredFrom.values()].map((why) => linksOf(why).join(" "));
        const expected = links.flatMap(([object, at], to) => {
          let best: number | undefined;
          links.forEach(([other, earliest, wide], from) => {
            if (from === to || other !== object || earliest + wide >= at) return;
            const [, start, width] = links[best ?? -1] ?? [0, -1, -1];
            const later = earliest + wide - (start + width);
            const before = best !== undefined && `${from + 3}` < `${best + 3}`;
            if (later > 0 || (later === 0 && before)) best = from;
          });
          return best === undefined ? [] : [`${best} ${to}`];
        });
        expect(found.sort()).toEqual(expected.sort());
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  /** Posts on a board that link to one paste, each at its time. */
  function linking(times: readonly (readonly [number, number])[]): Drawing {
    const paste: DrawnItem = { fixed: false, earliest: null, latest: null };
    return {
      items: [
        paste,
        ...times.map(([earliest, latest]): DrawnItem => ({ fixed: true, earliest, latest })),
      ],
      edges: times.map((_, i) => ({
        relation: "LINKS_TO",
        subject: i + 1,
        object: 0,
        earliest: null,
        latest: null,
      })),
    };
  }

  function fromWhom(drawing: Drawing, floor: Basis, removed?: Uint8Array): [number, number][] {
    const graph = temporalGraph(viewOfDrawing(drawing, { floor }), removed);
    return [...graph.inferredFrom.keys()].map((edge) => [
      graph.giver[edge] ?? -1,
      graph.receiver[edge] ?? -1,
    ]);
  }

  const three = linking([
    [1, 1],
    [2, 3],
    [4, 4],
  ]);

  test("comes from the nearest earlier post, not from all", () => {
    expect(fromWhom(three, "inferred")).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test("needs the floor that admits it", () => {
    expect(fromWhom(three, "reported")).toEqual([]);
  });

  test("passes over a post that is taken out", () => {
    expect(fromWhom(three, "inferred", Uint8Array.of(0, 0, 1, 0))).toEqual([[1, 3]]);
  });

  test("does not come from a post that may be later", () => {
    expect(
      fromWhom(
        linking([
          [1, 3],
          [2, 4],
        ]),
        "inferred",
      ),
    ).toEqual([]);
  });

  test("goes neither way between posts of one moment, which have it from the one before", () => {
    const tied = linking([
      [1, 1],
      [2, 2],
      [2, 2],
    ]);
    expect(fromWhom(tied, "inferred")).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  test("on a tie comes from the first by key", () => {
    expect(
      fromWhom(
        linking([
          [1, 1],
          [1, 1],
          [2, 2],
        ]),
        "inferred",
      ),
    ).toContainEqual([1, 3]);
  });
});
