/** The answer to "what did this reach": how much of which platform and tier, how surely and when. */
import type { View } from "../graph/view.ts";
import { basisOfRank, basisRank } from "../model/basis.ts";
import type { ClaimId } from "../model/claim.ts";
import { compare } from "../model/compare.ts";
import type { Tier } from "../model/platform.ts";
import type { Arrived, ReachAnswer, Reached, Removal } from "../model/reach-answer.ts";
import { spokenBounds } from "../model/spoken-time.ts";
import { highOf, type Interval, intervalOf, lowOf } from "../model/time.ts";
import { type Arrivals, arrivalsFrom, arrivedAt } from "./arrived.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { type Carrier, carriersOf } from "./carriers.ts";
import { CitationList } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { isOnCycle, itemComponents } from "./engine/components.ts";
import { evidenceState } from "./evidence-state.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { ReachQuestion } from "./question.ts";
import { edgeTo, type One, type OneAccount, tellAccounts, tellItems } from "./reach-cited.ts";
import { accountRefOf } from "./refs.ts";
import { type Named, ordersWithout, removalsOf } from "./removals.ts";
import { endOf, settle, toldEnd } from "./selector.ts";
import { countedSideBySide } from "./side-by-side.ts";
import { ORDER, type Outcome, sideChanges } from "./side-changes.ts";
import type { Posed } from "./solve.ts";
import { tiersOf } from "./tiers.ts";

/** Items and accounts listed. */
const MAX_LISTED = 100;
const TIMES_AS_THEY_STAND =
  "what is lost without one account is counted with the times as they stand, some of which may rest on what that account posted: ask again with it taken out";

const byArrival = (a: One, b: One): number =>
  compare(lowOf(a.arrival), lowOf(b.arrival)) ||
  compare(highOf(a.arrival), highOf(b.arrival)) ||
  a.of - b.of;

const inOrder = <T extends One>(ones: readonly T[]): T[] => ones.toSorted(byArrival);

/** The first arrival of several: possible earliest, guaranteed latest. */
function soonest(ones: readonly Arrived[]): Interval {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { order, arrival } of ones) {
    low = Math.min(low, lowOf(arrival));
    if (order === "certain") high = Math.min(high, highOf(arrival));
  }
  return intervalOf(low, high);
}

const orderOf = (ones: readonly Arrived[]): "certain" | "possible" =>
  ones.some(({ order }) => order === "certain") ? "certain" : "possible";

/** The weakest basis of several. */
function basisOf(ones: readonly Arrived[]): Arrived["basis"] {
  return basisOfRank(Math.max(0, ...new Set(ones.map(({ basis }) => basisRank(basis)))));
}

const summed = (ones: readonly Arrived[]): Arrived => ({
  order: orderOf(ones),
  basis: basisOf(ones),
  arrival: soonest(ones),
});

/** Accounts of which an item was reached; of one with several items, when the first was. */
function accountsReached(view: View, items: readonly One[]): OneAccount[] {
  const posted = items.filter(({ of }) => (view.accountOf[of] ?? -1) !== -1);
  return [...Map.groupBy(posted, ({ of }) => view.accountOf[of] ?? -1)].map(([of, own]) => ({
    of,
    item: own.reduce((a, b) => (byArrival(a, b) <= 0 ? a : b)).of,
    ...summed(own),
  }));
}

function counted(ones: readonly Arrived[]): { certain: number; possible: number } {
  const certain = ones.filter(({ order }) => order === "certain").length;
  return { certain, possible: ones.length - certain };
}

const reachedOf = (view: View, items: readonly One[]): Reached => ({
  ...summed(items),
  items: counted(items),
  accounts: counted(accountsReached(view, items)),
});

interface Settled {
  from: Named;
  to: Named | undefined;
  without: readonly Named[];
}

async function settleReach(loaded: Loaded, asked: ReachQuestion): Promise<Settled> {
  const named = async (text: string): Promise<Named> => ({
    text,
    selector: await settle(loaded, text),
  });
  return {
    from: await named(asked.from),
    to: asked.to === undefined ? undefined : await named(asked.to),
    without: await Promise.all(asked.without.map(named)),
  };
}

async function pose(
  loaded: Loaded,
  asked: ReachQuestion,
  settled: Settled,
  view: View,
): Promise<Posed> {
  const end = ({ text, selector }: Named) => endOf(loaded, view, text, selector);
  const from = await end(settled.from);
  const to = settled.to && (await end(settled.to));
  const starts = new Set(from.items);
  const all = to?.items ?? view.nodes.map((_, item) => item);
  return {
    view,
    graph: loaded.graph(view),
    from,
    to: to ?? from,
    without: [],
    sources: from.items,
    targets: all.filter((item) => {
      const node = view.nodes[item];
      return node?.attested === true && !node.account && !starts.has(item);
    }),
    removed: undefined,
    window: { earliest: lowOf(asked.between), latest: highOf(asked.between) },
  };
}

function itemsReached({ targets }: Posed, arrivals: Arrivals): One[] {
  return targets.flatMap((of) => {
    const arrived = arrivedAt(arrivals, of);
    return arrived ? [{ of, ...arrived }] : [];
  });
}

function limitsOf({ graph, window }: Posed, items: readonly One[]): string[] {
  const cycles = itemComponents(graph);
  const limits: string[] = [];
  if (Number.isFinite(window.earliest) || Number.isFinite(window.latest)) {
    limits.push(
      "within a window, certain is sound but not complete: what is reached in order possible may be reached in every world",
    );
  }
  if (items.some(({ of }) => isOnCycle(cycles, of))) {
    limits.push(
      "some of what is reached gives to itself in a circle: possible may admit what is known of which came first refuses there",
    );
  }
  return limits;
}

type Verdict = Pick<Removal, "order" | "basis" | "arrival">;

const verdictOn = (items: readonly One[]): Verdict =>
  items.length === 0 ? { order: "none", basis: null, arrival: null } : summed(items);

const verdictOf = (posed: Posed, arrivals = arrivalsFrom(posed)): Verdict =>
  verdictOn(itemsReached(posed, arrivals));

/** What a question comes to: worked out once, told and compared. */
interface Weighed {
  posed: Posed;
  arrivals: Arrivals;
  items: readonly One[];
  carriers: readonly Carrier[];
}

function weigh(posed: Posed): Weighed {
  const arrivals = arrivalsFrom(posed);
  return { posed, arrivals, items: itemsReached(posed, arrivals), carriers: carriersOf(posed) };
}

const groupsOf = ({ view }: Posed, items: readonly One[]): Map<string, One[]> =>
  Map.groupBy(items, ({ of }) => view.nodes[of]?.platform ?? "unknown platform");

function spoken({ order, basis, items, arrival }: Reached): string {
  return `order ${order}, basis ${basis}: ${items.certain} in order certain, ${items.possible} in order possible, the earliest ${spokenBounds(arrival)}`;
}

/** What the sides of a contradiction are compared by. */
async function outcomeOf(
  loaded: Loaded,
  { posed, items, carriers }: Weighed,
  without: readonly Named[],
): Promise<Outcome> {
  const groups = [...groupsOf(posed, items)].map(([platform, own]): [string, string] => [
    `reached on ${platform}`,
    spoken(reachedOf(posed.view, own)),
  ]);
  const carried = carriers.map(
    ({ account, noLonger, late }) =>
      `${posed.view.nodes[account]?.key ?? "?"} (${noLonger} no longer reached, ${late} later)`,
  );
  return new Map([
    [ORDER, verdictOn(items).order],
    ...groups,
    ["most lost without", carried.join(", ") || "nobody"],
    ...(await ordersWithout(loaded, posed, without, verdictOf)),
  ]);
}

/**
 * Answers a reach question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function reach(
  loaded: Loaded,
  asked: ReachQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<ReachAnswer> {
  const view = await loaded.view(asked.basis);
  const settled = await settleReach(loaded, asked);
  const { from, to, without } = settled;
  const posed = await pose(loaded, asked, settled, view);
  const weighed = weigh(posed);
  const { arrivals, items, carriers } = weighed;
  const tierOf = tiersOf(loaded.snapshot, view);
  const accountRef = accountRefOf(view);
  const tiers = Map.groupBy(items, ({ of }): Tier | null => tierOf(of) ?? null);
  const shown = inOrder(items).slice(0, MAX_LISTED);
  const accounts = inOrder(accountsReached(view, items)).slice(0, MAX_LISTED);
  const citations = new CitationList(loaded);
  const { order, basis } = verdictOn(items);
  const disputes = await sideChanges(
    loaded,
    view,
    [...posed.sources, ...items.map(({ of }) => of)],
    await outcomeOf(loaded, weighed, without),
    async (claims: ReadonlySet<ClaimId>) => {
      const side = await loaded.view(asked.basis, claims);
      return outcomeOf(loaded, weigh(await pose(loaded, asked, settled, side)), without);
    },
  );
  const answer: Omit<ReachAnswer, "digest"> = {
    kind: "reach",
    question: { ...asked, to: asked.to ?? null },
    ends: { from: toldEnd(posed.from), to: asked.to === undefined ? null : toldEnd(posed.to) },
    order,
    basis,
    ...disputes,
    reached: items.length === 0 ? null : reachedOf(view, items),
    perPlatform: [...groupsOf(posed, items)]
      .sort(([a], [b]) => compare(a, b))
      .map(([platform, own]) => ({ platform, ...reachedOf(view, own) })),
    perTier: [...tiers]
      .sort(([a], [b]) => compare(a ?? "", b ?? ""))
      .map(([tier, own]) => ({ tier, ...reachedOf(view, own) })),
    items: await tellItems(loaded, posed, arrivals, shown, citations),
    accounts: await tellAccounts(loaded, posed, accounts, citations),
    carriers: carriers.map(({ account, noLonger, late }) => ({
      ...{ account: accountRef(account), noLongerReached: noLonger, late },
    })),
    removals: await removalsOf(loaded, posed, without, verdictOf),
    limits: [
      ...limitsOf(posed, items),
      ...countedSideBySide(
        loaded,
        posed,
        items.map(({ of }) => edgeTo(arrivals, of)),
      ),
      ...(carriers.every(({ exact }) => exact) ? [] : [TIMES_AS_THEY_STAND]),
      ...loaded.limitsOf(view),
    ],
    coverage: coverageOf(view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(
        view,
        [from, ...(to ? [to] : []), ...without].map(({ selector }) => selector),
      ),
      ...(await assumptionsFor(
        loaded,
        view,
        shown.map(({ of }) => of),
      )),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
