/**
 * The graph that a set of claims gives: nodes with their joins, and the edges along which
 * information flows, under a filter of claims. Equal to building from the claims that remain.
 */
import { admits, BASES, type Basis, basisRank, weakest } from "../model/basis.ts";
import { compare } from "../model/compare.ts";
import { edgeKey, flowOf } from "../model/edge.ts";
import { isPseudonym, type Key, kindOfKey } from "../model/key.ts";
import { mergeEdge, mergeNode } from "../model/merge.ts";
import { basisOfEdge, type MergedEdge, type MergedNode, type NodeState } from "../model/merged.ts";
import { edgeTime, type ResolvedNode, type ResolvedTime, resolveNode } from "../model/resolve.ts";
import { countedJoins, type Join, type Joins, joinKeys } from "./joins.ts";
import { type NearCopies, NO_COPIES } from "./near-copies/near-copies.ts";
import { type Overlay, withoutClaims } from "./overlay.ts";
import type { ClaimFilter, GraphReader, Snapshot } from "./snapshot.ts";

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

/** Whether a claim that the floor admits says anything of the node itself. */
export const isSaidAt = ({ attested, states }: MergedNode, floor: Basis): boolean =>
  [attested, ...BASES.filter((basis) => states[basis])].some(
    (basis) => basis !== undefined && admits(floor, basis),
  );

/** Nodes that a claim which counts names, as such claims merge. */
export function nodesLeft(
  snapshot: Snapshot,
  overlay: Overlay,
  filter: ClaimFilter,
): Map<Key, MergedNode> {
  const named = new Set<Key>();
  for (const edges of [snapshot.flowEdges, snapshot.otherEdges]) {
    for (const stored of edges) {
      const edge = edgeLeft(overlay, stored);
      if (edge && admits(filter.floor, basisOfEdge(edge))) named.add(edge.subject).add(edge.object);
    }
  }
  for (const { fact } of countedJoins(snapshot.joins, filter)) named.add(fact.a).add(fact.b);
  const left = new Map<Key, MergedNode>();
  for (const [key, stored] of snapshot.nodes) {
    const node = overlay.nodes.get(key) ?? stored;
    if (named.has(key) || isSaidAt(node, filter.floor)) left.set(key, node);
  }
  return left;
}

/** The edge as the claims that are left state it, if any does. */
export function edgeLeft(overlay: Overlay, stored: MergedEdge): MergedEdge | undefined {
  const key = edgeKey(stored);
  return overlay.edges.has(key) ? overlay.edges.get(key) : stored;
}

/** An account's states say only what it is called, so joined ones are simply united. */
function uniteAccounts(key: Key, members: readonly MergedNode[]): MergedNode {
  const states: Partial<Record<Basis, NodeState>> = {};
  const union = <T>(lists: readonly (readonly T[] | undefined)[]): T[] => [
    ...new Set(lists.flatMap((list) => list ?? [])),
  ];
  for (const basis of BASES) {
    const ofBasis = members.flatMap((member) => member.states[basis] ?? []);
    if (ofBasis.length === 0) continue;
    const [platforms, handles, names] = [
      union(ofBasis.map((state) => state.platforms)).sort(),
      union(ofBasis.map((state) => state.handles)).sort(),
      union(ofBasis.map((state) => state.names)).sort(),
    ];
    // What a basis does not say is left to the next.
    states[basis] = {
      account: true,
      ...(ofBasis.some((state) => state.named) ? { named: true } : {}),
      ...(platforms.length > 0 ? { platforms } : {}),
      ...(handles.length > 0 ? { handles } : {}),
      ...(names.length > 0 ? { names } : {}),
    };
  }
  const attested = BASES.find((basis) => members.some((member) => member.attested === basis));
  return { key, ...(attested === undefined ? {} : { attested }), states };
}

const isSaid = ({ attested, states }: MergedNode): boolean =>
  attested !== undefined || Object.keys(states).length > 0;

async function joinedNode(
  join: Join,
  nodes: ReadonlyMap<Key, MergedNode>,
  reader: GraphReader,
  filter: ClaimFilter,
): Promise<MergedNode> {
  const members = join.members.flatMap((key) => nodes.get(key) ?? []);
  if (members.some((member) => kindOfKey(member.key) === "account")) {
    return uniteAccounts(join.key, members);
  }
  // Of all names but one nothing is said: what is said of that one is said of the thing.
  const [known, another] = members.filter(isSaid);
  if (another === undefined) return { ...(known ?? { states: {} }), key: join.key };
  const claims = await reader.claimsAbout(join.members, []);
  return mergeNode(
    join.key,
    claims.filter((claim) => !filter.without.has(claim.id)),
    new Set(join.members),
  );
}

export interface MappedEdge {
  edge: MergedEdge;
  written: string[];
}

/** Edges that count, with their ends replaced by the keys that stand for them; those that become one are merged again. */
async function mapEdges(
  edges: readonly MergedEdge[],
  overlay: Overlay,
  joins: Joins,
  reader: GraphReader,
  filter: ClaimFilter,
): Promise<MappedEdge[]> {
  const standing = (key: Key): Key => joins.of.get(key)?.key ?? key;
  const mapped: MappedEdge[] = [];
  const moved = new Map<string, MappedEdge[]>();
  for (const stored of edges) {
    const key = edgeKey(stored);
    const edge = edgeLeft(overlay, stored);
    if (!edge || !admits(filter.floor, basisOfEdge(edge))) continue;
    if (!joins.of.has(edge.subject) && !joins.of.has(edge.object)) {
      mapped.push({ edge, written: [key] });
      continue;
    }
    const at = { ...edge, subject: standing(edge.subject), object: standing(edge.object) };
    if (at.subject === at.object) continue;
    const together = moved.get(edgeKey(at)) ?? [];
    together.push({ edge: at, written: [key] });
    moved.set(edgeKey(at), together);
  }
  for (const together of moved.values()) {
    const [first] = together;
    if (!first) continue;
    const written = together.flatMap((one) => one.written).sort();
    if (together.length === 1) {
      mapped.push(first);
      continue;
    }
    const claims = (await reader.claimsAbout([], written)).filter(
      (claim) => !filter.without.has(claim.id),
    );
    const edge = mergeEdge(first.edge, claims, (fact) =>
      edgeKey({ ...fact, subject: standing(fact.subject), object: standing(fact.object) }),
    );
    if (edge) mapped.push({ edge, written });
  }
  return mapped;
}

interface Authorship {
  accountOf: Int32Array;
  postsOf: Map<number, number[]>;
  postedBy: Map<number, string[]>;
  severalAuthors: number[];
}

export function authorship(
  edges: readonly MappedEdge[],
  indexOf: ReadonlyMap<Key, number>,
  nodeCount: number,
): Authorship {
  const accountOf = new Int32Array(nodeCount).fill(-1);
  const postsOf = new Map<number, number[]>();
  const postedBy = new Map<number, string[]>();
  const chosen = new Map<number, MergedEdge>();
  const several = new Set<number>();
  for (const { edge, written } of edges) {
    const item = indexOf.get(edge.subject);
    const account = indexOf.get(edge.object);
    if (item === undefined || account === undefined) continue;
    const posts = postsOf.get(account);
    if (posts) posts.push(item);
    else postsOf.set(account, [item]);
    const other = chosen.get(item);
    if (other) {
      const [hides, hid] = [isPseudonym(edge.object), isPseudonym(other.object)];
      if (hides === hid) several.add(item);
      const better =
        Number(hides) - Number(hid) ||
        basisRank(basisOfEdge(edge)) - basisRank(basisOfEdge(other)) ||
        (edge.object < other.object ? -1 : 1);
      if (better > 0) continue;
    }
    chosen.set(item, edge);
    accountOf[item] = account;
    postedBy.set(item, written);
  }
  return { accountOf, postsOf, postedBy, severalAuthors: [...several].sort((a, b) => a - b) };
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
