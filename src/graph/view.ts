/**
 * The graph that a set of claims gives: nodes with their joins, and the edges along which
 * information flows, under a filter of claims. Equal to building from the claims that remain.
 */
import { type Basis, weakest } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import { edgeKey, flowOf } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { basisOfEdge, type MergedEdge } from "../model/merged.ts";
import { edgeTime, type ResolvedNode, type ResolvedTime, resolveNode } from "../model/resolve.ts";
import { authorship } from "./authorship.ts";
import { joinedNode } from "./joined-node.ts";
import { countedJoins, type Join, type Joins, joinKeys } from "./joins.ts";
import { type MappedEdge, mapEdges } from "./mapped-edges.ts";
import { type NearCopies, NO_COPIES } from "./near-copies/near-copies.ts";
import { type Overlay, withoutClaims } from "./overlay.ts";
import type { ClaimFilter, GraphReader, Snapshot } from "./snapshot.ts";
import { nodesLeft } from "./what-is-left.ts";

export interface ViewNode extends ResolvedNode {
  join: Join | undefined;
}

export interface ViewEdge {
  relation: MergedEdge["relation"];
  /** Index of the node that gives, and of the one that takes. */
  giver: number;
  receiver: number;
  /** The weakest of the edge and the joins at its ends. */
  basis: Basis;
  /** When the receiver took the thing, before order facts. */
  time: ResolvedTime;
  /** Keys of the edges as they were written, before joins. */
  written: readonly string[];
}

export interface View {
  filter: ClaimFilter;
  version: string;
  nodes: readonly ViewNode[];
  /** Every key, joined ones too, to its node. */
  indexOf: ReadonlyMap<Key, number>;
  /** Flow edges, ordered by edge key. */
  edges: readonly ViewEdge[];
  /** Account that posted each node, or -1; of several the best founded, then the first by key. */
  accountOf: Int32Array;
  /** All items that each account is said to have posted. */
  postsOf: ReadonlyMap<number, readonly number[]>;
  /** Keys of the POSTED_BY edges of an item, as written. */
  postedBy: ReadonlyMap<number, readonly string[]>;
  /** Items that several accounts are said to have posted. */
  severalAuthors: readonly number[];
  tagged: ReadonlyMap<Key, readonly number[]>;
  /** Accounts that bore a handle, by its key. */
  bearersOf: ReadonlyMap<Key, readonly number[]>;
  joins: Joins;
  /** Which texts are alike; none unless the view admits inferred edges, and they were looked for. */
  nearCopies: NearCopies;
}

/** Links last: a tool that cannot tell a quote from a link says less than one that can. */
const isLink = ({ relation }: MergedEdge): number => Number(relation === "LINKS_TO");

/** A flow edge between two nodes, or none where one of them is an account. */
export function edgeView(
  { edge, written }: MappedEdge,
  nodes: readonly ViewNode[],
  indexOf: ReadonlyMap<Key, number>,
  floor: Basis,
): ViewEdge | undefined {
  const flow = flowOf(edge);
  const giver = flow && indexOf.get(flow.giver);
  const receiver = flow && indexOf.get(flow.receiver);
  if (giver === undefined || receiver === undefined) return undefined;
  const [from, to] = [nodes[giver], nodes[receiver]];
  if (!from || !to || from.account || to.account) return undefined;
  const joins = [from.join?.basis ?? "recorded", to.join?.basis ?? "recorded"] as const;
  return {
    relation: edge.relation,
    giver,
    receiver,
    basis: joins.reduce<Basis>(weakest, basisOfEdge(edge)),
    time: edgeTime(edge, from, to, floor),
    written,
  };
}

const flowEdgeViews = (
  edges: readonly MappedEdge[],
  nodes: readonly ViewNode[],
  indexOf: ReadonlyMap<Key, number>,
  floor: Basis,
): ViewEdge[] =>
  edges
    .map((mapped) => ({ mapped, key: edgeKey(mapped.edge) }))
    .sort((a, b) => isLink(a.mapped.edge) - isLink(b.mapped.edge) || compare(a.key, b.key))
    .flatMap(({ mapped }) => edgeView(mapped, nodes, indexOf, floor) ?? []);

function bearers(nodes: readonly ViewNode[]): Map<Key, number[]> {
  const of = new Map<Key, number[]>();
  for (const [index, node] of nodes.entries()) {
    for (const handle of node.handles) {
      const known = of.get(handle);
      if (known) known.push(index);
      else of.set(handle, [index]);
    }
  }
  return of;
}

/** Builds the view of a snapshot under a filter; reads claims only for what the filter or a join changes. */
export async function viewOf(
  snapshot: Snapshot,
  reader: GraphReader,
  filter: ClaimFilter,
): Promise<View> {
  return viewWith(snapshot, reader, filter, await withoutClaims(snapshot, reader, filter.without));
}

/** Likewise, with the overlay of what the filter takes out. */
export async function viewWith(
  snapshot: Snapshot,
  reader: GraphReader,
  filter: ClaimFilter,
  overlay: Overlay,
): Promise<View> {
  const left = nodesLeft(snapshot, overlay, filter);
  const joins = joinKeys(
    left,
    countedJoins(snapshot.joins, filter),
    countedJoins(snapshot.leads, filter),
    filter.floor,
  );

  const nodes: ViewNode[] = [];
  const indexOf = new Map<Key, number>();
  for (const [key, node] of left) {
    if (indexOf.has(key)) continue;
    const join = joins.of.get(key);
    const merged = join ? await joinedNode(join, left, reader, filter) : node;
    for (const member of join?.members ?? [key]) indexOf.set(member, nodes.length);
    nodes.push({ ...resolveNode(merged, filter.floor), join });
  }

  const map = (edges: readonly MergedEdge[]) => mapEdges(edges, overlay, joins, reader, filter);
  const others = await map(snapshot.otherEdges);
  const tagged = new Map<Key, number[]>();
  for (const { edge } of others) {
    const item = indexOf.get(edge.subject);
    if (edge.relation !== "TAGGED" || item === undefined) continue;
    const items = tagged.get(edge.object) ?? [];
    items.push(item);
    tagged.set(edge.object, items);
  }
  return {
    filter,
    version: snapshot.version,
    nodes,
    indexOf,
    edges: flowEdgeViews(await map(snapshot.flowEdges), nodes, indexOf, filter.floor),
    ...authorship(
      others.filter(({ edge }) => edge.relation === "POSTED_BY"),
      indexOf,
      nodes.length,
    ),
    tagged,
    bearersOf: bearers(nodes),
    joins,
    nearCopies: NO_COPIES,
  };
}
