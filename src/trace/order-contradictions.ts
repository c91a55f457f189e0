/** Contradictions of order: order facts and bounds that no world satisfies. */
import { countsUnder } from "../graph/snapshot.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { StoredClaim } from "../model/claim.ts";
import { spokenBy, spokenSince } from "../model/spoken-time.ts";
import { highOf, type Interval, lowOf } from "../model/time.ts";
import {
  type Contradiction,
  type ContradictionSide,
  keyAt,
  sidesOf,
  unique,
} from "./contradiction-sides.ts";
import type { Loaded } from "./loaded.ts";
import { boundsOfEdge, boundsOfNode } from "./time-contradictions.ts";

/** The claims that keep an event from being earlier than `limit`, or later. */
async function claimsBounding(
  loaded: Loaded,
  view: View,
  graph: TemporalGraph,
  event: number,
  excludes: (interval: Interval) => boolean,
): Promise<StoredClaim[]> {
  const edgeIndex = graph.event.indexOf(event);
  const origin = graph.origin[edgeIndex] ?? -1;
  const edge = event >= graph.nodeCount ? view.edges[origin] : undefined;
  const bounds = edge
    ? await boundsOfEdge(loaded, view, edge)
    : await boundsOfNode(loaded, view, event);
  return bounds.filter(({ interval }) => excludes(interval)).map(({ claim }) => claim);
}

interface Part {
  says: string;
  claims: readonly StoredClaim[];
}

/** Without any one part the others can hold: the sides that leave out least. */
function sidesWithout(loaded: Loaded, parts: readonly Part[]): ContradictionSide[] {
  const involved = [
    ...new Map(parts.flatMap(({ claims }) => claims.map((c) => [c.id, c]))).values(),
  ];
  const within = (inner: Part, outer: Part) =>
    inner.claims.every(({ id }) => outer.claims.some((claim) => claim.id === id));
  const least = parts.filter(
    (part, i) =>
      !parts.some((other, j) => within(other, part) && (j < i ? true : !within(part, other))),
  );
  return sidesOf(
    loaded,
    least.map((left) => ({
      says: `not granting ${left.says}`,
      claims: involved.filter(({ id }) => left.claims.every((claim) => claim.id !== id)),
    })),
    involved,
  );
}

export async function orderContradictions(
  loaded: Loaded,
  view: View,
  graph: TemporalGraph,
): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const { lowEvent, highEvent, edges } of graph.conflicts) {
    const earliest = graph.low[lowEvent] ?? Number.NaN;
    const latest = graph.high[highEvent] ?? Number.NaN;
    const late = await claimsBounding(
      loaded,
      view,
      graph,
      lowEvent,
      (interval) => lowOf(interval) > latest,
    );
    const early = await claimsBounding(
      loaded,
      view,
      graph,
      highEvent,
      (interval) => highOf(interval) < earliest,
    );
    const relating = await Promise.all(
      edges.map(async (index) => {
        const edge = view.edges[index];
        const claims = edge ? await loaded.reader.claimsAbout([], edge.written) : [];
        return { edge, claims: claims.filter(countsUnder(view.filter)) };
      }),
    );
    const parts = [
      { says: `that it was no earlier than ${spokenSince(earliest)}`, claims: late },
      ...relating.map(({ edge, claims }) => ({ says: `that ${edge?.written[0] ?? "?"}`, claims })),
      { says: `that it was ${spokenBy(latest)}`, claims: early },
    ].filter(({ claims }) => claims.length > 0);
    const about = unique(
      edges.flatMap((index) => {
        const edge = view.edges[index];
        return edge ? [...keyAt(view, edge.giver), ...keyAt(view, edge.receiver)] : [];
      }),
    );
    found.push({
      name: `order of ${about.join(", ")}`,
      kind: "order",
      about,
      says: `what came first cannot have been that late: no earlier than ${spokenSince(earliest)}, and ${spokenBy(latest)}`,
      sides: sidesWithout(loaded, parts),
    });
  }
  return found;
}
