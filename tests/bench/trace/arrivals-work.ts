/** W1: reach and earliest arrival at all nodes, from each source of each set. */
import {
  type Aim,
  type Bench,
  type CheckedSet,
  middle,
  ratioOf,
  type Table,
  type WorkItem,
} from "./bench.ts";
import { runProcess } from "./engine-process.ts";
import { C, OURS } from "./engines.ts";
import { inMs, inSeconds, times } from "./figures.ts";
import { type Asked, askInRounds, roundMedians } from "./rounds.ts";

/** How many times faster Headwater is to be from the hub of Higgs. */
const FASTER = [
  { id: "networkx", least: 35 },
  { id: "graphology", least: 22 },
  { id: "duckdb", least: 10 },
  { id: "raphtory", least: 1_000 },
  { id: "neo4j-expanded", least: 90 },
];
const MOST_OF_C = 1.3;
/** A source that reaches less than this part of the nodes reaches few. */
const FEW = 0.01;
const CEILINGS = ["c", "c-avx512"];

export const ARRIVALS: WorkItem = {
  id: "W1",
  what: "reach and earliest arrival from one node at all others",
  aim: `at most ${MOST_OF_C} times C; from sources that reach few never slower than any engine`,
  async run(bench) {
    const [tables, aims, raw]: [Table[], Aim[], unknown[]] = [[], [], []];
    for (const set of bench.sets) {
      const asked = await askInRounds(bench, set);
      tables.push(hubTable(set, asked, await streamed(bench, set)), sourceTable(set, asked));
      if (set.id === "higgs") aims.push(...hubAims(set, asked));
      else aims.push(ceilingAim(set, asked));
      aims.push(...slowerAims(set, asked));
      raw.push({ set: set.id, engines: asked.map(rawOf) });
    }
    return { tables, aims, raw };
  },
};

const rawOf = ({ engine, loadMs, peakMb, times: ms, failures }: Asked) => ({
  engine: engine.id,
  ...{ loadMs, peakMb, ms: Object.fromEntries(ms), failures: Object.fromEntries(failures) },
});

async function streamed(bench: Bench, set: CheckedSet): Promise<number | undefined> {
  const { program } = C.command(bench.work, set);
  const args = ["stream", set.path, String(set.nodes)];
  return middle((await runProcess({ program, args, work: bench.work })).stream);
}

const mediansOf = (asked: readonly Asked[], id: string, source: number) => {
  const found = asked.find(({ engine }) => engine.id === id);
  return found === undefined ? [] : roundMedians(found, source);
};

const known = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value) => value !== undefined);

function hubTable(set: CheckedSet, asked: Asked[], stream: number | undefined): Table {
  const { hub } = set;
  const besideC = mediansOf(asked, C.id, hub);
  const besideOurs = mediansOf(asked, OURS, hub);
  const rows = asked.map((one) => {
    const rounds = roundMedians(one, hub);
    const { engine } = one;
    return [
      engine.label,
      inSeconds(middle(known(one.loadMs))),
      one.failures.get(hub) ?? inMs(middle(known(rounds))),
      engine.different ?? times(ratioOf(rounds, besideC)),
      engine.different ?? times(ratioOf(rounds, besideOurs)),
      String(Math.round(middle(known(one.peakMb)) ?? 0) || ""),
      known(rounds).map(inMs).join(", "),
    ];
  });
  const limit = ["reading both columns (the limit of memory)", "", inMs(stream)];
  rows.unshift([
    ...limit,
    times(ratioOf([stream], besideC)),
    times(ratioOf([stream], besideOurs)),
    "",
    "",
  ]);
  return {
    title: `W1, ${set.id} (${set.edges} edges, ${set.nodes} nodes), from the hub ${hub}, which reaches ${set.expected.get(hub)?.reach ?? 0}`,
    columns: [
      "engine",
      "load s",
      "ms",
      "x C",
      "x Headwater",
      "peak MB",
      "median of each round, ms",
    ],
    rows,
  };
}

function sourceTable(set: CheckedSet, asked: Asked[]): Table {
  const rows = set.sources.map((source) => [
    String(source),
    String(set.expected.get(source)?.reach ?? ""),
    ...asked.map((one) => {
      const reach = one.engine.different ? ` (${one.reaches.get(source) ?? 0} reached)` : "";
      return one.failures.get(source) ?? inMs(middle(known(roundMedians(one, source)))) + reach;
    }),
  ]);
  return {
    title: `W1, ${set.id}, from each source: ms`,
    columns: ["source", "reaches", ...asked.map(({ engine }) => engine.id)],
    rows,
  };
}

function ceilingAim(set: CheckedSet, asked: Asked[]): Aim {
  const ratio = ratioOf(mediansOf(asked, OURS, set.hub), mediansOf(asked, C.id, set.hub));
  return {
    aim: `${set.id}, hub: at most ${MOST_OF_C} times C`,
    measured: times(ratio),
    met: ratio === undefined ? null : ratio <= MOST_OF_C,
  };
}

function hubAims(set: CheckedSet, asked: Asked[]): Aim[] {
  const ours = mediansOf(asked, OURS, set.hub);
  const faster = FASTER.map(({ id, least }): Aim => {
    const one = asked.find(({ engine }) => engine.id === id);
    const ratio = ratioOf(mediansOf(asked, id, set.hub), ours);
    return {
      aim: `higgs, hub: at least ${least} times as fast as ${id}`,
      measured: ratio === undefined ? (one?.failures.get(set.hub) ?? "not measured") : times(ratio),
      met: ratio === undefined ? null : ratio >= least,
    };
  });
  return [ceilingAim(set, asked), ...faster];
}

/** C counts among the others where few are reached: there a search must beat any sweep. */
function slowerAims(set: CheckedSet, asked: Asked[]): Aim[] {
  const few = (source: number) => (set.expected.get(source)?.reach ?? 0) < FEW * set.nodes;
  const slower = set.sources.flatMap((source) => {
    const ours = mediansOf(asked, OURS, source);
    return asked.flatMap(({ engine }) => {
      if (engine.id === OURS || engine.different !== undefined) return [];
      if (CEILINGS.includes(engine.id) && !few(source)) return [];
      const ratio = ratioOf(ours, mediansOf(asked, engine.id, source));
      return ratio === undefined || ratio <= 1 ? [] : [`${source}: ${engine.id} ${times(ratio)}`];
    });
  });
  const measured = known(set.sources.flatMap((source) => mediansOf(asked, OURS, source)));
  return [
    {
      aim: `${set.id}: slower than no engine from any source (than C only where fewer than 1 % are reached)`,
      measured: slower.join("; ") || "none",
      met: measured.length === 0 ? null : slower.length === 0,
    },
  ];
}
