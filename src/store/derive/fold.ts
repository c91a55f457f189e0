/**
 * Merging more claims into what is stored, without reading the earlier ones again: the stored
 * states are written as claims that merge to just these states, and merged with the new ones. That
 * is exact unless a stored interval stands for several times that it does not show (*lossy*).
 */
import { BASES, type Basis } from "../../model/basis.ts";
import type { Fact } from "../../model/claim.ts";
import { datedBy, edgeKey } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import { mergeEdge, mergeNode } from "../../model/merge.ts";
import {
  type MergedEdge,
  type MergedNode,
  type MergedTime,
  type NodeState,
  nodeStateSchema,
} from "../../model/merged.ts";
import { type Interval, OPEN } from "../../model/time.ts";
import type { ClaimFacts } from "./claim-facts.ts";
import { bounds, Said } from "./said.ts";

/** More claims about one key than this are thinned out before they are merged. */
const MANY = 16;

type Members = { [Name in keyof NodeState]-?: NodeState[Name] & {} };

/** Facts that merge to one member of a state; none says more than the state does. */
const FACTS: {
  readonly [Name in keyof Members]: (key: Key, value: Members[Name]) => Fact[];
} = {
  types: (item, types) => types.map((type) => ({ fact: "item", item, type })),
  account: (account) => [{ fact: "account", account }],
  named: (item) => [{ fact: "item", item }],
  platforms: (item, platforms) => platforms.map((platform) => ({ fact: "item", item, platform })),
  guest: (item, guest) => [{ fact: "item", item, guest }],
  edited: (item) => [{ fact: "time", item, kind: "edited", ...OPEN }],
  title: (item, title) => [{ fact: "item", item, title }],
  text: (item, text) => [{ fact: "item", item, text }],
  language: (item, language) => [{ fact: "item", item, language }],
  handles: (account, handles) => handles.map((handle) => ({ fact: "account", account, handle })),
  names: (account, names) => names.map((name) => ({ fact: "account", account, name })),
  published: (item, time) => [{ fact: "time", item, kind: "published", ...bounds(time) }],
  taken: (key, time) => [
    { fact: "edge", relation: "MATCHES", subject: key, object: key, time: bounds(time) },
  ],
  capturedBy: (item, latest) => [{ fact: "time", item, kind: "captured", earliest: null, latest }],
};

function factsOfMember<Name extends keyof Members>(
  key: Key,
  state: { readonly [Member in keyof Members]?: Members[Member] | undefined },
  name: Name,
): Fact[] {
  const value: Members[Name] | undefined = state[name];
  return value === undefined ? [] : FACTS[name](key, value);
}

const MEMBERS: readonly (keyof Members)[] = nodeStateSchema.keyof().options;

function claimsOfNode(node: MergedNode): ClaimFacts[] {
  const claims: ClaimFacts[] = [];
  if (node.attested) claims.push({ basis: node.attested, subject: node.key, facts: [] });
  for (const basis of BASES) {
    const state = node.states[basis];
    if (state)
      claims.push({
        basis,
        facts: MEMBERS.flatMap((name) => factsOfMember(node.key, state, name)),
      });
  }
  return claims;
}

function claimsOfEdge(edge: MergedEdge): ClaimFacts[] {
  const { relation, subject, object } = edge;
  return BASES.flatMap((basis): ClaimFacts[] => {
    const state = edge.states[basis];
    if (!state) return [];
    const time = state.bounds;
    return [
      {
        basis,
        shownBy: state.shownBy,
        facts: [{ fact: "edge", relation, subject, object, ...(time ? { time } : {}) }],
      },
    ];
  });
}

function thinned(claims: readonly ClaimFacts[], said: () => Said): readonly ClaimFacts[] {
  if (claims.length <= MANY) return claims;
  const kept = said();
  for (const claim of claims) kept.add(claim);
  return kept.claims;
}

/** Whether the interval is none of those it was merged from, so that it stands for several. */
function standsForSeveral(
  merged: MergedTime | undefined,
  basis: Basis,
  claims: readonly ClaimFacts[],
  times: (fact: Fact) => Interval | undefined,
): boolean {
  if (merged === undefined) return false;
  if (merged.conflict) return true;
  return !claims.some(
    (claim) =>
      claim.basis === basis &&
      claim.facts.some((fact) => {
        const time = times(fact);
        return time?.earliest === merged.earliest && time.latest === merged.latest;
      }),
  );
}

export interface Folded<T> {
  merged: T;
  lossy: boolean;
}

/** The node that the stored one, if it is not lossy, and further claims give. */
export function foldNode(
  key: Key,
  stored: MergedNode | undefined,
  further: readonly ClaimFacts[],
): Folded<MergedNode> {
  const thin = thinned(further, () => Said.ofNode(key));
  const claims = stored ? [...claimsOfNode(stored), ...thin] : thin;
  const merged = mergeNode(key, claims);
  const published = (fact: Fact) =>
    fact.fact === "time" && fact.kind === "published" && fact.item === key ? fact : undefined;
  const taken = (fact: Fact) =>
    fact.fact === "edge" && datedBy(fact).includes(key) ? fact.time : published(fact);
  const lossy = BASES.some(
    (basis) =>
      standsForSeveral(merged.states[basis]?.published, basis, claims, published) ||
      standsForSeveral(merged.states[basis]?.taken, basis, claims, taken),
  );
  return { merged, lossy };
}

/**
 * The edge that the stored one, if it is not lossy, and further claims give; undefined if there are
 * none. The claims hold only facts that state it.
 */
export function foldEdge(
  edge: Pick<MergedEdge, "relation" | "subject" | "object">,
  stored: MergedEdge | undefined,
  further: readonly ClaimFacts[],
): Folded<MergedEdge> | undefined {
  const key = edgeKey(edge);
  const thin = thinned(further, () => Said.ofEdge(key));
  const claims = stored ? [...claimsOfEdge(stored), ...thin] : thin;
  // Of each claim only facts that state this edge are given.
  const merged = mergeEdge(edge, claims, () => key);
  if (merged === undefined) return undefined;
  const stated = (fact: Fact) => (fact.fact === "edge" ? fact.time : undefined);
  const lossy = BASES.some((basis) =>
    standsForSeveral(merged.states[basis]?.bounds, basis, claims, stated),
  );
  return { merged, lossy };
}
