/** Items and accounts reached, each with the hop that brought it and the words that show it. */
import type { Arrived, ReachAnswer } from "../model/reach-answer.ts";
import type { Arrivals } from "./arrived.ts";
import type { CitationList } from "./citations.ts";
import type { Bound } from "./claims-behind.ts";
import type { Forward } from "./engine/labels.ts";
import { type Step, tellHops } from "./hops.ts";
import type { Loaded } from "./loaded.ts";
import { citePosts } from "./posts-cited.ts";
import { accountRefOf, refsOf } from "./refs.ts";
import { keysOf, type Posed } from "./solve.ts";

export interface One extends Arrived {
  /** Index of the item or account. */
  of: number;
}

export interface OneAccount extends One {
  /** Its item that was reached soonest. */
  item: number;
}

/** The bound that is the earliest arrival: the hop's own, or one before it on the way that arrives first. */
function boundOfEarliest({ graph }: Posed, { label, via }: Forward, item: number): Bound[] {
  const earliest = label[item] ?? Number.NaN;
  if (!Number.isFinite(earliest)) return [];
  let at = item;
  for (let edge = via[at] ?? -1; edge !== -1; edge = via[at] ?? -1) {
    const event = graph.event[edge] ?? -1;
    if (graph.low[event] === earliest) return [{ event, which: "low" }];
    at = graph.giver[edge] ?? -1;
  }
  return graph.low[at] === earliest ? [{ event: at, which: "low" }] : [];
}

/** A way that is certain if any is. */
const wayTo = ({ possible, certain }: Arrivals, item: number): Forward =>
  Number.isNaN(certain.label[item]) ? possible : certain;

/** The edge by which an item was reached. */
export const edgeTo = (arrivals: Arrivals, item: number): number =>
  wayTo(arrivals, item).via[item] ?? -1;

function stepTo(posed: Posed, arrivals: Arrivals, item: number): Step {
  const { via } = wayTo(arrivals, item);
  const edge = via[item] ?? -1;
  const before = via[posed.graph.giver[edge] ?? -1] ?? -1;
  return {
    previous: before === -1 ? undefined : before,
    edge,
    besides: boundOfEarliest(posed, arrivals.possible, item),
  };
}

export async function tellItems(
  loaded: Loaded,
  posed: Posed,
  arrivals: Arrivals,
  shown: readonly One[],
  citations: CitationList,
): Promise<ReachAnswer["items"]> {
  const ref = refsOf(loaded, posed.view, posed.graph);
  const steps = shown.map(({ of }) => stepTo(posed, arrivals, of));
  const hops = await tellHops(loaded, posed, steps, citations);
  return shown.flatMap(({ of, ...arrived }, i) => {
    const hop = hops[i];
    return hop ? [{ item: ref(of), ...arrived, hop }] : [];
  });
}

export async function tellAccounts(
  loaded: Loaded,
  posed: Posed,
  shown: readonly OneAccount[],
  citations: CitationList,
): Promise<ReachAnswer["accounts"]> {
  const ref = accountRefOf(posed.view);
  const posts = shown.map(({ of, item }) => ({ item, account: of }));
  const claims = await citePosts(loaded, posed, posts, citations);
  return shown.flatMap(({ of, item, ...arrived }, i) =>
    keysOf(posed.view, [item]).map((key) => ({
      account: ref(of),
      ...arrived,
      item: key,
      claims: claims[i] ?? [],
    })),
  );
}
