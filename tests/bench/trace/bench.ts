/** What a work item is given and what it tells: add one to `WORK` in work.ts. */
import { type Arrivals, runProcess } from "./engine-process.ts";
import { C, type Engine } from "./engines.ts";
import type { Expected } from "./reference.ts";
import type { InputSet } from "./sets.ts";

/** An engine that is installed. */
export interface Ready extends Engine {
  version: string;
}

export interface CheckedSet extends InputSet {
  /** By source; of the reference, and where it has none, of C, which equals it wherever it has one. */
  expected: ReadonlyMap<number, Expected>;
}

export interface Bench {
  work: string;
  sets: readonly CheckedSet[];
  engines: readonly Ready[];
  rounds: number;
  /** Tells a person what goes on. */
  log(line: string): void;
}

export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface Aim {
  aim: string;
  measured: string;
  /** Null when it could not be measured. */
  met: boolean | null;
}

export interface Told {
  tables: Table[];
  aims: Aim[];
  /** Figures as they were measured, for the JSON file. */
  raw: unknown;
}

export interface WorkItem {
  id: string;
  what: string;
  aim: string;
  run(bench: Bench): Promise<Told>;
}

/** Median of the ratios of what was measured in the same round; undefined when no round has both. */
export function ratioOf(
  mine: readonly (number | undefined)[],
  other: readonly (number | undefined)[],
): number | undefined {
  const ratios = mine.flatMap((value, round) => {
    const beside = other[round];
    return value === undefined || beside === undefined ? [] : [value / beside];
  });
  return middle(ratios);
}

/** Median; undefined of nothing. */
export function middle(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export const isRight = (answer: Pick<Arrivals, "reach" | "sum">, expected: Expected | undefined) =>
  answer.reach === expected?.reach && answer.sum === expected.sum;

/**
 * What C answers from every source of a set.
 * @throws Error if it differs from the reference, for then nothing is to be believed
 */
export async function checkSet(work: string, set: InputSet): Promise<CheckedSet> {
  const { program, args } = C.command(work, set);
  const asked = [...args, set.path, String(set.nodes), set.sources.join()];
  const { arrivals, ended } = await runProcess({ program, args: asked, work });
  if (ended !== undefined) throw new Error(`C on ${set.id}: ${ended}`);
  const expected = new Map<number, Expected>(arrivals.map((answer) => [answer.source, answer]));
  for (const known of set.reference) {
    const answer = expected.get(known.source);
    if (answer === undefined || !isRight(answer, known)) {
      throw new Error(`C on ${set.id}: wrong answer from ${known.source}`);
    }
  }
  return { ...set, expected };
}
