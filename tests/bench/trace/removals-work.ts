/** W5: what a source still reaches without each of 32 nodes, all in one pass. */
import {
  type Aim,
  type Bench,
  type CheckedSet,
  middle,
  type Table,
  type WorkItem,
} from "./bench.ts";
import { type Removals, runProcess } from "./engine-process.ts";
import { C, type Engine, OURS } from "./engines.ts";
import { inMs, times } from "./figures.ts";

/** Times of one sweep of the same engine: while masks fit the cache, and beyond. */
const MOST = { cached: 2, large: 6 };
const LARGE_EDGES = 50_000_000;
/** One sweep for each removal: fine to check with, too slow for large sets. */
const CHECKER = "plain-js";
const MOST_CHECKED_EDGES = 1_000_000;

interface Measured {
  engine: string;
  label: string;
  /** Medians of the rounds, ms: removals, and one sweep. */
  removals: number[];
  sweep: number[];
  wrong: boolean;
}

export const REMOVALS: WorkItem = {
  id: "W5",
  what: "32 removals at once, from the hub",
  aim: `at most ${MOST.cached} sweeps; at most ${MOST.large} where masks are larger than the cache`,
  async run(bench) {
    const [tables, aims, raw]: [Table[], Aim[], unknown[]] = [[], [], []];
    for (const set of bench.sets) {
      const measured = await measure(bench, set);
      tables.push(tableOf(set, measured));
      aims.push(aimOf(set, measured));
      raw.push({ set: set.id, measured });
    }
    return { tables, aims, raw };
  },
};

async function ask(bench: Bench, set: CheckedSet, engine: Engine) {
  const { program, args } = engine.command(bench.work, set);
  const [what, rest] = [["arrivals"], [set.path, String(set.nodes), String(set.hub)]];
  const before = args.slice(0, args.indexOf("arrivals"));
  const run = (words: string[]) =>
    runProcess({ program, args: [...before, ...words], work: bench.work });
  const { removals } = await run(["removals", ...rest, set.removed.join()]);
  const { arrivals } = await run([...what, ...rest]);
  return { removals: removals[0], sweep: middle(arrivals[0]?.ms ?? []) };
}

const answersOf = (said: Removals | undefined): string => JSON.stringify(said?.removals);

async function measure(bench: Bench, set: CheckedSet): Promise<Measured[]> {
  const engines = bench.engines.filter(
    ({ id }) => id === C.id || id === OURS || (id === CHECKER && set.edges <= MOST_CHECKED_EDGES),
  );
  const measured = engines.map(
    ({ id, label }): Measured => ({
      ...{ engine: id, label, removals: [], sweep: [], wrong: false },
    }),
  );
  let expected: string | undefined;
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const engine of engines) {
      const one = measured.find((some) => some.engine === engine.id);
      if (one === undefined || (engine.id === CHECKER && round > 0)) continue;
      bench.log(`${set.id}, removals, round ${round + 1}: ${engine.id}`);
      const { removals, sweep } = await ask(bench, set, engine);
      expected ??= answersOf(removals);
      const ms = middle(removals?.ms ?? []);
      one.wrong ||= ms === undefined || answersOf(removals) !== expected;
      if (ms !== undefined) one.removals.push(ms);
      if (sweep !== undefined) one.sweep.push(sweep);
    }
  }
  return measured;
}

const sweepsOf = ({ removals, sweep, wrong }: Measured): number | undefined =>
  wrong ? undefined : middle(removals.map((ms, round) => ms / (sweep[round] ?? Number.NaN)));

function tableOf(set: CheckedSet, measured: readonly Measured[]): Table {
  const rows = measured.map((one) =>
    one.wrong
      ? [one.label, "wrong answer", "", ""]
      : [one.label, inMs(middle(one.removals)), inMs(middle(one.sweep)), times(sweepsOf(one))],
  );
  return {
    title: `W5, ${set.id}: 32 removals at once`,
    columns: ["engine", "ms", "one sweep, ms", "sweeps"],
    rows,
  };
}

function aimOf(set: CheckedSet, measured: readonly Measured[]): Aim {
  const most = set.edges >= LARGE_EDGES ? MOST.large : MOST.cached;
  const ours = measured.find(({ engine }) => engine === OURS);
  const sweeps = ours && sweepsOf(ours);
  return {
    aim: `${set.id}: 32 removals in at most ${most} sweeps`,
    measured: ours?.wrong ? "wrong answer" : times(sweeps),
    met: sweeps === undefined ? null : sweeps <= most,
  };
}
