/** What the engines in JavaScript share: the file, the clock and the lines they print. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const MAX_RUNS = 51;
const BUDGET_MS = 1_000;
const RECORDS_AT_ONCE = 1 << 18;

/** Edges in the order of time; times in seconds. */
export interface Columns {
  source: Int32Array;
  target: Int32Array;
  time: Int32Array;
}

export interface Arrivals {
  reach: number;
  /** Of the arrivals in seconds; a number is exact, for it stays under 2^53. */
  sum: number;
}

export function readColumns(path: string): Columns {
  const file = openSync(path, "r");
  const count = fstatSync(file).size / 12;
  const source = new Int32Array(count);
  const target = new Int32Array(count);
  const time = new Int32Array(count);
  const buffer = new Uint32Array(3 * RECORDS_AT_ONCE);
  for (let done = 0; done < count; ) {
    const records = readSync(file, buffer, 0, buffer.byteLength, 12 * done) / 12;
    for (let at = 0; at < records; at += 1) {
      source[done + at] = buffer[3 * at] ?? 0;
      target[done + at] = buffer[3 * at + 1] ?? 0;
      time[done + at] = buffer[3 * at + 2] ?? 0;
    }
    done += records;
  }
  closeSync(file);
  return { source, target, time };
}

const print = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const numbers = (list: string): number[] => list.split(",").map(Number);

function lastWords(count: number): string[] {
  const words = process.argv.slice(-count);
  if (process.argv.length < count + 3) throw new Error("words are missing: see engines/c/sweep.c");
  return words;
}

export interface Question {
  path: string;
  nodes: number;
  sources: number[];
}

/** `arrivals <edges> <nodes> <source,...>`, as all engines are asked. */
export function readQuestion(): Question {
  const [path = "", nodes = "", sources = ""] = lastWords(3);
  return { path, nodes: Number(nodes), sources: numbers(sources) };
}

export interface RemovalsQuestion {
  path: string;
  nodes: number;
  source: number;
  removed: number[];
}

/** `removals <edges> <nodes> <source> <removed,...>`; undefined for a question of arrivals. */
export function readRemovalsQuestion(): RemovalsQuestion | undefined {
  if (process.argv[2] !== "removals") return undefined;
  const [path = "", nodes = "", source = "", removed = ""] = lastWords(4);
  return { path, nodes: Number(nodes), source: Number(source), removed: numbers(removed) };
}

async function timed<T>(ask: () => Promise<T> | T): Promise<{ answer: T; ms: number[] }> {
  const ms: number[] = [];
  for (let spent = 0; ; ) {
    const from = performance.now();
    const asked = ask();
    const answer = asked instanceof Promise ? await asked : asked;
    const took = performance.now() - from;
    ms.push(took);
    spent += took;
    if (ms.length === MAX_RUNS || spent >= BUDGET_MS) return { answer, ms };
  }
}

async function loaded<T>(load: () => Promise<T> | T, before: number): Promise<T> {
  const begun = performance.now();
  const graph = await load();
  print({ loadMs: before + performance.now() - begun });
  return graph;
}

const printPeak = (): void => print({ peakMb: process.resourceUsage().maxRSS / 1024 });

/**
 * Loads once, then asks from each source up to 51 times or for a second, at least once. `loadMs` is
 * what was spent on loading in an earlier process.
 */
export async function answerArrivals(
  { sources }: Question,
  load: () => Promise<(source: number) => Promise<Arrivals> | Arrivals>,
  loadMs = 0,
): Promise<void> {
  const ask = await loaded(load, loadMs);
  for (const source of sources) {
    const { answer, ms } = await timed(() => ask(source));
    print({ source, reach: answer.reach, sum: String(answer.sum), ms });
  }
  printPeak();
}

/** `ask` answers for all removed nodes at once, each in a world of its own. */
export async function answerRemovals(
  { source, removed }: RemovalsQuestion,
  load: () => () => Arrivals[],
): Promise<void> {
  const ask = await loaded(load, 0);
  const { answer, ms } = await timed(ask);
  const removals = answer.map(({ reach, sum }, lane) => ({
    ...{ removed: removed[lane], reach, sum: String(sum) },
  }));
  print({ source, removals, ms });
  printPeak();
}
