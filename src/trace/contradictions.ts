/**
 * Contradictions: claims that cannot all hold, and their sides, the maximal sets of claims that
 * can. Found where times leave no common moment or order facts no world; declared where statements
 * share a dispute name and differ in object.
 */
import { type ClaimFilter, countsUnder } from "../graph/snapshot.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View, ViewEdge } from "../graph/view.ts";
import type { ClaimId, Fact, StoredClaim } from "../model/claim.ts";
import { datedBy, edgeKey } from "../model/edge.ts";
import { findKey, type Key } from "../model/key.ts";
import {
  formatInstant,
  highOf,
  type Interval,
  intersect,
  intervalOf,
  isEmpty,
  lowOf,
} from "../model/time.ts";
import type { Loaded } from "./loaded.ts";

export interface ContradictionSide {
  says: string;
  sources: readonly string[];
  claims: readonly ClaimId[];
  removes: readonly ClaimId[];
}

export interface Contradiction {
  name: string;
  kind: "declared" | "time" | "order";
  about: readonly Key[];
  says: string;
  sides: readonly ContradictionSide[];
}

/** Who says a claim: its source, or the file that recorded it. */
function speakerOf(loaded: Loaded, claim: StoredClaim): string {
  return claim.source?.name ?? loaded.evidence.get(claim.evidence)?.name ?? claim.evidence;
}

const unique = <T extends string>(values: Iterable<T>): T[] => [...new Set(values)].sort();

/** Sides by the claims that each holds, of all that are in the contradiction. */
function sidesOf(
  loaded: Loaded,
  groups: readonly { says: string; claims: readonly StoredClaim[] }[],
  involved: readonly StoredClaim[] = groups.flatMap((group) => group.claims),
): ContradictionSide[] {
  const all = unique(involved.map((claim) => claim.id));
  return groups.map(({ says, claims }) => {
    const held = unique(claims.map((claim) => claim.id));
    const holds = new Set(held);
    return {
      says,
      sources: unique(claims.map((claim) => speakerOf(loaded, claim))),
      claims: held,
      removes: all.filter((id) => !holds.has(id)),
    };
  });
}

const counts = ({ filter }: View) => countsUnder(filter);

/** What a statement names as its object, and the keys that it is about; undefined for what has none. */
function objectOf(fact: Fact): { says: string; about: Key[] } | undefined {
  switch (fact.fact) {
    case "edge":
      return { says: `${fact.relation} ${fact.object}`, about: [fact.subject, fact.object] };
    case "same-as":
    case "not-same":
    case "leads-to":
      return { says: `${fact.fact} ${fact.b}`, about: [fact.a, fact.b] };
    case "member": {
      const key = findKey(fact.member);
      return { says: `member ${fact.member}`, about: key === undefined ? [] : [key] };
    }
    default:
      return undefined;
  }
}

interface Declared {
  about: Set<Key>;
  sides: Map<string, StoredClaim[]>;
}

function declaredByName(loaded: Loaded, filter: ClaimFilter): Map<string, Declared> {
  const byName = new Map<string, Declared>();
  for (const claim of loaded.snapshot.disputed.filter(countsUnder(filter))) {
    const [object] = claim.facts.flatMap((fact) => objectOf(fact) ?? []);
    if (!object || claim.dispute === undefined) continue;
    const declared = byName.get(claim.dispute) ?? { about: new Set(), sides: new Map() };
    for (const key of object.about) declared.about.add(key);
    declared.sides.set(object.says, [...(declared.sides.get(object.says) ?? []), claim]);
    byName.set(claim.dispute, declared);
  }
  return byName;
}

function declared(loaded: Loaded, view: View): Contradiction[] {
  const onAnyBasis = declaredByName(loaded, { ...view.filter, floor: "inferred" });
  const named = (name: string, { sides }: Declared): string => {
    const weaker = (onAnyBasis.get(name)?.sides.size ?? 0) - sides.size;
    const more = weaker > 0 ? `, and ${weaker} more on a weaker basis than asked` : "";
    return `sources name ${sides.size} different things${more}`;
  };
  return [...declaredByName(loaded, view.filter)]
    .filter(([, { sides }]) => sides.size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { about, sides }]) => ({
      name,
      kind: "declared",
      about: unique(about),
      says: named(name, { about, sides }),
      sides: sidesOf(
        loaded,
        [...sides].sort(([a], [b]) => (a < b ? -1 : 1)).map(([says, claims]) => ({ says, claims })),
      ),
    }));
}

/** A claim with the interval that it gives for one moment. */
interface Bounded {
  claim: StoredClaim;
  interval: Interval;
  /** Decoded from the item's id. */
  fromId?: boolean;
}

function combine(bounds: readonly Bounded[]): Bounded[] {
  const byClaim = new Map<ClaimId, Bounded>();
  for (const { claim, interval } of bounds) {
    const known = byClaim.get(claim.id);
    byClaim.set(claim.id, {
      claim,
      interval: known ? intersect(known.interval, interval) : interval,
    });
  }
  return [...byClaim.values()];
}

const upTo = (latest: number): Interval => intervalOf(Number.NEGATIVE_INFINITY, latest);

/** What claims say of the moment at which a node was published, for the keys joined in it. */
function publicationBounds(
  claims: readonly StoredClaim[],
  keys: ReadonlySet<Key>,
  cannotChange: boolean,
): Bounded[] {
  return claims.flatMap((claim) => {
    const bounds: Bounded[] = [];
    for (const fact of claim.facts) {
      if (fact.fact === "time" && keys.has(fact.item) && fact.kind === "published") {
        bounds.push({ claim, interval: fact, fromId: fact.fromId === true });
      }
      if (fact.fact === "time" && keys.has(fact.item) && fact.kind === "captured") {
        bounds.push({ claim, interval: upTo(highOf(fact)) });
      }
      if (fact.fact !== "edge" || !fact.time || !cannotChange) continue;
      if (datedBy(fact).some((key) => keys.has(key))) {
        bounds.push({ claim, interval: fact.time });
      }
    }
    if (claim.shownBy !== undefined && claim.subject !== undefined && keys.has(claim.subject)) {
      bounds.push({ claim, interval: upTo(claim.shownBy) });
    }
    return bounds;
  });
}

function edgeBounds(claims: readonly StoredClaim[], written: ReadonlySet<string>): Bounded[] {
  return claims.flatMap((claim) => {
    const facts = claim.facts.filter((fact) => fact.fact === "edge" && written.has(edgeKey(fact)));
    if (facts.length === 0) return [];
    const bounds: Bounded[] = facts.flatMap((fact) =>
      fact.fact === "edge" && fact.time ? [{ claim, interval: fact.time }] : [],
    );
    if (claim.shownBy !== undefined) bounds.push({ claim, interval: upTo(claim.shownBy) });
    return bounds;
  });
}

/** The maximal sets of intervals with a common moment (the cliques of an interval graph), by that moment. */
function maximalSets(bounds: readonly Bounded[]): Bounded[][] {
  const starts = unique(bounds.map(({ interval }) => String(lowOf(interval))))
    .map(Number)
    .sort((a, b) => a - b);
  const sets = starts.map((start) =>
    bounds.filter(({ interval }) => lowOf(interval) <= start && start <= highOf(interval)),
  );
  return sets.filter(
    (set, i) =>
      !sets.some(
        (other, j) =>
          j !== i &&
          set.every((one) => other.includes(one)) &&
          (other.length > set.length || j < i),
      ),
  );
}

const spoken = (interval: Interval): string =>
  interval.earliest === null
    ? `no later than ${formatInstant(interval.latest)}`
    : interval.latest === null
      ? `no earlier than ${formatInstant(interval.earliest)}`
      : `${formatInstant(interval.earliest)} to ${formatInstant(interval.latest)}`;

const intervalAt = ({ interval }: Bounded): Interval => interval;

/** Who gives the bounds of a common time: those who only leave room for it say nothing of it. */
function decidingSpeakers(
  loaded: Loaded,
  set: readonly Bounded[],
  bounds: readonly Bounded[],
): string[] {
  const common = set.map(intervalAt).reduce(intersect);
  const held = new Set(set.map(({ claim }) => claim.id));
  const deciding = bounds.filter(
    ({ claim, interval }) =>
      held.has(claim.id) &&
      (lowOf(interval) === lowOf(common) || highOf(interval) === highOf(common)),
  );
  return unique(
    deciding.map(({ claim, fromId }) => (fromId ? "the id itself" : speakerOf(loaded, claim))),
  );
}

/** What each claim that contradicts itself says. */
const selfContradictions = (
  loaded: Loaded,
  combined: readonly Bounded[],
  bounds: readonly Bounded[],
): string[] =>
  combined
    .filter(({ interval }) => isEmpty(interval))
    .map(({ claim }) => {
      const said = bounds
        .filter((one) => one.claim === claim)
        .map(({ interval }) => spoken(interval));
      return `; one record of ${speakerOf(loaded, claim)} says both ${unique(said).join(" and ")}`;
    });

function timeContradiction(
  loaded: Loaded,
  name: string,
  about: readonly Key[],
  bounds: readonly Bounded[],
): Contradiction | undefined {
  const combined = combine(bounds);
  // A claim that contradicts itself is on no side.
  const sound = combined.filter(({ interval }) => !isEmpty(interval));
  const sets = maximalSets(sound);
  if (sets.length < 2 && sound.length === combined.length) return undefined;
  const sides = sidesOf(
    loaded,
    (sets.length === 0 ? [[]] : sets).map((set) => ({
      says: set.length === 0 ? "none of them" : spoken(set.map(intervalAt).reduce(intersect)),
      claims: set.map(({ claim }) => claim),
    })),
    combined.map(({ claim }) => claim),
  );
  const own = selfContradictions(loaded, combined, bounds);
  return {
    name,
    kind: "time",
    about,
    says: `times of ${about.join(", ")} leave no common moment${own.join("")}`,
    sides: sides.map((side, i) => {
      const set = sets[i];
      return set ? { ...side, sources: decidingSpeakers(loaded, set, bounds) } : side;
    }),
  };
}

async function boundsOfNode(loaded: Loaded, view: View, index: number): Promise<Bounded[]> {
  const node = view.nodes[index];
  if (!node) return [];
  const keys = node.join?.members ?? [node.key];
  const claims = (await loaded.reader.claimsAbout(keys, [])).filter(counts(view));
  return publicationBounds(claims, new Set(keys), node.cannotChange);
}

async function boundsOfEdge(loaded: Loaded, view: View, edge: ViewEdge): Promise<Bounded[]> {
  const claims = (await loaded.reader.claimsAbout([], edge.written)).filter(counts(view));
  const receiver = await boundsOfNode(loaded, view, edge.receiver);
  return [
    ...edgeBounds(claims, new Set(edge.written)),
    ...receiver.map(({ claim, interval }) => ({
      claim,
      interval: intervalOf(lowOf(interval), Number.POSITIVE_INFINITY),
    })),
  ];
}

const keyAt = (view: View, index: number): Key[] => {
  const key = view.nodes[index]?.key;
  return key === undefined ? [] : [key];
};

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

async function ordered(loaded: Loaded, view: View, graph: TemporalGraph): Promise<Contradiction[]> {
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
        return { edge, claims: claims.filter(counts(view)) };
      }),
    );
    const parts = [
      { says: `that it was no earlier than ${formatInstant(earliest)}`, claims: late },
      ...relating.map(({ edge, claims }) => ({ says: `that ${edge?.written[0] ?? "?"}`, claims })),
      { says: `that it was no later than ${formatInstant(latest)}`, claims: early },
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
      says: `what came first cannot have been that late: ${formatInstant(earliest)} against ${formatInstant(latest)}`,
      sides: sidesWithout(loaded, parts),
    });
  }
  return found;
}

const cache = new WeakMap<View, Promise<readonly Contradiction[]>>();

async function findContradictions(loaded: Loaded, view: View): Promise<readonly Contradiction[]> {
  const graph = loaded.graph(view);
  const found = declared(loaded, view);
  for (const [index, node] of view.nodes.entries()) {
    if (node.account || !node.published.conflict) continue;
    const contradiction = timeContradiction(
      loaded,
      `time of ${node.key}`,
      [node.key],
      await boundsOfNode(loaded, view, index),
    );
    if (contradiction) found.push(contradiction);
  }
  for (const edge of view.edges) {
    if (!edge.time.conflict || view.nodes[edge.receiver]?.cannotChange) continue;
    if (edge.time === view.nodes[edge.giver]?.published) continue;
    const contradiction = timeContradiction(
      loaded,
      `time of ${edge.written[0]}`,
      [...keyAt(view, edge.giver), ...keyAt(view, edge.receiver)],
      await boundsOfEdge(loaded, view, edge),
    );
    if (contradiction) found.push(contradiction);
  }
  found.push(...(await ordered(loaded, view, graph)));
  return found;
}

/** All contradictions under a view: declared ones first, then of times, then of order. */
export function contradictionsOf(loaded: Loaded, view: View): Promise<readonly Contradiction[]> {
  const known = cache.get(view);
  if (known) return known;
  const made = findContradictions(loaded, view);
  cache.set(view, made);
  return made;
}

/** Nodes joined to the given ones by edges in any direction: what can bear on their times and paths. */
export function connectedTo(graph: TemporalGraph, nodes: readonly number[]): Uint8Array {
  const mark = new Uint8Array(graph.nodeCount);
  const stack = [...nodes];
  for (const node of stack) mark[node] = 1;
  const visit = (node: number) => {
    if (mark[node]) return;
    mark[node] = 1;
    stack.push(node);
  };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (let i = graph.outStart[node] ?? 0; i < (graph.outStart[node + 1] ?? 0); i += 1) {
      visit(graph.receiver[graph.outEdges[i] ?? 0] ?? 0);
    }
    for (let i = graph.inStart[node] ?? 0; i < (graph.inStart[node + 1] ?? 0); i += 1) {
      visit(graph.giver[graph.inEdges[i] ?? 0] ?? 0);
    }
  }
  return mark;
}
