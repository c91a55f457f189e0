/** Contradictions of times: intervals that claims give for one moment and that have none in common. */
import { countsUnder } from "../graph/snapshot.ts";
import type { View, ViewEdge } from "../graph/view.ts";
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import { datedBy, edgeKey } from "../model/edge.ts";
import type { Key } from "../model/key.ts";
import { spokenBounds } from "../model/spoken-time.ts";
import { highOf, type Interval, intersect, intervalOf, isEmpty, lowOf } from "../model/time.ts";
import { type Contradiction, keyAt, sidesOf, speakerOf, unique } from "./contradiction-sides.ts";
import type { Loaded } from "./loaded.ts";

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
        .map(({ interval }) => spokenBounds(interval));
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
      says: set.length === 0 ? "none of them" : spokenBounds(set.map(intervalAt).reduce(intersect)),
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

export async function boundsOfNode(loaded: Loaded, view: View, index: number): Promise<Bounded[]> {
  const node = view.nodes[index];
  if (!node) return [];
  const keys = node.join?.members ?? [node.key];
  const claims = (await loaded.reader.claimsAbout(keys, [])).filter(countsUnder(view.filter));
  return publicationBounds(claims, new Set(keys), node.cannotChange);
}

export async function boundsOfEdge(loaded: Loaded, view: View, edge: ViewEdge): Promise<Bounded[]> {
  const claims = (await loaded.reader.claimsAbout([], edge.written)).filter(
    countsUnder(view.filter),
  );
  const receiver = await boundsOfNode(loaded, view, edge.receiver);
  return [
    ...edgeBounds(claims, new Set(edge.written)),
    ...receiver.map(({ claim, interval }) => ({
      claim,
      interval: intervalOf(lowOf(interval), Number.POSITIVE_INFINITY),
    })),
  ];
}

/** Of things first, then of the edges whose time is not that of one of their ends. */
export async function timeContradictions(loaded: Loaded, view: View): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  const look = (named: string, about: readonly Key[], bounds: readonly Bounded[]): void => {
    const contradiction = timeContradiction(loaded, `time of ${named}`, about, bounds);
    if (contradiction) found.push(contradiction);
  };
  for (const [index, node] of view.nodes.entries()) {
    if (node.account || !node.published.conflict) continue;
    look(node.key, [node.key], await boundsOfNode(loaded, view, index));
  }
  for (const edge of view.edges) {
    if (!edge.time.conflict || view.nodes[edge.receiver]?.cannotChange) continue;
    if (edge.time === view.nodes[edge.giver]?.published) continue;
    const about = [...keyAt(view, edge.giver), ...keyAt(view, edge.receiver)];
    look(String(edge.written[0]), about, await boundsOfEdge(loaded, view, edge));
  }
  return found;
}
