/** A path told hop by hop: who gave, who took, when, how surely, and on which claims. */

import { compareTexts } from "../graph/near-copies/compare.ts";
import { holderOf } from "../graph/near-copies/holders.ts";
import type { Hop, Mark, Path, ToldEdge } from "../model/answer.ts";
import { type Basis, basisOfRank } from "../model/basis.ts";
import type { StoredClaim } from "../model/claim.ts";
import { edgeKey, RELATIONS } from "../model/edge.ts";
import { spokenBy, spokenSince } from "../model/spoken-time.ts";
import { intervalOf } from "../model/time.ts";
import { type CitationList, leadingClaims, rootsOf } from "./citations.ts";
import {
  type Bound,
  boundsOf,
  claimsBehind,
  endsAlike,
  groundFinder,
  textFinder,
  writtenKeys,
} from "./claims-behind.ts";
import { elapsedAlong } from "./elapsed.ts";
import { likenessOf } from "./likeness.ts";
import type { Loaded } from "./loaded.ts";
import { lookAlikeOf, lookAtOf } from "./look-alikes.ts";
import { refsOf } from "./refs.ts";
import { type Posed, pathBasis, type StepOrder, stepOrder } from "./solve.ts";

/** What is cited for an edge: what states it, and what dates it. */
interface Cited {
  edge: readonly StoredClaim[];
  time: readonly StoredClaim[];
}

type Graphed = Pick<Posed, "view" | "graph">;

/** By when the giver had what the edge carries: a text that is like another, or what came to it. */
function hadBy({ graph, view }: Graphed, previous: number | undefined, edge: number): number {
  const giver = graph.giver[edge] ?? -1;
  if (graph.inferredFrom.get(edge)?.method === "near-copy") {
    return holderOf(view, graph, giver).latest;
  }
  const before = previous === undefined ? giver : graph.event[previous];
  return graph.high[before ?? -1] ?? Number.NaN;
}

function because(
  posed: Graphed,
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
      const had = hadBy(posed, previous, edge);
      const took = graph.low[graph.event[edge] ?? 0] ?? Number.NaN;
      return `${giver} had it ${spokenBy(had)}, ${receiver} took it no earlier than ${spokenSince(took)}`;
    }
    case "overlap":
      return `possible, because ${giver} may have had it only after ${receiver} took what it took`;
  }
}

function marksOf(
  loaded: Loaded,
  posed: Graphed,
  edge: number,
  stating: readonly StoredClaim[],
  cited: Cited,
): Mark[] {
  const { graph, view } = posed;
  // What is cited: a weaker word that the hop does not rest on marks nothing.
  const evidence = [...cited.edge, ...cited.time].map((claim) =>
    loaded.evidence.get(claim.evidence),
  );
  const ends = [graph.giver[edge] ?? -1, graph.receiver[edge] ?? -1];
  const marks: [Mark, boolean][] = [
    ["inferred", basisOfRank(graph.basis[edge] ?? 0) === "inferred"],
    ["reconstruction", evidence.some((record) => record?.reconstruction)],
    [
      "single source",
      rootsOf(stating).size === 1 && stating.every((claim) => claim.basis !== "recorded"),
    ],
    ["provenance unknown", evidence.some((record) => !record?.manifest)],
    ["known only by reference", ends.some((node) => !view.nodes[node]?.attested)],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}

/** Finds where in the slice a claim says what it is cited for: the edge, or the text or picture. */
function placeFinder(posed: Graphed, edge: number): (claim: StoredClaim) => string | undefined {
  const finders = endsAlike(posed, edge, "near-copy").map((node) => textFinder(posed, node));
  const isOfPictures = endsAlike(posed, edge, "near-picture").length > 0;
  const written = new Set(writtenKeys(posed, edge));
  return (claim) =>
    claim.facts.find((fact) => fact.fact === "edge" && written.has(edgeKey(fact)))?.at ??
    finders.map((find) => find(claim)?.at).find((at) => at !== undefined) ??
    (isOfPictures ? lookAtOf(claim) : undefined);
}

/** How the edge was inferred, if it was. */
function inferredBy({ view, graph }: Graphed, edge: number): ToldEdge["inferred"] {
  const why = graph.inferredFrom.get(edge);
  if (why === undefined) return null;
  if (why.method === "near-picture") {
    const { looks } = view.nearCopies;
    const look = (node: number | undefined) => looks.get(node ?? -1) ?? "";
    const [from, to] = [look(graph.giver[edge]), look(graph.receiver[edge])];
    return { method: why.method, likeness: lookAlikeOf(from, to) };
  }
  if (why.method === "near-copy") {
    const text = (node: number | undefined) => view.nodes[node ?? -1]?.text ?? "";
    const compared = compareTexts(text(graph.giver[edge]), text(graph.receiver[edge]));
    return { method: why.method, likeness: likenessOf(compared) };
  }
  const thing = view.nodes[graph.giver[why.links[0]] ?? -1]?.key;
  return thing === undefined ? null : { method: why.method, thing };
}

/** An edge to tell, with what its basis is, and bounds of other events that what is said of it rests on. */
interface EdgeAsked {
  edge: number;
  basis: Basis;
  besides?: readonly Bound[];
}

/** Tells edges in their order; their claims are read at once. */
export async function tellEdges(
  loaded: Loaded,
  posed: Graphed,
  asked: readonly EdgeAsked[],
  citations: CitationList,
): Promise<ToldEdge[]> {
  const { view, graph } = posed;
  const ref = refsOf(loaded, view, graph);
  const behind = await claimsBehind(
    loaded,
    posed,
    asked.map(({ edge }) => edge),
    asked.flatMap(({ besides = [] }) => besides),
  );
  return asked.map(({ edge, basis, besides = [] }) => {
    const event = graph.event[edge] ?? 0;
    const stating = behind.edge(edge);
    // Each moment has its own leading claims: many for one leave none out for another.
    const moments = [boundsOf(event), besides].map((bounds) => ({
      claims: leadingClaims(behind.bounds(bounds)),
      placeOf: groundFinder(posed, bounds),
    }));
    const cited: Cited = {
      edge: leadingClaims(stating),
      time: [...new Set(moments.flatMap(({ claims }) => claims))],
    };
    const placeOf = placeFinder(posed, edge);
    const inferred = inferredBy(posed, edge);
    // Who tells two texts or pictures says nothing of one having it from the other: that is one comparison.
    const isCompared = inferred !== null && inferred.method !== "same-link";
    const sources = isCompared ? 1 : rootsOf(stating).size;
    return {
      from: ref(graph.giver[edge] ?? -1),
      to: ref(graph.receiver[edge] ?? -1),
      relation: RELATIONS[graph.relation[edge] ?? 0] ?? "LINKS_TO",
      inferred,
      time: intervalOf(graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN),
      basis,
      independentSources: sources,
      marks: marksOf(loaded, posed, edge, stating, cited),
      claims: cited.edge.map((one) => citations.cite(one, placeOf(one))),
      timeClaims: [
        ...new Set(
          moments.flatMap(({ claims, placeOf: groundOf }) =>
            claims.map((one) => citations.cite(one, groundOf(one))),
          ),
        ),
      ],
    };
  });
}

/** A hop to tell: an edge after another, or the first. */
export interface Step {
  previous: number | undefined;
  edge: number;
  besides?: readonly Bound[];
}

export async function tellHops(
  loaded: Loaded,
  posed: Graphed,
  steps: readonly Step[],
  citations: CitationList,
): Promise<Hop[]> {
  const ordered = steps.map((one) => ({
    ...one,
    step: stepOrder(posed.graph, one.previous, one.edge),
  }));
  const edges = await tellEdges(
    loaded,
    posed,
    ordered.map(({ step, ...one }) => ({ ...one, basis: basisOfRank(step.basisRank) })),
    citations,
  );
  return ordered.flatMap(({ step, previous, edge }, i) => {
    const told = edges[i];
    const says = because(posed, step, previous, edge);
    return told ? [{ ...told, order: step.order, because: says }] : [];
  });
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
  const steps = edges.map((edge, i) => ({ previous: edges[i - 1], edge }));
  const hops = await tellHops(loaded, posed, steps, citations);
  return {
    hops,
    order,
    basis: pathBasis(posed.graph, edges),
    elapsed: elapsedAlong(posed, edges) ?? { least: null, most: null },
    elapsedFrom: fixedSource(posed, edges) ? "publication" : "first hop",
  };
}
