/** What is otherwise when each of several things is taken out by itself. */
import { temporalGraph } from "../graph/temporal-graph.ts";
import type { Removal } from "../model/reach-answer.ts";
import { type Arrivals, arrivalsFrom, changesAt } from "./arrived.ts";
import type { Loaded } from "./loaded.ts";
import { refsOf } from "./refs.ts";
import { endOf, type Selector } from "./selector.ts";
import { bothOut, type Posed, removal } from "./solve.ts";

/** Items listed of those that are otherwise. */
const MAX_LISTED = 100;

/** The question with some more items out: its graph has neither their edges nor their order facts. */
function without(posed: Posed, items: readonly number[]): Posed {
  const removed = bothOut(posed.removed, removal(posed.graph, items));
  if (!removed) return posed;
  const present = (item: number) => !removed[item];
  return {
    ...posed,
    graph: temporalGraph(posed.view, removed),
    sources: posed.sources.filter(present),
    targets: posed.targets.filter(present),
    removed,
  };
}

/** What is asked about, as it was written and as it was understood. */
export interface Named {
  text: string;
  selector: Exclude<Selector, { kind: "words" }>;
}

/** What a question itself comes to. */
type Verdict = Pick<Removal, "order" | "basis" | "arrival">;

/** The order without each of these by itself, by what was asked. */
export async function ordersWithout(
  loaded: Loaded,
  posed: Posed,
  asked: readonly Named[],
  verdict: (posed: Posed) => Verdict,
): Promise<[string, string][]> {
  const orders: [string, string][] = [];
  for (const { text, selector } of asked) {
    const { items } = await endOf(loaded, posed.view, text, selector);
    const { order, basis } = verdict(without(posed, items));
    orders.push([`without ${text}`, `order ${order}${basis === null ? "" : `, basis ${basis}`}`]);
  }
  return orders;
}

const countOf = (marks: Uint8Array | undefined): number =>
  marks?.reduce((sum, mark) => sum + mark, 0) ?? 0;

/** Takes out each of these by itself, of what is not out yet; the targets are those asked about. */
export async function removalsOf<T extends Verdict>(
  loaded: Loaded,
  posed: Posed,
  asked: readonly Named[],
  verdict: (posed: Posed, arrivals: Arrivals) => T | Promise<T>,
): Promise<(Removal & T)[]> {
  const before = arrivalsFrom(posed);
  const ref = refsOf(loaded, posed.view, posed.graph);
  const told: (Removal & T)[] = [];
  for (const { text, selector } of asked) {
    const end = await endOf(loaded, posed.view, text, selector);
    const left = without(posed, end.items);
    const after = arrivalsFrom(left);
    const { takenOut, noLonger, late } = changesAt(posed.targets, before, after, left.removed);
    told.push({
      asked: text,
      inEvidence: end.inEvidence,
      takenOut: countOf(left.removed) - countOf(posed.removed),
      takenOutOfAsked: takenOut.length,
      ...(await verdict(left, after)),
      noLongerReached: { count: noLonger.length, items: noLonger.slice(0, MAX_LISTED).map(ref) },
      late: {
        count: late.length,
        items: late.slice(0, MAX_LISTED).map(({ item, ...rest }) => ({ item: ref(item), ...rest })),
      },
    });
  }
  return told;
}
