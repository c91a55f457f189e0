/** The claims that edges and times rest on, read from the store at once for all that an answer tells. */
import type { Inference } from "../graph/inference.ts";
import { textFact } from "../graph/near-copies/near-copies.ts";
import { normalText } from "../graph/near-copies/words.ts";
import type { Causes } from "../graph/push-bounds.ts";
import { countsUnder } from "../graph/snapshot.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { Fact, ItemFact, StoredClaim } from "../model/claim.ts";
import { edgeKey, flowOf } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { findLook } from "../model/picture-look.ts";
import type { Loaded } from "./loaded.ts";
import type { Posed } from "./solve.ts";

type Graphed = Pick<Posed, "view" | "graph">;

/** A bound of an event: how early it can be, or how late. */
export interface Bound {
  event: number;
  which: "low" | "high";
}

export const boundsOf = (event: number): Bound[] => [
  { event, which: "low" },
  { event, which: "high" },
];

/** What was read for some edges and bounds; of others nothing is known. */
export interface ClaimsBehind {
  /** Claims that state the edge, or the two that it was inferred from, or tell the texts or pictures that are alike. */
  edge(edge: number): readonly StoredClaim[];
  /** Claims that date what bounds rest on, and that state the edges which carried them. */
  bounds(bounds: readonly Bound[]): readonly StoredClaim[];
}

/** Keys under which claims state an edge, or those it was inferred from. */
export function writtenKeys({ view, graph }: Graphed, edge: number): string[] {
  const why = graph.inferredFrom.get(edge);
  const edges = why === undefined ? [edge] : why.method === "same-link" ? why.links : [];
  return edges.flatMap((one) => view.edges[graph.origin[one] ?? -1]?.written ?? []);
}

export const membersOf = ({ view }: Pick<Posed, "view">, node: number): readonly Key[] => {
  const found = view.nodes[node];
  return found ? (found.join?.members ?? [found.key]) : [];
};

/** Finds in a claim where it tells the text that the node has here, not one that it had at another time. */
export function textFinder(
  posed: Pick<Posed, "view">,
  node: number,
): (claim: StoredClaim) => ItemFact | undefined {
  const keys = new Set(membersOf(posed, node));
  const normal = normalText(posed.view.nodes[node]?.text ?? "");
  return (claim) => textFact(claim, keys, normal);
}

/** The two things that are alike in that way, where the edge was inferred from it. */
export function endsAlike(
  { graph }: Pick<Posed, "graph">,
  edge: number,
  ...methods: Inference["method"][]
): number[] {
  const why = graph.inferredFrom.get(edge);
  if (why === undefined || !methods.includes(why.method)) return [];
  return [graph.giver, graph.receiver].map((end) => end[edge] ?? -1);
}

interface Grounds {
  /** Whose publication it is: all the keys of one thing. */
  members: readonly Key[];
  /** Keys of the edges by which it was moved, or whose own time it is. */
  written: readonly string[];
}

const owners = new WeakMap<TemporalGraph, Int32Array>();

/** The edge of each event that is the time of one edge: made once for a graph. */
function edgesOfEvents(graph: TemporalGraph): Int32Array {
  const known = owners.get(graph);
  if (known) return known;
  const made = new Int32Array(graph.low.length).fill(-1);
  for (let edge = graph.edgeCount - 1; edge >= 0; edge -= 1) made[graph.event[edge] ?? -1] = edge;
  owners.set(graph, made);
  return made;
}

/** The moment that a bound came from, and the edges of the view whose order facts carried it. */
function cameFrom({ graph }: Graphed, { event, which }: Bound): { event: number; edges: number[] } {
  const cause: Causes = which === "low" ? graph.lowCause : graph.highCause;
  const edges: number[] = [];
  const seen = new Set<number>();
  let at = event;
  for (let next = cause.event[at] ?? -1; next !== -1 && !seen.has(at); ) {
    seen.add(at);
    edges.push(cause.edge[at] ?? -1);
    at = next;
    next = cause.event[at] ?? -1;
  }
  return { event: at, edges };
}

/**
 * What a bound rests on. The time of an edge is its own; a page takes nothing before it is
 * published, so that where its publication is the bound, that is what it rests on too.
 */
function groundsOf(posed: Graphed, { event, which }: Bound): Grounds {
  const { view, graph } = posed;
  const { event: at, edges } = cameFrom(posed, { event, which });
  const written = (some: readonly number[]) =>
    some.flatMap((edge) => view.edges[edge]?.written ?? []);
  if (at < graph.nodeCount) return { members: membersOf(posed, at), written: written(edges) };
  const edge = edgesOfEvents(graph)[at] ?? -1;
  const receiver = graph.receiver[edge] ?? -1;
  const isPublication =
    which === "low" && Number.isFinite(graph.low[at]) && graph.low[at] === graph.low[receiver];
  const published = isPublication ? groundsOf(posed, { event: receiver, which }) : undefined;
  return {
    members: published?.members ?? [],
    written: [...written([...edges, graph.origin[edge] ?? -1]), ...(published?.written ?? [])],
  };
}

/** Finds where in the slice a claim says what bounds rest on: one record may date many things. */
export function groundFinder(
  posed: Graphed,
  bounds: readonly Bound[],
): (claim: StoredClaim) => string | undefined {
  const { graph } = posed;
  const things = bounds.map((bound) => {
    const { event } = cameFrom(posed, bound);
    return event < graph.nodeCount
      ? event
      : (graph.receiver[edgesOfEvents(graph)[event] ?? -1] ?? -1);
  });
  const members = new Set(things.flatMap((node) => membersOf(posed, node)));
  const written = new Set(bounds.flatMap((bound) => groundsOf(posed, bound).written));
  const finds = (fact: Fact, kind: string): boolean =>
    fact.fact === "time" && fact.kind === kind && members.has(fact.item);
  return ({ facts }) =>
    (
      facts.find((fact) => finds(fact, "published")) ??
      facts.find((fact) => finds(fact, "captured")) ??
      facts.find((fact) => fact.fact === "edge" && written.has(edgeKey(fact)))
    )?.at;
}

/** The things whose publication a claim tells, or shows to be no later than it was seen. */
function datedIn(claim: StoredClaim): { published: Key[]; seen: Key[] } {
  const published = claim.facts.flatMap((fact) => {
    if (fact.fact === "time" && fact.kind === "published") return [fact.item];
    if (fact.fact === "edge" && fact.time) return [flowOf(fact)?.receiver ?? fact.subject];
    return [];
  });
  const captured = claim.facts.flatMap((fact) =>
    fact.fact === "time" && fact.kind === "captured" ? [fact.item] : [],
  );
  const shown = claim.shownBy === undefined ? undefined : claim.subject;
  return { published, seen: [...captured, ...(shown === undefined ? [] : [shown])] };
}

class Index {
  readonly #claims = new Map<string, Set<StoredClaim>>();

  add(name: string, claim: StoredClaim): void {
    const known = this.#claims.get(name);
    if (known) known.add(claim);
    else this.#claims.set(name, new Set([claim]));
  }

  of(names: readonly string[]): StoredClaim[] {
    return [...new Set(names.flatMap((name) => [...(this.#claims.get(name) ?? [])]))];
  }
}

/** Reads the claims behind edges and the bounds of their events, and behind bounds besides. */
export async function claimsBehind(
  loaded: Loaded,
  posed: Graphed,
  edges: readonly number[],
  besides: readonly Bound[] = [],
): Promise<ClaimsBehind> {
  const own = edges.flatMap((edge) => boundsOf(posed.graph.event[edge] ?? -1));
  const grounds = [...own, ...besides].map((bound) => groundsOf(posed, bound));
  const alike = edges
    .flatMap((edge) => endsAlike(posed, edge, "near-copy", "near-picture"))
    .flatMap((node) => membersOf(posed, node));
  const members = new Set([...grounds.flatMap((one) => one.members), ...alike]);
  const written = new Set([
    ...edges.flatMap((edge) => writtenKeys(posed, edge)),
    ...grounds.flatMap((one) => one.written),
  ]);
  const [stating, publishing, showing] = [new Index(), new Index(), new Index()];
  const [wording, looking] = [new Index(), new Index()];
  const counts = countsUnder(posed.view.filter);
  for (const claim of await loaded.reader.claimsAbout([...members], [...written])) {
    if (!counts(claim)) continue;
    for (const fact of claim.facts) {
      if (fact.fact === "edge") stating.add(edgeKey(fact), claim);
      else if (fact.fact === "item" && fact.text !== undefined) wording.add(fact.item, claim);
      else if (fact.fact === "remark" && findLook(fact)) looking.add(fact.subject, claim);
    }
    const { published, seen } = datedIn(claim);
    for (const key of published) publishing.add(key, claim);
    for (const key of seen) showing.add(key, claim);
  }
  const dating = (keys: readonly Key[]) => {
    const published = publishing.of(keys);
    return published.length > 0 ? published : showing.of(keys);
  };
  return {
    edge: (edge) => [
      ...stating.of(writtenKeys(posed, edge)),
      ...endsAlike(posed, edge, "near-copy").flatMap((node) => {
        const find = textFinder(posed, node);
        return wording.of(membersOf(posed, node)).filter(find);
      }),
      ...endsAlike(posed, edge, "near-picture").flatMap((node) =>
        looking.of(membersOf(posed, node)),
      ),
    ],
    bounds: (bounds) => {
      const all = bounds
        .map((bound) => groundsOf(posed, bound))
        .flatMap((one) => [...dating(one.members), ...stating.of(one.written)]);
      return [...new Set(all)];
    },
  };
}
