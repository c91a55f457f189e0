/** Engines asked in turn, each in a fresh process, in an order that alternates from round to round. */
import { type Bench, type CheckedSet, isRight, middle, type Ready } from "./bench.ts";
import { runProcess } from "./engine-process.ts";

/** A round that takes longer than this is not repeated. */
const SLOW_MS = 60_000;
/** An engine that did not finish so many questions is asked no more of them. */
const MOST_UNFINISHED = 2;

/** What one engine said of one set. */
export interface Asked {
  engine: Ready;
  loadMs: (number | undefined)[];
  peakMb: (number | undefined)[];
  /** By source and round: all times, ms. */
  times: Map<number, number[][]>;
  /** By source: why there is no time. */
  failures: Map<number, string>;
  /** By source: nodes reached, of an engine that answers another question. */
  reaches: Map<number, number>;
}

const nothingAsked = (engine: Ready): Asked => ({
  engine,
  ...{ loadMs: [], peakMb: [], times: new Map(), failures: new Map(), reaches: new Map() },
});

/** Median of each round; undefined where the engine had no right answer. */
export const roundMedians = ({ times }: Asked, source: number): (number | undefined)[] =>
  (times.get(source) ?? []).map((ms) => middle(ms));

/** The hub first, then by how much they reach. */
function inOrder({ sources, hub, expected }: CheckedSet): number[] {
  const reach = (source: number) => (source === hub ? -1 : (expected.get(source)?.reach ?? 0));
  return [...sources].sort((a, b) => reach(a) - reach(b));
}

export async function askInRounds(bench: Bench, set: CheckedSet): Promise<Asked[]> {
  const asked = bench.engines.map(nothingAsked);
  const slow = new Set<string>();
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const one of round % 2 === 0 ? asked : [...asked].reverse()) {
      const { engine } = one;
      if (slow.has(engine.id)) continue;
      if (set.edges > (engine.mostEdges ?? Number.POSITIVE_INFINITY)) {
        for (const source of set.sources) one.failures.set(source, "not asked");
        continue;
      }
      bench.log(`${set.id}, round ${round + 1}: ${engine.id}`);
      const begun = performance.now();
      await askAll(bench.work, set, one, round);
      if (performance.now() - begun > SLOW_MS) slow.add(engine.id);
    }
  }
  return asked;
}

/** Each time that a question does not finish, a new process is asked the rest. */
async function askAll(work: string, set: CheckedSet, asked: Asked, round: number): Promise<void> {
  const { engine } = asked;
  let left = inOrder(set);
  let unfinished = 0;
  while (left.length > 0) {
    const { program, args } = engine.command(work, set);
    const question = [...args, set.path, String(set.nodes), left.join()];
    const said = await runProcess({ program, args: question, work });
    await engine.after?.(work, set);
    asked.loadMs[round] = said.loadMs;
    asked.peakMb[round] = said.peakMb;
    for (const answer of said.arrivals) keep(asked, set, answer, round);
    left = left.slice(said.arrivals.length);
    const [current] = left;
    if (current === undefined) return;
    if (!said.unfinished) {
      for (const source of left) asked.failures.set(source, said.ended ?? "no answer");
      return;
    }
    unfinished += 1;
    asked.failures.set(current, said.ended ?? "no answer");
    left = left.slice(1);
    if (unfinished < MOST_UNFINISHED) continue;
    for (const source of left) asked.failures.set(source, "not asked");
    return;
  }
}

function keep(
  { engine, times, failures, reaches }: Asked,
  { expected }: CheckedSet,
  answer: { source: number; reach: number; sum: string; ms: number[] },
  round: number,
): void {
  const { source, ms } = answer;
  reaches.set(source, answer.reach);
  if (engine.different === undefined && !isRight(answer, expected.get(source))) {
    failures.set(source, "wrong answer");
    times.delete(source);
  } else if (failures.get(source) !== "wrong answer") {
    const rounds = times.get(source) ?? [];
    rounds[round] = ms;
    times.set(source, rounds);
  }
}
