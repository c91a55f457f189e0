/** The answer to "which of these stands first": in the evidence loaded, never in the world. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { FirstAnswer } from "../model/answer.ts";
import { admits, type Basis, basisOfRank, basisRank } from "../model/basis.ts";
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import type { Key } from "../model/key.ts";
import { siteOf } from "../model/platform.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList, leadingClaims } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { MAX_DISPUTES, relevantContradictions } from "./disputes.ts";
import { evidenceState } from "./evidence-state.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { FirstQuestion } from "./question.ts";
import { refsOf } from "./refs.ts";
import { keysAround, remarksOn } from "./remarks.ts";
import { type End, endOf, type Selector, settle } from "./selector.ts";

type Settled = Exclude<Selector, { kind: "words" }>;

interface Standing {
  /** One item that is certainly first, or all that possibly are. */
  items: readonly number[];
  order: "certain" | "possible";
}

/** How an order fact puts an event no earlier than another: the weakest basis on the way, and the way. */
interface Follows {
  basis: number;
  /** Indexes of the view's edges. */
  edges: readonly number[];
}

/** Events that order facts put no earlier than this one, each by the best founded way. */
function followers(graph: TemporalGraph, event: number): Map<number, Follows> {
  const after = new Map<number, number[]>();
  graph.facts.before.forEach((before, fact) => {
    const list = after.get(before);
    if (list) list.push(fact);
    else after.set(before, [fact]);
  });
  const found = new Map<number, Follows>([[event, { basis: 0, edges: [] }]]);
  const queue = [event];
  for (let head = 0; head < queue.length; head += 1) {
    const at = found.get(queue[head] ?? -1);
    for (const fact of after.get(queue[head] ?? -1) ?? []) {
      const next = graph.facts.after[fact] ?? 0;
      const basis = Math.max(at?.basis ?? 0, graph.facts.basis[fact] ?? 0);
      if (basis >= (found.get(next)?.basis ?? Number.POSITIVE_INFINITY)) continue;
      found.set(next, { basis, edges: [...(at?.edges ?? []), graph.facts.edge[fact] ?? -1] });
      queue.push(next);
    }
  }
  return found;
}

const lowAt = (graph: TemporalGraph, item: number) => graph.low[item] ?? Number.NaN;
const highAt = (graph: TemporalGraph, item: number) => graph.high[item] ?? Number.NaN;

/** Which of the items stands first; an item of unknown time may, so nothing is certain beside it. */
export function standing(graph: TemporalGraph, items: readonly number[]): Standing | undefined {
  if (items.length === 0) return undefined;
  const earliestEnd = Math.min(...items.map((item) => highAt(graph, item)));
  const rivals = items.filter((item) => lowAt(graph, item) <= earliestEnd);
  for (const item of rivals) {
    if (rivals.length === 1) return { items: [item], order: "certain" };
    const after = followers(graph, item);
    const beatsAll = rivals.every(
      (other) => other === item || after.has(other) || highAt(graph, item) <= lowAt(graph, other),
    );
    if (beatsAll) return { items: [item], order: "certain" };
  }
  return { items: rivals, order: "possible" };
}

interface Decided {
  basis: Basis;
  /** Indexes of the view's edges whose order facts decide. */
  edges: readonly number[];
}

/** What decides that an item stands before the others: times, or order facts where they are as well founded. */
function decide({ graph, view }: Posed, items: readonly number[], first: number): Decided {
  const after = followers(graph, first);
  const edges = new Set<number>();
  // It stands on its own claims, and alone on its own time.
  const own = Math.max(graph.lowBasis[first] ?? 0, graph.highBasis[first] ?? 0);
  const attested = basisRank(view.nodes[first]?.attestedBy ?? "recorded");
  let rank = Math.max(attested, items.length === 1 ? own : 0);
  for (const item of items) {
    if (item === first) continue;
    const times = Math.max(graph.highBasis[first] ?? 0, graph.lowBasis[item] ?? 0);
    const byTimes = highAt(graph, first) <= lowAt(graph, item);
    const fact = after.get(item);
    const byFact = fact !== undefined && (!byTimes || fact.basis < times);
    rank = Math.max(rank, byFact ? fact.basis : times);
    if (byFact) for (const edge of fact.edges) edges.add(edge);
  }
  return { basis: basisOfRank(rank), edges: [...edges] };
}

interface Posed {
  view: View;
  graph: TemporalGraph;
  ends: readonly End[];
  items: readonly number[];
}

async function pose(
  loaded: Loaded,
  question: FirstQuestion,
  selectors: readonly Settled[],
  without: ReadonlySet<ClaimId>,
): Promise<Posed> {
  const view = await loaded.view(question.basis, without);
  const ends = await Promise.all(
    selectors.map((selector, i) => endOf(loaded, view, question.of[i] ?? "", selector)),
  );
  const items = [...new Set(ends.flatMap((end) => end.items))].sort((a, b) => a - b);
  return { view, graph: loaded.graph(view), ends, items };
}

const keysOf = (view: View, items: readonly number[]): Key[] =>
  items.flatMap((item) => view.nodes[item]?.key ?? []);

async function tellStanding(
  loaded: Loaded,
  posed: Posed,
  among: readonly number[],
  stand: Standing | undefined,
  citations: CitationList,
): Promise<FirstAnswer["first"]> {
  const { view, graph } = posed;
  const ref = refsOf(loaded, view, graph);
  const told: FirstAnswer["first"] = [];
  const counts = (claim: StoredClaim) =>
    admits(view.filter.floor, claim.basis) && !view.filter.without.has(claim.id);
  for (const item of stand?.items ?? []) {
    const keys = new Set(view.nodes[item]?.join?.members ?? keysOf(view, [item]));
    const claims = (await loaded.reader.claimsAbout([...keys], [])).filter(
      (claim) =>
        counts(claim) && claim.facts.some((fact) => fact.fact === "time" && keys.has(fact.item)),
    );
    const { basis, edges } = decide(posed, among, item);
    const written = edges.flatMap((edge) => view.edges[edge]?.written ?? []);
    const deciding = (await loaded.reader.claimsAbout([], written)).filter(counts);
    told.push({
      item: ref(item),
      order: stand?.order ?? "possible",
      basis,
      claims: [
        ...leadingClaims(claims).map((claim) =>
          citations.cite(
            claim,
            claim.facts.find((fact) => fact.fact === "time" && keys.has(fact.item))?.at,
          ),
        ),
        ...leadingClaims(deciding).map((claim) => citations.cite(claim)),
      ],
    });
  }
  return told;
}

const same = (a: readonly Key[], b: readonly Key[]): boolean => a.join(" ") === b.join(" ");

async function disputesOf(
  loaded: Loaded,
  question: FirstQuestion,
  selectors: readonly Settled[],
  posed: Posed,
  stand: Standing | undefined,
): Promise<FirstAnswer["disputes"]> {
  const granted = { order: stand?.order ?? "none", first: keysOf(posed.view, stand?.items ?? []) };
  const relevant = await relevantContradictions(loaded, posed, posed.items);
  const disputes: FirstAnswer["disputes"] = [];
  for (const { name, kind, about, says, sides } of relevant.slice(0, MAX_DISPUTES)) {
    const tried: FirstAnswer["disputes"][number]["sides"] = [];
    for (const side of sides) {
      const other = await pose(loaded, question, selectors, new Set(side.removes));
      const taken = standing(other.graph, other.items);
      const order = taken?.order ?? "none";
      const first = keysOf(other.view, taken?.items ?? []);
      const changes: ("order" | "first")[] = [];
      if (order !== granted.order) changes.push("order");
      if (!same(first, granted.first)) changes.push("first");
      tried.push({
        says: side.says,
        sources: [...side.sources],
        claims: [...side.claims],
        removes: [...side.removes],
        order,
        first,
        changes,
      });
    }
    if (tried.every((side) => side.changes.length === 0)) continue;
    disputes.push({ name, kind, about: [...about], says, sides: tried });
  }
  return disputes;
}

async function perPlatform(
  loaded: Loaded,
  posed: Posed,
  citations: CitationList,
): Promise<FirstAnswer["perPlatform"]> {
  const groups = new Map<string, number[]>();
  for (const item of posed.items) {
    const platform = posed.view.nodes[item]?.platform;
    const name = platform === undefined ? "unknown platform" : siteOf(platform);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const told: FirstAnswer["perPlatform"] = [];
  for (const [platform, items] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const stand = standing(posed.graph, items);
    told.push({ platform, first: await tellStanding(loaded, posed, items, stand, citations) });
  }
  return told;
}

/**
 * Answers a first question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function first(
  loaded: Loaded,
  question: FirstQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<FirstAnswer> {
  const selectors = await Promise.all(question.of.map((text) => settle(loaded, text)));
  const posed = await pose(loaded, question, selectors, new Set());
  const stand = standing(posed.graph, posed.items);
  const citations = new CitationList(loaded);
  const told = await tellStanding(loaded, posed, posed.items, stand, citations);
  const disputes = await disputesOf(loaded, question, selectors, posed, stand);
  const undated = posed.items.filter(
    (item) =>
      !(stand?.order === "certain" && stand.items.includes(item)) &&
      lowAt(posed.graph, item) === Number.NEGATIVE_INFINITY &&
      highAt(posed.graph, item) === Number.POSITIVE_INFINITY,
  );
  const platforms = await perPlatform(loaded, posed, citations);
  const shown = posed.items.slice(0, 100);
  const answer: Omit<FirstAnswer, "digest"> = {
    kind: "first",
    question,
    ends: posed.ends.map(({ asked, inEvidence, items }) => ({
      asked,
      inEvidence,
      items: items.length,
    })),
    order: stand?.order ?? "none",
    basis: told[0]?.basis ?? null,
    disputed: disputes.length > 0,
    disputes,
    first: told,
    perPlatform: platforms,
    undated: keysOf(posed.view, undated),
    remarks: remarksOn(loaded, keysAround(posed.view, stand?.items ?? []), undefined, citations),
    coverage: coverageOf(posed.view),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(posed.view, selectors),
      ...(await assumptionsFor(loaded, posed.view, shown)),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
