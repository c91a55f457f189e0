/** W8 and building: what is asked of a store of a million edges, and of the file of its graph. */
import { z } from "zod";
import { inFreshProcess } from "../measure.ts";
import type { Aim, WorkItem } from "./bench.ts";
import { inMs } from "./figures.ts";

const LEAST = { built: 1_500_000, reopened: 50_000_000 };
const MOST_PAIR_MS = 30;

const buildSchema = z.object({
  edges: z.int(),
  nodes: z.int(),
  /** Edges a second. */
  columns: z.number(),
  built: z.number(),
  reopened: z.number(),
});
const pairSchema = z.array(
  z.object({
    what: z.string(),
    pairs: z.int(),
    p50Ms: z.number(),
    p99Ms: z.number(),
    roundTrips: z.number(),
    levels: z.number(),
    widest: z.number(),
    edges: z.number(),
  }),
);

const millions = (perSecond: number): string => `${(perSecond / 1e6).toPrecision(3)} M/s`;

export const BUILDING: WorkItem = {
  id: "building",
  what: "the graph of a SQLite store, and of its file",
  aim: `built at ${millions(LEAST.built)} or more, reopened at ${millions(LEAST.reopened)} or more`,
  async run({ log }) {
    log("building, from a store of a million edges");
    const said = buildSchema.parse(await inFreshProcess("trace/engines/our-store.ts", "build"));
    const atLeast = (what: string, name: "built" | "reopened"): Aim => ({
      aim: `${what} at ${millions(LEAST[name])} or more`,
      measured: millions(said[name]),
      met: said[name] >= LEAST[name],
    });
    return {
      tables: [
        {
          title: `The graph of a SQLite store (${said.edges} edges, ${said.nodes} nodes)`,
          columns: ["", "edges a second"],
          rows: [
            ["reading its columns", millions(said.columns)],
            ["the finished graph", millions(said.built)],
            ["reopening it from its file", millions(said.reopened)],
          ],
        },
      ],
      aims: [atLeast("built from SQLite", "built"), atLeast("reopened", "reopened")],
      raw: said,
    };
  },
};

export const PAIR_OVER_STORE: WorkItem = {
  id: "W8",
  what: "one pair over a SQLite store of a million edges that is not read whole",
  aim: `p50 at most ${MOST_PAIR_MS} ms; each edge read once; reads at most levels + 2`,
  async run({ log }) {
    log("W8, pairs over a store of a million edges");
    const said = pairSchema.parse(await inFreshProcess("trace/engines/our-store.ts", "pair"));
    return {
      tables: [
        {
          title: "W8: one pair over SQLite (medians; levels of at most 5,000 keys)",
          columns: [
            "",
            "pairs",
            "p50 ms",
            "p99 ms",
            "reads",
            "levels",
            "edges read",
            "widest level",
          ],
          rows: said.map((one) => [
            one.what,
            String(one.pairs),
            inMs(one.p50Ms),
            inMs(one.p99Ms),
            String(one.roundTrips),
            String(one.levels),
            String(one.edges),
            String(one.widest),
          ]),
        },
      ],
      aims: said.map(({ what, p50Ms }) => ({
        aim: `a pair over SQLite, ${what}: p50 at most ${MOST_PAIR_MS} ms`,
        measured: inMs(p50Ms),
        met: p50Ms <= MOST_PAIR_MS,
      })),
      raw: said,
    };
  },
};
