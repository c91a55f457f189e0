/** What an answer comes to on each side of each contradiction, one at a time. */
import type { Dispute, Side } from "../model/answer.ts";
import { type Interval, intervalOf } from "../model/time.ts";
import { connectedTo } from "./connected.ts";
import type { Contradiction } from "./contradiction-sides.ts";
import { contradictionsOf } from "./contradictions.ts";
import type { Loaded } from "./loaded.ts";
import { keysOnPath, type Posed, type SettledQuestion, type Solution, solve } from "./solve.ts";

/** Contradictions tried per answer, nearest first. */
export const MAX_DISPUTES = 24;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function timesOnPath({ graph }: Solution, edges: readonly number[]): Interval[] {
  return edges.map((edge) => {
    const event = graph.event[edge] ?? 0;
    return intervalOf(graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN);
  });
}

function outcome(
  solution: Solution,
): Omit<Side, "says" | "sources" | "claims" | "removes" | "changes"> {
  return {
    order: solution.order,
    basis: solution.basis ?? null,
    path: solution.path ? keysOnPath(solution, solution.path) : null,
    times: solution.path ? timesOnPath(solution, solution.path) : null,
    elapsed: solution.elapsed ?? null,
    arrival: solution.arrival ?? null,
    departure: solution.departure ?? null,
  };
}

async function tryContradiction(
  loaded: Loaded,
  question: SettledQuestion,
  granted: ReturnType<typeof outcome>,
  contradiction: Contradiction,
): Promise<Dispute | undefined> {
  const sides: Side[] = [];
  for (const side of contradiction.sides) {
    const taken = outcome(await solve(loaded, question, new Set(side.removes)));
    const compared = [
      "order",
      "basis",
      "path",
      "times",
      "elapsed",
      "arrival",
      "departure",
    ] as const;
    sides.push({
      says: side.says,
      sources: [...side.sources],
      claims: [...side.claims],
      removes: [...side.removes],
      ...taken,
      changes: compared.filter((name) => !same(taken[name], granted[name])),
    });
  }
  if (sides.every((side) => side.changes.length === 0)) return undefined;
  const { name, kind, about, says } = contradiction;
  return { name, kind, about: [...about], says, sides };
}

/** Contradictions that can bear on the ends, those on them first. */
export async function relevantContradictions(
  loaded: Loaded,
  posed: Pick<Posed, "view">,
  ends: readonly number[],
): Promise<Contradiction[]> {
  const all = await contradictionsOf(loaded, posed.view);
  const connected = connectedTo(loaded.graph(posed.view), ends);
  const touched = (contradiction: Contradiction) =>
    contradiction.about.flatMap((key) => {
      const index = posed.view.indexOf.get(key);
      return index === undefined ? [] : [index, ...(posed.view.postsOf.get(index) ?? [])];
    });
  const near = new Set(ends);
  const distance = (contradiction: Contradiction) =>
    touched(contradiction).some((node) => near.has(node)) ? 0 : 1;
  return all
    .filter((contradiction) => touched(contradiction).some((node) => connected[node]))
    .map((contradiction, i) => ({ contradiction, i, far: distance(contradiction) }))
    .sort((a, b) => a.far - b.far || a.i - b.i)
    .map(({ contradiction }) => contradiction);
}

export async function disputesOf(
  loaded: Loaded,
  question: SettledQuestion,
  solution: Solution,
): Promise<{ disputes: Dispute[]; notTried: number }> {
  const granted = outcome(solution);
  const relevant = await relevantContradictions(loaded, solution, [
    ...solution.from.items,
    ...solution.to.items,
  ]);
  const disputes: Dispute[] = [];
  for (const contradiction of relevant.slice(0, MAX_DISPUTES)) {
    const dispute = await tryContradiction(loaded, question, granted, contradiction);
    if (dispute) disputes.push(dispute);
  }
  return { disputes, notTried: Math.max(0, relevant.length - MAX_DISPUTES) };
}
