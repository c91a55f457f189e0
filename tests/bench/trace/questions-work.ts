/** W2, W6 and order: what only Headwater is asked, beside its own sweep in the same process. */
import { z } from "zod";
import { inFreshProcess } from "../measure.ts";
import { type Aim, type CheckedSet, middle, type Table, type WorkItem } from "./bench.ts";
import { inMs, times } from "./figures.ts";

const PAIR = { p50: 5, p99: 200 };
const MOST_SWEEPS = { paths: 3, order: 4 };
const MOST_BYTES = { exact: 24, wide: 32 };
/** Larger sets are asked W1 and W5 only: drawing and checking these questions takes many minutes there. */
const MOST_EDGES = 2_000_000;

const saidSchema = z.object({
  /** Milliseconds. */
  sweep: z.number(),
  both: z.number(),
  wideBoth: z.number(),
  paths: z.array(z.number()),
  /** Microseconds, ascending. */
  reachable: z.array(z.number()),
  unreachable: z.array(z.number()),
  possible: z.int(),
  certain: z.int(),
  reached: z.int(),
  bytes: z.object({ exact: z.number(), wide: z.number() }),
});
type Said = z.infer<typeof saidSchema>;

const part = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? Number.NaN;

export const QUESTIONS: WorkItem = {
  id: "W2, W6, order",
  what: "one pair; ten distinct paths; certain and possible together; bytes an edge",
  aim: `a pair p50 at most ${PAIR.p50} us and p99 at most ${PAIR.p99} us; ten paths at most ${MOST_SWEEPS.paths} sweeps; both orders at most ${MOST_SWEEPS.order}`,
  async run(bench) {
    const [tables, aims, raw]: [Table[], Aim[], unknown[]] = [[], [], []];
    for (const set of bench.sets.filter(({ edges }) => edges <= MOST_EDGES)) {
      const rounds: Said[] = [];
      for (let round = 0; round < bench.rounds; round += 1) {
        bench.log(`${set.id}, questions, round ${round + 1}`);
        rounds.push(await ask(set));
      }
      tables.push(tableOf(set, rounds));
      aims.push(...aimsOf(set, rounds));
      raw.push({ set: set.id, rounds });
    }
    return { tables, aims, raw };
  },
};

const ask = async (set: CheckedSet): Promise<Said> =>
  saidSchema.parse(
    await inFreshProcess(
      "trace/engines/our-questions.ts",
      ...[set.path, String(set.nodes), String(set.hub)],
    ),
  );

const over = (rounds: readonly Said[], of: (said: Said) => number): number =>
  middle(rounds.map(of)) ?? Number.NaN;

const sweeps = (rounds: readonly Said[], of: (said: Said) => number): number =>
  over(rounds, (said) => of(said) / said.sweep);

const pathsOf = ({ paths }: Said): number => middle(paths) ?? Number.NaN;

function tableOf(set: CheckedSet, rounds: readonly Said[]): Table {
  const micro = (of: (said: Said) => number) => inMs(over(rounds, of));
  const pair = (name: string, of: (said: Said) => readonly number[]) => [
    name,
    `p50 ${micro((said) => part(of(said), 0.5))} us, p99 ${micro((said) => part(of(said), 0.99))} us, greatest ${micro((said) => part(of(said), 0.999))} us`,
    "",
  ];
  const timed = (name: string, of: (said: Said) => number) => [
    name,
    `${inMs(over(rounds, of))} ms`,
    times(sweeps(rounds, of)),
  ];
  return {
    title: `W2, W6 and order, ${set.id}`,
    columns: ["question", "time", "sweeps"],
    rows: [
      timed("reach from the hub, times exact", ({ sweep }) => sweep),
      timed("certain and possible, times exact", ({ both }) => both),
      timed("certain and possible, times a minute wide", ({ wideBoth }) => wideBoth),
      timed("ten distinct paths from the hub (median of nine targets)", pathsOf),
      pair("500 pairs, reachable", ({ reachable }) => reachable),
      pair("500 pairs, not reachable", ({ unreachable }) => unreachable),
      [
        "bytes an edge, exact; with intervals",
        `${over(rounds, ({ bytes }) => bytes.exact)}; ${over(rounds, ({ bytes }) => bytes.wide)}`,
        "",
      ],
    ],
  };
}

function aimsOf(set: CheckedSet, rounds: readonly Said[]): Aim[] {
  const atMost = (what: string, most: number, measured: number, unit: string): Aim => ({
    aim: `${set.id}: ${what} at most ${most} ${unit}`,
    measured: times(measured),
    met: measured <= most,
  });
  const pairs = (["reachable", "unreachable"] as const).flatMap((kind) => [
    atMost(
      `${kind} pair, p50`,
      PAIR.p50,
      over(rounds, (said) => part(said[kind], 0.5)),
      "us",
    ),
    atMost(
      `${kind} pair, p99`,
      PAIR.p99,
      over(rounds, (said) => part(said[kind], 0.99)),
      "us",
    ),
  ]);
  const { paths, order } = MOST_SWEEPS;
  return [
    ...pairs,
    atMost("ten distinct paths", paths, sweeps(rounds, pathsOf), "sweeps"),
    atMost(
      "both orders, times exact",
      order,
      sweeps(rounds, (said) => said.both),
      "sweeps",
    ),
    atMost(
      "both orders, with intervals",
      order,
      sweeps(rounds, (said) => said.wideBoth),
      "sweeps",
    ),
    atMost(
      "an edge, exact",
      MOST_BYTES.exact,
      over(rounds, ({ bytes }) => bytes.exact),
      "bytes",
    ),
    atMost(
      "an edge, intervals",
      MOST_BYTES.wide,
      over(rounds, ({ bytes }) => bytes.wide),
      "bytes",
    ),
  ];
}
