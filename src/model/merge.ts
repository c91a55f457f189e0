/**
 * Merging what claims say of one key. Results are kept per basis, so that a basis floor is applied
 * by leaving out weaker results: the same as building from the claims that remain.
 */
import { BASES, type Basis } from "./basis.ts";
import type { AccountFact, Claim, EdgeFact, ItemFact, TimeFact } from "./claim.ts";
import { datedBy, edgeKey } from "./edge.ts";
import { caseOfKey, type Key } from "./key.ts";
import type { EdgeState, MergedEdge, MergedNode, MergedTime, NodeState } from "./merged.ts";
import { hull, type Interval, intersect, isEmpty, strictlyContains } from "./time.ts";

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
