/**
 * The accounts that carried most of a reach: how many items are no longer reached, or only later,
 * without each of them alone. Removals are tried 32 at a time (`lanes.ts`), with the times as they
 * stand: exact unless order facts that rest on what is removed had narrowed some.
 */
import type { Causes } from "../graph/push-bounds.ts";
import { compare } from "../model/compare.ts";
import { flowOf } from "./engine/flow.ts";
import { LANES, lostIn, withoutEach } from "./engine/lanes.ts";
import type { Reached } from "./engine/reached.ts";
import { codeWindow } from "./engine/window.ts";
import { type Posed, removal, unitOf } from "./solve.ts";

export interface Carrier {
  account: number;
  /** Items asked about that no possible path reaches without it, and whose possible earliest is later. */
  noLonger: number;
  late: number;
  /** No time that a step goes by rests on what is taken out. */
  exact: boolean;
}

/** Accounts that are tried: those through which most was first reached. */
const MAX_TRIED = 2 * LANES;
const MAX_TOLD = 10;

/** Accounts of items reached, by how many items their own gave to, first and onwards, greatest first. */
function accountsOnWays({ view, graph }: Posed, { order, via, count }: Reached): number[] {
  const { graph: flow } = flowOf(graph);
  const behind = new Float64Array(flow.nodeCount);
  const given = new Map<number, number>();
  for (let i = count - 1; i >= 0; i -= 1) {
    const node = order[i] ?? 0;
    const after = behind[node] ?? 0;
    const unit = unitOf(view, node);
    if (after > 0 && unit !== node) given.set(unit, (given.get(unit) ?? 0) + after);
    const edge = via[node] ?? -1;
    const before = edge === -1 ? -1 : (flow.giver[edge] ?? -1);
    if (before !== -1) behind[before] = (behind[before] ?? 0) + after + 1;
  }
  return [...given]
    .sort(([a, some], [b, more]) => more - some || a - b)
    .slice(0, MAX_TRIED)
    .map(([account]) => account);
}

/** Items at the ends of edges whose order facts have narrowed a time that some step goes by. */
function itemsTimesRestOn({ graph, view, sources }: Posed): Uint8Array {
  const grounds = new Uint8Array(graph.nodeCount);
  const walk = ({ event, edge }: Causes, from: number, seen: Uint8Array): void => {
    for (let at = from; at !== -1 && seen[at] === 0; at = event[at] ?? -1) {
      seen[at] = 1;
      const moved = view.edges[edge[at] ?? -1];
      if (!moved) return;
      grounds[moved.giver] = 1;
      grounds[moved.receiver] = 1;
    }
  };
  for (const causes of [graph.lowCause, graph.highCause]) {
    const seen = new Uint8Array(causes.event.length);
    for (const event of graph.event) walk(causes, event, seen);
    for (const source of sources) walk(causes, source, seen);
  }
  return grounds;
}

/** The ten that carried most; the sources themselves are never taken out. */
export function carriersOf(posed: Posed): Carrier[] {
  const { view, graph, sources, targets, window } = posed;
  const { graph: flow, search } = flowOf(graph);
  const coded = codeWindow(flow, window);
  const before = search.reach(sources, "possible", coded);
  const kept = new Uint8Array(graph.nodeCount);
  for (const source of sources) kept[source] = 1;
  const wanted = new Uint8Array(graph.nodeCount);
  for (const target of targets) wanted[target] = 1;
  const grounds = itemsTimesRestOn(posed);
  const canCount = view.filter.floor === "inferred" || graph.conflicts.length > 0;
  const carriers: Carrier[] = [];
  const accounts = accountsOnWays(posed, before);
  for (let from = 0; from < accounts.length; from += LANES) {
    const some = accounts.slice(from, from + LANES);
    const removals = some.map((account) => {
      const removed = removal(graph, view.postsOf.get(account) ?? [], kept) ?? new Uint8Array(0);
      return [...removed.keys()].filter((node) => removed[node] === 1);
    });
    const lanes = withoutEach(flow, before, removals, coded);
    const late = new Int32Array(LANES);
    for (const { lane, node } of lanes.delays) {
      if (wanted[node] === 1) late[lane] = (late[lane] ?? 0) + 1;
    }
    some.forEach((account, lane) => {
      const noLonger = lostIn(lanes, lane, before).filter((node) => wanted[node] === 1).length;
      if (noLonger + (late[lane] ?? 0) === 0) return;
      const exact = !canCount && (removals[lane] ?? []).every((node) => grounds[node] === 0);
      carriers.push({ account, noLonger, late: late[lane] ?? 0, exact });
    });
  }
  const keyOf = ({ account }: Carrier) => view.nodes[account]?.key ?? "";
  return carriers
    .sort((a, b) => b.noLonger - a.noLonger || b.late - a.late || compare(keyOf(a), keyOf(b)))
    .slice(0, MAX_TOLD);
}
