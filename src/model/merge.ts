/**
 * Merging what claims say of one key. Results are kept per basis, so that a basis floor is applied
 * by leaving out weaker results: the same as building from the claims that remain.
 */
import { z } from "zod";
import { admits, BASES, type Basis, basisRank, basisSchema } from "./basis.ts";
import type { AccountFact, Claim, EdgeFact, ItemFact, TimeFact } from "./claim.ts";
import { datedBy, edgeKey, RELATION, relationSchema } from "./edge.ts";
import { cannotChange, type ItemType, itemTypeSchema } from "./item.ts";
import {
  canBeOn,
  caseOfKey,
  isAddress,
  type Key,
  keySchema,
  kindOfKey,
  platformOfKey,
  typeOfKey,
} from "./key.ts";
import { covers, type PlatformId, platformIdSchema } from "./platform.ts";
import {
  highOf,
  hull,
  type Interval,
  intersect,
  intervalSchema,
  isEmpty,
  lowOf,
  OPEN,
  strictlyContains,
} from "./time.ts";

/** An interval that several claims gave, and whether they cannot all hold. */
export const mergedTimeSchema = intervalSchema.extend({ conflict: z.literal(true).optional() });
export type MergedTime = z.infer<typeof mergedTimeSchema>;

export const nodeStateSchema = z.object({
  types: z.array(itemTypeSchema).optional(),
  account: z.literal(true).optional(),
  /** A name given by an investigator that an item row declares. */
  named: z.literal(true).optional(),
  platforms: z.array(platformIdSchema).optional(),
  guest: z.literal(true).optional(),
  /** Some claim says that it was edited. */
  edited: z.literal(true).optional(),
  title: z.string().optional(),
  text: z.string().optional(),
  language: z.string().optional(),
  handles: z.array(keySchema).optional(),
  names: z.array(z.string()).optional(),
  published: mergedTimeSchema.optional(),
  /** `published` with the bounds on edges that date the item, which count if it cannot change. */
  taken: mergedTimeSchema.optional(),
  /** The end of the first capture: it existed by then. */
  capturedBy: z.number().int().optional(),
});
export type NodeState = z.infer<typeof nodeStateSchema>;

const byBasis = <T extends z.ZodType>(state: T) => z.partialRecord(basisSchema, state);

export const mergedNodeSchema = z.object({
  key: keySchema,
  /** Best basis of the claims whose subject it is; absent when known only by reference. */
  attested: basisSchema.optional(),
  states: byBasis(nodeStateSchema),
});
export type MergedNode = z.infer<typeof mergedNodeSchema>;

export const edgeStateSchema = z.object({
  bounds: mergedTimeSchema.optional(),
  /** The end of the first capture that shows the relation. */
  shownBy: z.number().int().optional(),
});
export type EdgeState = z.infer<typeof edgeStateSchema>;

export const mergedEdgeSchema = z.object({
  relation: relationSchema,
  subject: keySchema,
  object: keySchema,
  states: byBasis(edgeStateSchema),
});
export type MergedEdge = z.infer<typeof mergedEdgeSchema>;

/**
 * One interval for several: wider readings give way to those within them, and what is left must
 * share a moment. Where it does not, the result spans all of it and the conflict is marked.
 */
export function mergeIntervals(intervals: readonly Interval[]): MergedTime | undefined {
  const narrow = intervals.filter(
    (outer) => !intervals.some((inner) => strictlyContains(outer, inner)),
  );
  const [first, ...rest] = narrow;
  if (!first) return undefined;
  const common = rest.reduce<Interval>(intersect, {
    earliest: first.earliest,
    latest: first.latest,
  });
  if (!isEmpty(common)) return common;
  const whole = rest.reduce<Interval>(hull, { earliest: first.earliest, latest: first.latest });
  return { ...whole, conflict: true };
}

type ClaimFacts = Pick<Claim, "basis" | "subject" | "shownBy" | "facts">;

const lesser = (a: number | undefined, b: number | null | undefined): number | undefined =>
  b === null || b === undefined ? a : a === undefined ? b : Math.min(a, b);

/** Deterministic choice among texts: the longest, then the first in code-unit order. */
function longest(texts: readonly (string | undefined)[]): string | undefined {
  let best: string | undefined;
  for (const text of texts) {
    if (text === undefined) continue;
    if (
      best === undefined ||
      text.length > best.length ||
      (text.length === best.length && text < best)
    ) {
      best = text;
    }
  }
  return best;
}

/** The distinct values in order; undefined when there are none. */
function sorted<T extends string>(values: readonly (T | undefined)[]): T[] | undefined {
  const distinct = new Set<T>();
  for (const value of values) if (value !== undefined) distinct.add(value);
  return distinct.size === 0 ? undefined : [...distinct].sort();
}

/** Sets a member that is defined, so that equal states are equal as JSON. */
function put<T extends object, Name extends keyof T>(state: T, name: Name, value: T[Name]): void {
  if (value !== undefined) state[name] = value;
}

interface SaidOfNode {
  items: ItemFact[];
  accounts: AccountFact[];
  published: Interval[];
  /** Bounds on edges that date it. */
  bounds: Interval[];
  edited: true | undefined;
  capturedBy: number | undefined;
}

function saidOfNode(keys: ReadonlySet<Key>, claims: readonly ClaimFacts[]): SaidOfNode {
  const said: SaidOfNode = {
    items: [],
    accounts: [],
    published: [],
    bounds: [],
    edited: undefined,
    capturedBy: undefined,
  };
  const sayTime = (fact: TimeFact): void => {
    if (fact.kind === "published") said.published.push(fact);
    else if (fact.kind === "edited") said.edited = true;
    else said.capturedBy = lesser(said.capturedBy, fact.latest);
  };
  for (const { subject, shownBy, facts } of claims) {
    if (subject !== undefined && keys.has(subject)) {
      said.capturedBy = lesser(said.capturedBy, shownBy);
    }
    for (const fact of facts) {
      if (fact.fact === "item") {
        if (keys.has(fact.item)) said.items.push(fact);
      } else if (fact.fact === "account") {
        if (keys.has(fact.account)) said.accounts.push(fact);
      } else if (fact.fact === "time") {
        if (keys.has(fact.item)) sayTime(fact);
      } else if (fact.fact === "edge" && fact.time !== undefined) {
        if (datedBy(fact).some((node) => keys.has(node))) said.bounds.push(fact.time);
      }
    }
  }
  return said;
}

function nodeState(keys: ReadonlySet<Key>, claims: readonly ClaimFacts[]): NodeState {
  const { items, accounts, published, bounds, edited, capturedBy } = saidOfNode(keys, claims);
  const named =
    items.some((fact) => caseOfKey(fact.item) !== undefined) ||
    accounts.some((fact) => caseOfKey(fact.account) !== undefined);
  const state: NodeState = {};
  put(state, "types", sorted(items.map((fact) => fact.type)));
  put(state, "account", accounts.length > 0 ? true : undefined);
  put(state, "named", named ? true : undefined);
  put(state, "platforms", sorted([...items, ...accounts].map((fact) => fact.platform)));
  put(state, "guest", items.some((fact) => fact.guest) ? true : undefined);
  put(state, "edited", edited);
  put(state, "title", longest(items.map((fact) => fact.title)));
  put(state, "text", longest(items.map((fact) => fact.text)));
  put(state, "language", sorted(items.map((fact) => fact.language))?.[0]);
  put(state, "handles", sorted(accounts.map((fact) => fact.handle)));
  put(state, "names", sorted(accounts.map((fact) => fact.name)));
  put(state, "published", mergeIntervals(published));
  put(state, "taken", bounds.length === 0 ? undefined : mergeIntervals([...published, ...bounds]));
  put(state, "capturedBy", capturedBy);
  return state;
}

function statesByBasis<T extends object>(
  claims: readonly ClaimFacts[],
  state: (claims: readonly ClaimFacts[]) => T,
): Partial<Record<Basis, T>> {
  const states: Partial<Record<Basis, T>> = {};
  for (const basis of BASES) {
    const ofBasis = claims.filter((claim) => claim.basis === basis);
    if (ofBasis.length === 0) continue;
    states[basis] = state(ofBasis);
  }
  return states;
}

/**
 * The node that claims give for one key, or for several keys joined into one (`key` is then the
 * one that stands for them). Claims that say nothing of the keys do no harm.
 */
export function mergeNode(
  key: Key,
  claims: readonly ClaimFacts[],
  joined: ReadonlySet<Key> = new Set([key]),
): MergedNode {
  const subjects = claims.filter(
    (claim) => claim.subject !== undefined && joined.has(claim.subject),
  );
  const attested = BASES.find((basis) => subjects.some((claim) => claim.basis === basis));
  const states = statesByBasis(claims, (ofBasis) => nodeState(joined, ofBasis));
  for (const basis of BASES) {
    if (states[basis] && Object.keys(states[basis]).length === 0) delete states[basis];
  }
  return { key, ...(attested === undefined ? {} : { attested }), states };
}

/** The edge that claims give for one key; undefined when none of them states it. */
export function mergeEdge(
  edge: Pick<MergedEdge, "relation" | "subject" | "object">,
  claims: readonly ClaimFacts[],
  written: (fact: EdgeFact) => string = edgeKey,
): MergedEdge | undefined {
  const key = edgeKey(edge);
  const stating = claims.filter((claim) =>
    claim.facts.some((fact) => fact.fact === "edge" && written(fact) === key),
  );
  if (stating.length === 0) return undefined;
  const states = statesByBasis(stating, (ofBasis): EdgeState => {
    const bounds = ofBasis.flatMap((claim) =>
      claim.facts.flatMap((fact) =>
        fact.fact === "edge" && fact.time && written(fact) === key ? [fact.time] : [],
      ),
    );
    const state: EdgeState = {};
    put(state, "bounds", mergeIntervals(bounds));
    put(
      state,
      "shownBy",
      ofBasis.reduce<number | undefined>((by, claim) => lesser(by, claim.shownBy), undefined),
    );
    return state;
  });
  return { relation: edge.relation, subject: edge.subject, object: edge.object, states };
}

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
  return sorted(listed) ?? [];
}

function boundedByCapture(time: ResolvedTime, node: MergedNode, floor: Basis): ResolvedTime {
  let result = time;
  for (const basis of BASES.slice(0, basisRank(floor) + 1)) {
    const captured = node.states[basis]?.capturedBy;
    if (captured === undefined || captured >= highOf(result)) continue;
    result =
      captured < lowOf(result)
        ? { ...result, conflict: true }
        : { ...result, latest: captured, latestBasis: basis };
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
    published: boundedByCapture(published, node, floor),
    conflict: types.length > 1 || platforms.length > 1,
  };
}

/** Best basis of the claims that state the edge. */
export function basisOfEdge(edge: MergedEdge): Basis {
  const basis = BASES.find((candidate) => edge.states[candidate] !== undefined);
  if (basis === undefined) throw new Error(`edge without a claim: ${edgeKey(edge)}`);
  return basis;
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
  for (const basis of BASES.slice(0, basisRank(floor) + 1)) {
    const shown = edge.states[basis]?.shownBy;
    if (shown === undefined || shown >= highOf(result)) continue;
    result =
      shown < lowOf(result)
        ? { ...result, conflict: true }
        : { ...result, latest: shown, latestBasis: basis };
  }
  return result;
}
