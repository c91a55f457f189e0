/**
 * Which keys stand for one thing: by same-as statements, by records that show a handle beside an id,
 * and by where addresses lead.
 */
import { admits, type Basis, basisRank, weakest } from "../model/basis.ts";
import type { ClaimId, SameFact, Stated } from "../model/claim.ts";
import { handleOfKey, type Key, kindOfKey } from "../model/key.ts";
import type { MergedNode } from "../model/merged.ts";
import { type Astray, joinLeads } from "./leads.ts";
import { type ClaimFilter, countsUnder } from "./snapshot.ts";

export interface Join {
  /** The key that stands for the set: a platform's own before a name given by an investigator. */
  key: Key;
  members: readonly Key[];
  /** The weakest statement that the set needs. */
  basis: Basis;
  claims: readonly ClaimId[];
}

export interface Joins {
  /** Key -> its set; keys that stand for themselves alone are absent. */
  of: ReadonlyMap<Key, Join>;
  /** Sets that hold a not-same pair, and so are not joined. */
  refused: readonly { members: readonly Key[]; claims: readonly ClaimId[] }[];
  /** Addresses that lead to no one thing, by key. */
  astray: readonly Astray[];
}

class DisjointSets {
  readonly #parent = new Map<Key, Key>();

  find(key: Key): Key {
    let root = key;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) {
      root = next;
    }
    for (let at = key; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  /** False when they were one set already. */
  union(a: Key, b: Key): boolean {
    const [first, second] = [this.find(a), this.find(b)];
    if (first === second) return false;
    this.#parent.set(second, first);
    return true;
  }
}

const isCase = (key: Key): number => (kindOfKey(key) === "case" ? 1 : 0);
const isHandle = (key: Key): number => (handleOfKey(key) === undefined ? 0 : 1);
/** Ids before handles before case names, then by key. */
const byStanding = (a: Key, b: Key): number =>
  isCase(a) - isCase(b) || isHandle(a) - isHandle(b) || (a < b ? -1 : 1);

interface Link {
  a: Key;
  b: Key;
  basis: Basis;
  claim?: ClaimId;
}

/** Handle keys that are nodes of their own, with the ids that bore them. */
function handleBearers(
  nodes: ReadonlyMap<Key, MergedNode>,
  floor: Basis,
): Map<Key, Map<Key, Basis>> {
  const bearers = new Map<Key, Map<Key, Basis>>();
  for (const node of nodes.values()) {
    for (const [basis, state] of Object.entries(node.states) as [Basis, { handles?: Key[] }][]) {
      if (!admits(floor, basis)) continue;
      for (const handle of state.handles ?? []) {
        if (handle === node.key || !nodes.has(handle)) continue;
        const ids = bearers.get(handle) ?? new Map<Key, Basis>();
        const known = ids.get(node.key);
        if (known === undefined || basisRank(basis) < basisRank(known)) ids.set(node.key, basis);
        bearers.set(handle, ids);
      }
    }
  }
  return bearers;
}

/** The statements that count, of those that join or of those that part. */
export function countedJoins(
  statements: readonly Stated<SameFact>[],
  filter: ClaimFilter,
): Stated<SameFact>[] {
  const counts = countsUnder(filter);
  return statements.filter(({ claim }) => counts(claim));
}

/** By the root of each set that holds a not-same pair, the claims that say so. */
function partedSets(
  statements: readonly Stated<SameFact>[],
  sets: DisjointSets,
): Map<Key, ClaimId[]> {
  const parted = new Map<Key, ClaimId[]>();
  for (const { claim, fact } of statements) {
    const root = sets.find(fact.a);
    if (fact.fact !== "not-same" || root !== sets.find(fact.b)) continue;
    parted.set(root, [...(parted.get(root) ?? []), claim.id]);
  }
  return parted;
}

const byBasis = (x: Link, y: Link): number =>
  basisRank(x.basis) - basisRank(y.basis) ||
  `${x.a} ${x.b} ${x.claim ?? ""}`.localeCompare(`${y.a} ${y.b} ${y.claim ?? ""}`, "en");

/**
 * The sets of keys that statements, records and addresses that lead on join; a set that holds a
 * not-same pair is none. `nodes`, `statements` and `leads` are those that the filter leaves.
 */
export function joinKeys(
  nodes: ReadonlyMap<Key, MergedNode>,
  statements: readonly Stated<SameFact>[],
  leads: readonly Stated<SameFact>[],
  floor: Basis,
): Joins {
  return joinLeads(joinStated(nodes, statements, floor), leads, statements, nodes);
}

function joinStated(
  nodes: ReadonlyMap<Key, MergedNode>,
  statements: readonly Stated<SameFact>[],
  floor: Basis,
): Joins {
  const stated = statements
    .filter(({ fact }) => fact.fact === "same-as")
    .map(
      ({ claim, fact }): Link => ({ a: fact.a, b: fact.b, basis: claim.basis, claim: claim.id }),
    );
  // Ids that statements join are one account, so a handle that they share is not ambiguous.
  const said = new DisjointSets();
  for (const { a, b } of stated) said.union(a, b);
  const parted = partedSets(statements, said);
  const accountOf = (id: Key): Key => (parted.has(said.find(id)) ? id : said.find(id));
  const bearers = [...handleBearers(nodes, floor)];
  const isShared = ([, ids]: (typeof bearers)[number]): boolean =>
    new Set([...ids.keys()].map(accountOf)).size > 1;
  const shown = bearers
    .filter((bearer) => !isShared(bearer))
    .flatMap(([handle, ids]) => [...ids].map(([id, basis]): Link => ({ a: id, b: handle, basis })));

  const sets = new DisjointSets();
  const needed = [...stated, ...shown].sort(byBasis).filter(({ a, b }) => sets.union(a, b));

  const groups = new Map<Key, { members: Set<Key>; basis: Basis; claims: ClaimId[] }>();
  for (const { a, b, basis, claim } of needed) {
    const root = sets.find(a);
    const group = groups.get(root) ?? { members: new Set<Key>(), basis: "recorded", claims: [] };
    group.members.add(a).add(b);
    group.basis = weakest(group.basis, basis);
    if (claim !== undefined) group.claims.push(claim);
    groups.set(root, group);
  }

  const refusedRoots = partedSets(statements, sets);
  const of = new Map<Key, Join>();
  const refused: { members: readonly Key[]; claims: readonly ClaimId[] }[] = [];
  for (const [root, group] of groups) {
    const members = [...group.members].sort(byStanding);
    const against = refusedRoots.get(root);
    if (against) {
      refused.push({ members, claims: [...group.claims, ...against].sort() });
      continue;
    }
    const [key] = members;
    if (key === undefined) continue;
    const join: Join = { key, members, basis: group.basis, claims: [...group.claims].sort() };
    for (const member of members) of.set(member, join);
  }
  return { of, refused, astray: [] };
}
