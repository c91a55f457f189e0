/** Which items a timeline tells, in what order, and on which lines. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { ItemRef } from "../model/answer.ts";
import { basisOfRank } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import { highOf, type Interval, lowOf } from "../model/time.ts";
import { TIMELINE_MARK, type TimelineAnswer } from "../model/timeline-answer.ts";
import type { Loaded } from "../trace/loaded.ts";
import { refsOf } from "../trace/refs.ts";

export interface Chosen {
  /** Nodes told, in the order of the answer. */
  timed: readonly number[];
  /** Those without any time, by key. */
  untimed: readonly number[];
  outside: number;
  overLimit: number;
}

/** What is asked about, and one step from it both ways; all items if nothing is. */
export function itemsAround(
  view: View,
  graph: TemporalGraph,
  asked: ReadonlySet<number> | undefined,
): number[] {
  if (!asked) return view.nodes.flatMap(({ account }, node) => (account ? [] : [node]));
  const around = new Set(asked);
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const [giver, receiver] = [graph.giver[edge] ?? -1, graph.receiver[edge] ?? -1];
    if (asked.has(giver)) around.add(receiver);
    if (asked.has(receiver)) around.add(giver);
  }
  return [...around];
}

/** What is asked about stays before its neighbours when the limit cuts; else the latest are cut. */
export function choose(
  view: View,
  graph: TemporalGraph,
  items: readonly number[],
  asked: ReadonlySet<number> | undefined,
  { between, limit }: { between: Interval; limit: number },
): Chosen {
  const [low, high] = [graph.low, graph.high];
  const at = (column: Float64Array, node: number) => column[node] ?? Number.NaN;
  const byKey = (a: number, b: number) =>
    compare(view.nodes[a]?.key ?? "", view.nodes[b]?.key ?? "");
  const inTime = (column: Float64Array, a: number, b: number) =>
    at(column, a) === at(column, b) ? 0 : at(column, a) < at(column, b) ? -1 : 1;
  const byTime = (a: number, b: number) => inTime(low, a, b) || inTime(high, a, b) || byKey(a, b);
  const hasTime = (node: number) =>
    Number.isFinite(at(low, node)) || Number.isFinite(at(high, node));
  const timed = items.filter(hasTime);
  const within = timed.filter(
    (node) => at(low, node) <= highOf(between) && lowOf(between) <= at(high, node),
  );
  const rank = (node: number) => (asked?.has(node) ? 0 : 1);
  const kept = within.sort((a, b) => rank(a) - rank(b) || byTime(a, b)).slice(0, limit);
  return {
    timed: kept.sort(byTime),
    untimed: items.filter((node) => !hasTime(node)).sort(byKey),
    outside: timed.length - within.length,
    overLimit: within.length - kept.length,
  };
}

type Lane = TimelineAnswer["lanes"][number];

const TIER_RANK = { fringe: 0, bridge: 1, mainstream: 2 } as const;
const rankOf = ({ tier }: Lane): number => (tier === null ? 3 : TIER_RANK[tier]);

function lanesOf(refs: readonly ItemRef[]) {
  const nameOf = ({ platform, tier }: Lane) => `${tier ?? ""} ${platform ?? ""}`;
  const byName = new Map<string, Lane>(
    refs.map(({ platform, tier }) => [nameOf({ platform, tier }), { platform, tier }]),
  );
  const lanes = [...byName.values()].sort(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      Number(a.platform === null) - Number(b.platform === null) ||
      compare(a.platform ?? "", b.platform ?? ""),
  );
  const numbers = new Map(lanes.map((lane, number) => [nameOf(lane), number]));
  return { lanes, laneOf: (ref: ItemRef): number => numbers.get(nameOf(ref)) ?? 0 };
}

function accountsOf(refs: readonly ItemRef[]) {
  const numbers = new Map<string, number>();
  const accounts: TimelineAnswer["accounts"] = { key: [], handle: [] };
  for (const { account } of refs) {
    if (!account || numbers.has(account.key)) continue;
    numbers.set(account.key, accounts.key.length);
    accounts.key.push(account.key);
    accounts.handle.push(account.handle);
  }
  return {
    accounts,
    accountOf: ({ account }: ItemRef): number => (account ? (numbers.get(account.key) ?? -1) : -1),
  };
}

/** Nodes that the claims of some reconstruction are about. */
async function reconstructed(loaded: Loaded, view: View): Promise<Set<number>> {
  const nodes = new Set<number>();
  for (const { hash, reconstruction } of loaded.evidence.values()) {
    if (!reconstruction) continue;
    for await (const claims of loaded.reader.claimsIn(hash)) {
      for (const { subject } of claims) {
        const node = subject === undefined ? undefined : view.indexOf.get(subject);
        if (node !== undefined) nodes.add(node);
      }
    }
  }
  return nodes;
}

/** Times that claims give by themselves, where order facts have narrowed them. */
function narrowedOf(view: View, graph: TemporalGraph, nodes: readonly number[]) {
  const narrowed: TimelineAnswer["narrowed"] = { item: [], earliest: [], latest: [] };
  for (const [item, node] of nodes.entries()) {
    const published = view.nodes[node]?.published;
    if (!published) continue;
    if (lowOf(published) === graph.low[node] && highOf(published) === graph.high[node]) continue;
    narrowed.item.push(item);
    narrowed.earliest.push(published.earliest);
    narrowed.latest.push(published.latest);
  }
  return narrowed;
}

const MAX_UNTIMED = 1000;

/** The columns about items, and their lines. */
export async function tellItems(
  loaded: Loaded,
  view: View,
  graph: TemporalGraph,
  { timed, untimed }: Chosen,
  { asked, disputed }: { asked: ReadonlySet<number> | undefined; disputed: ReadonlySet<number> },
): Promise<Pick<TimelineAnswer, "lanes" | "accounts" | "items" | "narrowed" | "untimed">> {
  const ref = refsOf(loaded, view, graph);
  const [refs, refsUntimed] = [timed.map(ref), untimed.slice(0, MAX_UNTIMED).map(ref)];
  const { lanes, laneOf } = lanesOf([...refs, ...refsUntimed]);
  const { accounts, accountOf } = accountsOf(refs);
  const rebuilt = await reconstructed(loaded, view);
  const marksOf = ({ attested }: ItemRef, node: number): number =>
    (asked === undefined || asked.has(node) ? TIMELINE_MARK.asked : 0) |
    (attested ? 0 : TIMELINE_MARK.knownOnlyByReference) |
    (rebuilt.has(node) ? TIMELINE_MARK.reconstruction : 0) |
    (disputed.has(node) ? TIMELINE_MARK.disputed : 0);
  const basisAt = (node: number) => {
    const low = Number.isFinite(graph.low[node]) ? graph.lowBasis[node] : 0;
    const high = Number.isFinite(graph.high[node]) ? graph.highBasis[node] : 0;
    return basisOfRank(Math.max(low ?? 0, high ?? 0));
  };
  return {
    lanes,
    accounts,
    items: {
      key: refs.map(({ key }) => key),
      title: refs.map(({ title }) => title),
      type: refs.map(({ type }) => type),
      lane: refs.map(laneOf),
      account: refs.map(accountOf),
      earliest: refs.map(({ published }) => published.earliest),
      latest: refs.map(({ published }) => published.latest),
      basis: timed.map(basisAt),
      marks: refs.map((one, i) => marksOf(one, timed[i] ?? -1)),
    },
    narrowed: narrowedOf(view, graph, timed),
    untimed: refsUntimed.map((one) => ({ key: one.key, title: one.title, lane: laneOf(one) })),
  };
}
