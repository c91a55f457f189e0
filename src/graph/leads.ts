/**
 * Addresses that only lead on (short links, dated names) join the thing that they lead to. An
 * address that leads to several things joins none, so that no two targets ever become one; those
 * that lead in a circle, or into one, join nothing.
 */
import { type Basis, basisRank, weakest } from "../model/basis.ts";
import { type ClaimId, MAX_LEADS, type SameFact, type Stated } from "../model/claim.ts";
import { compare } from "../model/compare.ts";
import { type Key, kindOfKey } from "../model/key.ts";
import type { MergedNode } from "../model/merged.ts";
import type { Join, Joins } from "./joins.ts";

/** An address of which the evidence does not say one thing that it leads to. */
export interface Astray {
  address: Key;
  why: "several" | "circle";
  leadsTo: readonly Key[];
  claims: readonly ClaimId[];
}

interface Lead {
  a: Key;
  to: Key;
  basis: Basis;
  claim: ClaimId;
}

/** What leads out of a set of keys that are one thing, by the key that stands for it. */
type LeadsOut = ReadonlyMap<Key, readonly Lead[]>;

const byBasis = (x: Lead, y: Lead): number =>
  basisRank(x.basis) - basisRank(y.basis) || (x.claim < y.claim ? -1 : 1);

const namesAccount = (node: MergedNode | undefined): boolean =>
  Object.values(node?.states ?? {}).some(({ account }) => account === true);

class Sets {
  readonly #base: Joins;

  constructor(base: Joins) {
    this.#base = base;
  }

  readonly root = (key: Key): Key => this.#base.of.get(key)?.key ?? key;
  readonly members = (root: Key): readonly Key[] => this.#base.of.get(root)?.members ?? [root];
  readonly join = (root: Key): Join | undefined => this.#base.of.get(root);
}

function leadsOut(
  leads: readonly Stated<SameFact>[],
  nodes: ReadonlyMap<Key, MergedNode>,
  { root }: Sets,
): Map<Key, Lead[]> {
  const isThing = (key: Key): boolean => {
    const kind = kindOfKey(key);
    return kind === "item" || (kind === "case" && !namesAccount(nodes.get(key)));
  };
  const out = new Map<Key, Lead[]>();
  for (const { claim, fact } of leads) {
    const [from, to] = [root(fact.a), root(fact.b)];
    if (from === to || !isThing(from) || !isThing(to)) continue;
    const known = out.get(from) ?? [];
    known.push({ a: fact.a, to, basis: claim.basis, claim: claim.id });
    out.set(from, known);
  }
  return out;
}

/** What leads out of sets that hold a node, and out of what those lead to. */
function followed(
  out: LeadsOut,
  nodes: ReadonlyMap<Key, MergedNode>,
  { members }: Sets,
): Map<Key, readonly Lead[]> {
  const found = new Map<Key, readonly Lead[]>();
  let from = [...out.keys()].filter((set) => members(set).some((key) => nodes.has(key)));
  for (let step = 0; step < MAX_LEADS && from.length > 0; step += 1) {
    for (const set of from) found.set(set, out.get(set) ?? []);
    const targets = new Set(from.flatMap((set) => (out.get(set) ?? []).map(({ to }) => to)));
    from = [...targets].filter((set) => out.has(set) && !found.has(set));
  }
  return found;
}

/** Names in a set that lead nowhere themselves, other than an investigator's: each is a thing of its own. */
function ownThings(set: Key, leads: readonly Lead[], { members }: Sets): Key[] {
  const addresses = new Set(leads.map(({ a }) => a));
  return members(set).filter((key) => !addresses.has(key) && kindOfKey(key) !== "case");
}

interface Resolved {
  /** Each set that leads to just one thing, and that thing. */
  end: ReadonlyMap<Key, Key>;
  astray: Astray[];
}

const claimsOf = (leads: readonly Lead[]): ClaimId[] => [
  ...new Set(leads.map(({ claim }) => claim).sort()),
];

/** From the ends backwards: a set is resolved when all that it leads to is. */
function resolve(out: LeadsOut, sets: Sets): Resolved {
  const before = new Map<Key, Key[]>();
  const waits = new Map<Key, number>();
  for (const [from, leads] of out) {
    const targets = new Set(leads.map(({ to }) => to));
    waits.set(from, targets.size);
    for (const to of targets) {
      const known = before.get(to);
      if (known) known.push(from);
      else before.set(to, [from]);
    }
  }
  const end = new Map<Key, Key>();
  const astray: Astray[] = [];
  const go = (why: Astray["why"], address: Key, leadsTo: Iterable<Key>): void => {
    const claims = claimsOf(out.get(address) ?? []);
    astray.push({ address, why, leadsTo: [...new Set(leadsTo)].sort(compare), claims });
  };
  const ready = [...before.keys()].filter((set) => !out.has(set));
  for (const set of ready) {
    const leads = out.get(set) ?? [];
    const ends = new Set(leads.map(({ to }) => end.get(to) ?? to));
    const own = leads.length === 0 ? [] : ownThings(set, leads, sets);
    const [only] = ends;
    if (ends.size === 1 && own.length === 0 && only !== undefined) end.set(set, only);
    else if (leads.length > 0) go("several", set, [...ends, ...own]);
    for (const from of before.get(set) ?? []) {
      const left = (waits.get(from) ?? 0) - 1;
      waits.set(from, left);
      if (left === 0) ready.push(from);
    }
  }
  for (const [set, left] of waits) {
    if (left > 0)
      go(
        "circle",
        set,
        (out.get(set) ?? []).map(({ to }) => to),
      );
  }
  return { end, astray };
}

/** The set that a thing, by its key that stands, makes with all that leads to it. */
function joinTo(thing: Key, from: readonly Key[], out: LeadsOut, sets: Sets): Join {
  const needed = from.flatMap((set) => [...(out.get(set) ?? [])].sort(byBasis).slice(0, 1));
  const joins = [thing, ...from].flatMap((set) => sets.join(set) ?? []);
  const addresses = from.flatMap((set) => sets.members(set)).sort(compare);
  return {
    key: thing,
    members: [...sets.members(thing), ...addresses],
    basis: [...needed, ...joins].map(({ basis }) => basis).reduce(weakest, "recorded"),
    claims: [...new Set([...claimsOf(needed), ...joins.flatMap(({ claims }) => claims)])].sort(),
  };
}

/** By the thing that stands for both, the claims that two of its names are not the same. */
function partedThings(
  statements: readonly Stated<SameFact>[],
  standing: (key: Key) => Key,
): Map<Key, ClaimId[]> {
  const parted = new Map<Key, ClaimId[]>();
  for (const { claim, fact } of statements) {
    const thing = standing(fact.a);
    if (fact.fact !== "not-same" || thing !== standing(fact.b)) continue;
    parted.set(thing, [...(parted.get(thing) ?? []), claim.id]);
  }
  return parted;
}

/**
 * The sets of `base`, joined further by where addresses lead. What would hold a not-same pair stays
 * as it was in `base`. Addresses that no node is, or leads to, cost nothing.
 */
export function joinLeads(
  base: Joins,
  leads: readonly Stated<SameFact>[],
  statements: readonly Stated<SameFact>[],
  nodes: ReadonlyMap<Key, MergedNode>,
): Joins {
  if (leads.length === 0) return base;
  const sets = new Sets(base);
  const out = followed(leadsOut(leads, nodes, sets), nodes, sets);
  const { end, astray } = resolve(out, sets);
  const from = new Map<Key, Key[]>();
  for (const [set, thing] of end) {
    const known = from.get(thing);
    if (known) known.push(set);
    else from.set(thing, [set]);
  }
  const standing = (key: Key): Key => end.get(sets.root(key)) ?? sets.root(key);
  const parted = partedThings(statements, standing);
  const of = new Map(base.of);
  const refused = [...base.refused];
  for (const [thing, addresses] of from) {
    const join = joinTo(thing, addresses, out, sets);
    const against = parted.get(thing);
    if (against) {
      refused.push({ members: join.members, claims: [...join.claims, ...against].sort() });
      continue;
    }
    for (const member of join.members) of.set(member, join);
  }
  return { of, refused, astray: astray.sort((a, b) => compare(a.address, b.address)) };
}
