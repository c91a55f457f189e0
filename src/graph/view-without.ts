/**
 * A view without some claims, made from the view of all: only what those claims touch is worked out
 * anew. Equal to building it from the claims that remain, but that what no claim names any more
 * leaves a node without key, platform and edges, so that the others keep their numbers.
 */
import { isDeepStrictEqual } from "node:util";
import { admits, type Basis } from "../model/basis.ts";
import type { ClaimId } from "../model/claim.ts";
import { edgeKey, flows } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { basisOfEdge, type MergedEdge, type MergedNode } from "../model/merged.ts";
import { resolveNode } from "../model/resolve.ts";
import { authorship } from "./authorship.ts";
import type { MappedEdge } from "./mapped-edges.ts";
import { edgesByKey, type Overlay } from "./overlay.ts";
import type { Snapshot } from "./snapshot.ts";
import { edgeView, type View, type ViewNode } from "./view.ts";
import { edgeLeft, isSaidAt } from "./what-is-left.ts";

/** What is otherwise, of what the view of all shows. */
interface Changes {
  nodes: ReadonlyMap<number, ViewNode>;
  /** By edge key; undefined for one that does not count any more. */
  edges: ReadonlyMap<string, MergedEdge | undefined>;
  /** The edges that changed or went, as they were. */
  before: readonly MergedEdge[];
  gone: ReadonlyMap<Key, number>;
}

const JOINING: ReadonlySet<string> = new Set(["same-as", "not-same", "leads-to"]);

const joinsThings = ({ taken }: Overlay): boolean =>
  taken.some(({ facts }) => facts.some(({ fact }) => JOINING.has(fact)));

const saysOfJoins = ({ joins, leads }: Snapshot, keys: ReadonlyMap<Key, number>): boolean =>
  [...joins, ...leads].some(({ fact }) => keys.has(fact.a) || keys.has(fact.b));

/** What is known of a thing under all its names at once; who posted it is looked at on its own. */
const isOfThings = ({ relation }: MergedEdge): boolean => flows(relation) || relation === "TAGGED";

const counts = (edge: MergedEdge | undefined, floor: Basis): edge is MergedEdge =>
  edge !== undefined && admits(floor, basisOfEdge(edge));

/** Nodes of the view that are otherwise; undefined where joins or accounts may be. */
function changedNodes(
  base: View,
  snapshot: Snapshot,
  overlay: Overlay,
): Map<number, ViewNode> | undefined {
  const changed = new Map<number, ViewNode>();
  for (const [key, merged] of overlay.nodes) {
    const index = base.indexOf.get(key);
    const before = base.nodes[index ?? -1];
    if (index === undefined || !before) continue;
    if (isDeepStrictEqual(merged, snapshot.nodes.get(key))) continue;
    const node = { ...resolveNode(merged, base.filter.floor), join: undefined };
    const isOther = node.account !== before.account || before.join !== undefined;
    if (isOther || !isDeepStrictEqual(node.handles, before.handles)) return undefined;
    changed.set(index, node);
  }
  return changed;
}

/** Keys that no claim which counts names any more. */
function goneKeys(
  base: View,
  snapshot: Snapshot,
  overlay: Overlay,
  lost: readonly MergedEdge[],
): Map<Key, number> {
  const { floor } = base.filter;
  const gone = new Map<Key, number>();
  const look = (key: Key, node: MergedNode | undefined): void => {
    const index = base.indexOf.get(key);
    if (index !== undefined && node && !isSaidAt(node, floor)) gone.set(key, index);
  };
  for (const [key, node] of overlay.nodes) look(key, node);
  for (const key of lost.flatMap(({ subject, object }) => [subject, object])) {
    look(key, overlay.nodes.get(key) ?? snapshot.nodes.get(key));
  }
  if (gone.size === 0) return gone;
  for (const edges of [snapshot.flowEdges, snapshot.otherEdges]) {
    for (const stored of edges) {
      if (!gone.has(stored.subject) && !gone.has(stored.object)) continue;
      if (!counts(edgeLeft(overlay, stored), floor)) continue;
      gone.delete(stored.subject);
      gone.delete(stored.object);
    }
  }
  return gone;
}

function changesBy(base: View, snapshot: Snapshot, overlay: Overlay): Changes | undefined {
  const { floor } = base.filter;
  if (joinsThings(overlay)) return undefined;
  const isJoined = (key: Key): boolean => base.joins.of.has(key);
  const nodes = changedNodes(base, snapshot, overlay);
  if (!nodes) return undefined;
  const edges = new Map<string, MergedEdge | undefined>();
  const before: MergedEdge[] = [];
  for (const [key, merged] of overlay.edges) {
    const stored = edgesByKey(snapshot).get(key);
    if (!counts(stored, floor) || isDeepStrictEqual(merged, stored)) continue;
    if (isOfThings(stored) && (isJoined(stored.subject) || isJoined(stored.object))) {
      return undefined;
    }
    edges.set(key, counts(merged, floor) ? merged : undefined);
    before.push(stored);
  }
  const gone = goneKeys(base, snapshot, overlay, before);
  if ([...gone.keys()].some(isJoined) || saysOfJoins(snapshot, gone)) return undefined;
  return { nodes, edges, before, gone };
}

const leftOf = (list: readonly number[] | undefined, item: number): number[] =>
  (list ?? []).filter((one) => one !== item);

/** Who posted what; undefined where two names of one account are said to have posted a thing. */
function postsWithout(
  base: View,
  snapshot: Snapshot,
  { edges, before }: Changes,
): Pick<View, "accountOf" | "postsOf" | "postedBy" | "severalAuthors"> | undefined {
  const posted = before.filter(({ relation }) => relation === "POSTED_BY");
  const { accountOf, postsOf, postedBy, severalAuthors } = base;
  if (posted.length === 0) return { accountOf, postsOf, postedBy, severalAuthors };
  const items = new Set(posted.map(({ subject }) => subject));
  const mapped: MappedEdge[] = [];
  const pairs = new Set<string>();
  for (const stored of snapshot.otherEdges) {
    if (stored.relation !== "POSTED_BY" || !items.has(stored.subject)) continue;
    const key = edgeKey(stored);
    const edge = edges.has(key) ? edges.get(key) : stored;
    if (base.joins.of.has(stored.subject)) return undefined;
    if (!counts(edge, base.filter.floor)) continue;
    const object = base.joins.of.get(edge.object)?.key ?? edge.object;
    const pair = edgeKey({ ...edge, object });
    if (pairs.has(pair)) return undefined;
    pairs.add(pair);
    mapped.push({ edge: { ...edge, object }, written: [key] });
  }
  const anew = authorship(mapped, base.indexOf, base.nodes.length);
  const of = accountOf.slice();
  const posts = new Map(postsOf);
  const by = new Map(postedBy);
  const touched = new Set<number>();
  for (const { subject, object } of posted) {
    const item = base.indexOf.get(subject) ?? -1;
    const account = base.indexOf.get(object) ?? -1;
    touched.add(item);
    of[item] = anew.accountOf[item] ?? -1;
    const written = anew.postedBy.get(item);
    if (written) by.set(item, written);
    else by.delete(item);
    if (!anew.postsOf.get(account)?.includes(item))
      posts.set(account, leftOf(posts.get(account), item));
  }
  const several = [...severalAuthors.filter((item) => !touched.has(item)), ...anew.severalAuthors];
  return {
    accountOf: of,
    postsOf: posts,
    postedBy: by,
    severalAuthors: several.sort((a, b) => a - b),
  };
}

function tagsWithout(base: View, { edges, before }: Changes): View["tagged"] {
  const lost = before.filter(
    (edge) => edge.relation === "TAGGED" && edges.get(edgeKey(edge)) === undefined,
  );
  if (lost.length === 0) return base.tagged;
  const tagged = new Map(base.tagged);
  for (const { subject, object } of lost) {
    tagged.set(object, leftOf(tagged.get(object), base.indexOf.get(subject) ?? -1));
  }
  return tagged;
}

/** Undefined where an edge that joins made of several has to be merged anew. */
function edgesWithout(
  base: View,
  snapshot: Snapshot,
  changes: Changes,
  nodes: readonly ViewNode[],
): View["edges"] | undefined {
  const left: View["edges"][number][] = [];
  for (const edge of base.edges) {
    const [key = "", another] = edge.written;
    const isTouched = changes.edges.has(key);
    if (!isTouched && !changes.nodes.has(edge.giver) && !changes.nodes.has(edge.receiver)) {
      left.push(edge);
      continue;
    }
    if (another !== undefined) return undefined;
    const merged = isTouched ? changes.edges.get(key) : edgesByKey(snapshot).get(key);
    if (!merged) continue;
    const anew = edgeView({ edge: merged, written: [key] }, nodes, base.indexOf, base.filter.floor);
    if (anew) left.push(anew);
  }
  return left;
}

/** What is left of a node that nothing names: it is on no platform, and no item that may be asked for. */
const nothingOf = ({ key }: Pick<ViewNode, "key">): ViewNode => ({
  ...resolveNode({ key, states: {} }, "recorded"),
  platform: undefined,
  join: undefined,
});

/**
 * Undefined where more may be otherwise than is worth working out by itself: joins, handles, what
 * is an account. `overlay` is that of the claims taken out.
 */
export function viewWithout(
  base: View,
  snapshot: Snapshot,
  overlay: Overlay,
  without: ReadonlySet<ClaimId>,
): View | undefined {
  const changes = changesBy(base, snapshot, overlay);
  const posts = changes && postsWithout(base, snapshot, changes);
  if (!changes || !posts) return undefined;
  const nodes = base.nodes.slice();
  for (const [index, node] of changes.nodes) nodes[index] = node;
  const edges = edgesWithout(base, snapshot, changes, nodes);
  if (!edges) return undefined;
  let { indexOf } = base;
  if (changes.gone.size > 0) {
    const left = new Map(indexOf);
    for (const [key, index] of changes.gone) {
      left.delete(key);
      nodes[index] = nothingOf({ key });
    }
    indexOf = left;
  }
  return {
    ...base,
    ...posts,
    filter: { floor: base.filter.floor, without },
    nodes,
    indexOf,
    edges,
    tagged: tagsWithout(base, changes),
  };
}
