/** What nodes and edges are under a basis floor: the results that it admits, from the best basis down. */
import { admits, BASES, type Basis, basisRank } from "./basis.ts";
import { RELATION } from "./edge.ts";
import { cannotChange, type ItemType } from "./item.ts";
import { canBeOn, isAddress, type Key, kindOfKey, platformOfKey, typeOfKey } from "./key.ts";
import type { MergedEdge, MergedNode, MergedTime, NodeState } from "./merged.ts";
import { covers, type PlatformId } from "./platform.ts";
import { highOf, type Interval, intersect, isEmpty, lowOf, OPEN } from "./time.ts";

/** An interval after the floor, with the basis that decides each bound. */
export interface ResolvedTime extends Interval {
  earliestBasis: Basis;
  latestBasis: Basis;
  /** Claims disagree within a basis, or a weaker one with a better. */
  conflict: boolean;
}

const OPEN_TIME: ResolvedTime = {
  ...OPEN,
  earliestBasis: "recorded",
  latestBasis: "recorded",
  conflict: false,
};

/** From the best basis down, each weaker result narrows where it intersects; else it is only a conflict. */
export function resolveTime(
  floor: Basis,
  times: (basis: Basis) => MergedTime | undefined,
): ResolvedTime {
  let result = OPEN_TIME;
  for (const basis of BASES.slice(0, basisRank(floor) + 1)) {
    const time = times(basis);
    if (!time) continue;
    const common = intersect(result, time);
    if (isEmpty(common)) {
      result = { ...result, conflict: true };
      continue;
    }
    result = {
      ...common,
      earliestBasis: lowOf(common) > lowOf(result) ? basis : result.earliestBasis,
      latestBasis: highOf(common) < highOf(result) ? basis : result.latestBasis,
      conflict: result.conflict || time.conflict === true,
    };
  }
  return result;
}

/** What a node is, as far as the floor admits. */
export interface ResolvedNode {
  key: Key;
  account: boolean;
  type: ItemType | undefined;
  platform: PlatformId | undefined;
  attested: boolean;
  /** Best basis of the claims whose subject it is. */
  attestedBy: Basis | undefined;
  /** Of a name given by an investigator: some item row declares it. */
  named: boolean;
  cannotChange: boolean;
  title: string | undefined;
  text: string | undefined;
  language: string | undefined;
  names: readonly string[];
  handles: readonly Key[];
  /** Publication, bounded from above by the first capture. */
  published: ResolvedTime;
  /** Claims of one basis name several types or platforms. */
  conflict: boolean;
}

function firstState<T>(
  node: MergedNode,
  floor: Basis,
  read: (state: NodeState) => T | undefined,
): T | undefined {
  for (const basis of BASES.slice(0, basisRank(floor) + 1)) {
    const state = node.states[basis];
    const value = state && read(state);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What all admitted states list together. */
function allStates<T extends string>(
  node: MergedNode,
  floor: Basis,
  read: (state: NodeState) => readonly T[] | undefined,
): T[] {
  const admitted = BASES.slice(0, basisRank(floor) + 1);
  const listed = admitted.flatMap((basis) => {
    const state = node.states[basis];
    return (state && read(state)) ?? [];
  });
  return [...new Set(listed)].sort();
}

/** Bounded from above by each admitted basis, the best first; a bound before it begins is a conflict. */
function boundedBy(
  time: ResolvedTime,
  floor: Basis,
  latestBy: (basis: Basis) => number | undefined,
): ResolvedTime {
  let result = time;
  for (const basis of BASES.slice(0, basisRank(floor) + 1)) {
    const latest = latestBy(basis);
    if (latest === undefined || latest >= highOf(result)) continue;
    result =
      latest < lowOf(result)
        ? { ...result, conflict: true }
        : { ...result, latest, latestBasis: basis };
  }
  return result;
}

function typesOf(node: MergedNode, floor: Basis): readonly ItemType[] {
  const ofKey = typeOfKey(node.key);
  const telling = (types: readonly ItemType[] | undefined) =>
    isAddress(node.key) ? findSome(types?.filter((type) => type !== ofKey)) : types;
  return firstState(node, floor, (state) => telling(state.types)) ?? [];
}

/** Without those in which another of them lies. */
const narrowest = (platforms: readonly PlatformId[] | undefined) =>
  platforms?.filter((outer) => !platforms.some((one) => one !== outer && covers(outer, one)));

const findSome = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
  values !== undefined && values.length > 0 ? values : undefined;

function platformsOf(node: MergedNode, floor: Basis): readonly PlatformId[] {
  const ofKey = platformOfKey(node.key);
  const telling = (platforms: readonly PlatformId[] | undefined) =>
    findSome(
      narrowest(platforms)?.filter(
        (one) => ofKey === undefined || (one !== ofKey && canBeOn(node.key, one)),
      ),
    );
  return firstState(node, floor, (state) => telling(state.platforms)) ?? [];
}

export function resolveNode(node: MergedNode, floor: Basis): ResolvedNode {
  const types = typesOf(node, floor);
  const platforms = platformsOf(node, floor);
  const ofKey = isAddress(node.key) ? undefined : typeOfKey(node.key);
  const type = ofKey ?? types[0] ?? typeOfKey(node.key);
  const platform = platforms[0] ?? platformOfKey(node.key);
  const guest = firstState(node, floor, (state) => state.guest);
  const edited = firstState(node, floor, (state) => state.edited);
  const fixed = cannotChange({ type, platform, guest, edited });
  const published = resolveTime(floor, (basis) => {
    const state = node.states[basis];
    return fixed ? (state?.taken ?? state?.published) : state?.published;
  });
  return {
    key: node.key,
    account:
      kindOfKey(node.key) === "account" ||
      (type === undefined && firstState(node, floor, (state) => state.account) === true),
    type,
    platform,
    attested: node.attested !== undefined && basisRank(node.attested) <= basisRank(floor),
    attestedBy: node.attested && admits(floor, node.attested) ? node.attested : undefined,
    named: firstState(node, floor, (state) => state.named) === true,
    cannotChange: fixed,
    title: firstState(node, floor, (state) => state.title),
    text: firstState(node, floor, (state) => state.text),
    language: firstState(node, floor, (state) => state.language),
    names: firstState(node, floor, (state) => state.names) ?? [],
    handles: allStates(node, floor, (state) => state.handles),
    published: boundedBy(published, floor, (basis) => node.states[basis]?.capturedBy),
    conflict: types.length > 1 || platforms.length > 1,
  };
}

/**
 * When the receiver took the thing, before order facts. Into a receiver that cannot change: its
 * publication. A part that cannot change enters its whole when it is published. Else from the
 * receiver's publication to the first capture that shows the relation, within the bounds stated
 * for the edge.
 */
export function edgeTime(
  edge: MergedEdge,
  giver: Pick<ResolvedNode, "cannotChange" | "published">,
  receiver: Pick<ResolvedNode, "cannotChange" | "published">,
  floor: Basis,
): ResolvedTime {
  if (receiver.cannotChange) return receiver.published;
  if (RELATION[edge.relation].atGiver && giver.cannotChange) return giver.published;
  const stated = resolveTime(floor, (basis) => edge.states[basis]?.bounds);
  let result: ResolvedTime = { ...stated };
  const from = receiver.published;
  if (lowOf(from) > lowOf(result)) {
    result =
      lowOf(from) > highOf(result)
        ? { ...result, conflict: true }
        : { ...result, earliest: from.earliest, earliestBasis: from.earliestBasis };
  }
  return boundedBy(result, floor, (basis) => edge.states[basis]?.shownBy);
}
