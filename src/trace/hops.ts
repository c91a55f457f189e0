/** A path told hop by hop: who gave, who took, when, how surely, and on which claims. */

import type { Causes } from "../graph/push-bounds.ts";
import { countsUnder } from "../graph/snapshot.ts";
import type { Hop, ItemRef, Mark, Path } from "../model/answer.ts";
import { basisOfRank } from "../model/basis.ts";
import type { StoredClaim } from "../model/claim.ts";
import { edgeKey, flowOf, RELATIONS } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { formatInstant, intervalOf } from "../model/time.ts";
import { type CitationList, leadingClaims, rootsOf } from "./citations.ts";
import { elapsedAlong } from "./elapsed.ts";
import type { Loaded } from "./loaded.ts";
import { refsOf } from "./refs.ts";
import { type Posed, pathBasis, type StepOrder, stepOrder } from "./solve.ts";

interface HopClaims {
  edge: readonly StoredClaim[];
  time: readonly StoredClaim[];
}

function originEdges({ graph }: Posed, edge: number): number[] {
  const from = graph.inferredFrom.get(edge);
  return (from ?? [edge]).map((one) => graph.origin[one] ?? -1);
}

function writtenKeys(posed: Posed, edge: number): string[] {
  return originEdges(posed, edge).flatMap((origin) => posed.view.edges[origin]?.written ?? []);
}

const membersOf = ({ view }: Posed, node: number): readonly Key[] => {
  const found = view.nodes[node];
  return found ? (found.join?.members ?? [found.key]) : [];
};

function dates(claim: StoredClaim, keys: ReadonlySet<Key>): boolean {
  return claim.facts.some(
    (fact) =>
      (fact.fact === "time" && fact.kind === "published" && keys.has(fact.item)) ||
      (fact.fact === "edge" &&
        fact.time !== undefined &&
        keys.has(flowOf(fact)?.receiver ?? fact.subject)),
  );
}

interface Grounds {
  /** Nodes whose publication it is. */
  nodes: number[];
  /** Indexes of the view's edges by which it was moved, or whose own time it is. */
  edges: number[];
}

/** What a bound of an event rests on: the moment it came from, and the order facts that carried it. */
function addGrounds({ graph }: Posed, event: number, cause: Causes, grounds: Grounds): void {
  const seen = new Set<number>();
  let at = event;
  for (let next = cause.event[at] ?? -1; next !== -1 && !seen.has(at); ) {
    seen.add(at);
    grounds.edges.push(cause.edge[at] ?? -1);
    at = next;
    next = cause.event[at] ?? -1;
  }
  if (at < graph.nodeCount) grounds.nodes.push(at);
  else grounds.edges.push(graph.origin[graph.event.indexOf(at)] ?? -1);
}

async function claimsOfHop(loaded: Loaded, posed: Posed, edge: number): Promise<HopClaims> {
  const { view, graph } = posed;
  const counts = countsUnder(view.filter);
  const event = graph.event[edge] ?? 0;
  const grounds: Grounds = { nodes: [], edges: [] };
  addGrounds(posed, event, graph.lowCause, grounds);
  addGrounds(posed, event, graph.highCause, grounds);
  const members = [...new Set(grounds.nodes)].flatMap((node) => membersOf(posed, node));
  const keys = new Set(members);
  const moving = [...new Set(grounds.edges)].flatMap((origin) => view.edges[origin]?.written ?? []);
  const dating = (await loaded.reader.claimsAbout(members, [])).filter((one) => dates(one, keys));
  const stated = await loaded.reader.claimsAbout([], writtenKeys(posed, edge));
  const carried = await loaded.reader.claimsAbout([], moving);
  const time = new Map([...dating, ...carried].map((claim) => [claim.id, claim]));
  return { edge: stated.filter(counts), time: [...time.values()].filter(counts) };
}

function because(
  posed: Posed,
  step: StepOrder,
  previous: number | undefined,
  edge: number,
): string {
  const { graph, view } = posed;
  const key = (node: number | undefined) => view.nodes[node ?? -1]?.key ?? "?";
  const giver = key(graph.giver[edge]);
  const receiver = key(graph.receiver[edge]);
  switch (step.by) {
    case "first":
      return "the first hop";
    case "same moment":
      return `${giver} enters ${receiver} when it is posted`;
    case "order fact":
      return `${giver} cannot change, and was there before ${receiver} took it`;
    case "times": {
      const before = previous === undefined ? graph.giver[edge] : graph.event[previous];
      const had = graph.high[before ?? -1] ?? null;
      const took = graph.low[graph.event[edge] ?? 0] ?? null;
      return `${giver} had it by ${formatInstant(had)}, ${receiver} took it no earlier than ${formatInstant(took)}`;
    }
    case "overlap":
      return `possible, because ${giver} may have had it only after ${receiver} took what it took`;
  }
}

function marksOf(loaded: Loaded, posed: Posed, edge: number, claims: HopClaims): Mark[] {
  const { graph, view } = posed;
  // What is cited: a weaker word that the hop does not rest on marks nothing.
  const cited = [...leadingClaims(claims.edge), ...leadingClaims(claims.time)];
  const evidence = cited.map((claim) => loaded.evidence.get(claim.evidence));
  const ends = [graph.giver[edge] ?? -1, graph.receiver[edge] ?? -1];
  const marks: [Mark, boolean][] = [
    ["inferred", basisOfRank(graph.basis[edge] ?? 0) === "inferred"],
    ["reconstruction", evidence.some((record) => record?.reconstruction)],
    [
      "single source",
      rootsOf(claims.edge).size === 1 && claims.edge.every((claim) => claim.basis !== "recorded"),
    ],
    ["provenance unknown", evidence.some((record) => !record?.manifest)],
    ["known only by reference", ends.some((node) => !view.nodes[node]?.attested)],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}

/** Where in the slice the claim says what it is cited for. */
function atOf(claim: StoredClaim, written: ReadonlySet<string>): string | undefined {
  return claim.facts.find((fact) => fact.fact === "edge" && written.has(edgeKey(fact)))?.at;
}

const timeAt = (claim: StoredClaim): string | undefined =>
  claim.facts.find((fact) => fact.fact === "time" && fact.kind === "published")?.at;

async function hopOf(
  loaded: Loaded,
  posed: Posed,
  ref: (node: number) => ItemRef,
  previous: number | undefined,
  edge: number,
  citations: CitationList,
): Promise<Hop> {
  const { graph } = posed;
  const claims = await claimsOfHop(loaded, posed, edge);
  const written = new Set(writtenKeys(posed, edge));
  const step = stepOrder(graph, previous, edge);
  const event = graph.event[edge] ?? 0;
  const [link] = graph.inferredFrom.get(edge) ?? [];
  const thing = link === undefined ? undefined : posed.view.nodes[graph.giver[link] ?? -1]?.key;
  return {
    from: ref(graph.giver[edge] ?? -1),
    to: ref(graph.receiver[edge] ?? -1),
    relation: RELATIONS[graph.relation[edge] ?? 0] ?? "LINKS_TO",
    inferred: thing === undefined ? null : { method: "same-link", thing },
    time: intervalOf(graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN),
    order: step.order,
    because: because(posed, step, previous, edge),
    basis: basisOfRank(step.basisRank),
    independentSources: rootsOf(claims.edge).size,
    marks: marksOf(loaded, posed, edge, claims),
    claims: leadingClaims(claims.edge).map((claim) => citations.cite(claim, atOf(claim, written))),
    timeClaims: leadingClaims(claims.time).map((claim) => citations.cite(claim, timeAt(claim))),
  };
}

const fixedSource = ({ graph, view }: Posed, [first]: readonly number[]): boolean =>
  view.nodes[graph.giver[first ?? -1] ?? -1]?.cannotChange === true;

export async function tellPath(
  loaded: Loaded,
  posed: Posed,
  edges: readonly number[],
  order: "certain" | "possible",
  citations: CitationList,
): Promise<Path> {
  const ref = refsOf(loaded, posed.view, posed.graph);
  const hops: Hop[] = [];
  for (const [i, edge] of edges.entries()) {
    hops.push(await hopOf(loaded, posed, ref, edges[i - 1], edge, citations));
  }
  return {
    hops,
    order,
    basis: pathBasis(posed.graph, edges),
    elapsed: elapsedAlong(posed, edges) ?? { least: null, most: null },
    elapsedFrom: fixedSource(posed, edges) ? "publication" : "first hop",
  };
}
