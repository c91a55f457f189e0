/** Which keys stand for one thing: by same-as statements, and by records that show a handle beside an id. */
import { admits, type Basis, basisRank, weakest } from "../model/basis.ts";
import type { ClaimId, SameFact, Stated } from "../model/claim.ts";
import { handleOfKey, type Key, kindOfKey } from "../model/key.ts";
import type { ClaimFilter, Snapshot } from "./snapshot.ts";

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
  /** Handles that several ids bore, and so stand for none of them. */
  sharedHandles: readonly { handle: Key; accounts: readonly Key[] }[];
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
function handleBearers(snapshot: Snapshot, floor: Basis): Map<Key, Map<Key, Basis>> {
  const bearers = new Map<Key, Map<Key, Basis>>();
  for (const node of snapshot.nodes.values()) {
    for (const [basis, state] of Object.entries(node.states) as [Basis, { handles?: Key[] }][]) {
      if (!admits(floor, basis)) continue;
      for (const handle of state.handles ?? []) {
        if (handle === node.key || !snapshot.nodes.has(handle)) continue;
        const ids = bearers.get(handle) ?? new Map<Key, Basis>();
        const known = ids.get(node.key);
        if (known === undefined || basisRank(basis) < basisRank(known)) ids.set(node.key, basis);
        bearers.set(handle, ids);
      }
    }
  }
  return bearers;
}

const counted = (filter: ClaimFilter) => (stated: Stated<SameFact>) =>
  admits(filter.floor, stated.claim.basis) && !filter.without.has(stated.claim.id);

function links(snapshot: Snapshot, filter: ClaimFilter, shared: Joins["sharedHandles"]): Link[] {
  const statements = snapshot.joins
    .filter(counted(filter))
    .filter(({ fact }) => fact.fact === "same-as")
    .map(
      ({ claim, fact }): Link => ({ a: fact.a, b: fact.b, basis: claim.basis, claim: claim.id }),
    );
  const ambiguous = new Set(shared.map(({ handle }) => handle));
  const handles = [...handleBearers(snapshot, filter.floor)]
    .filter(([handle]) => !ambiguous.has(handle))
    .flatMap(([handle, ids]) => [...ids].map(([id, basis]): Link => ({ a: id, b: handle, basis })));
  return [...statements, ...handles].sort(
    (x, y) =>
      basisRank(x.basis) - basisRank(y.basis) ||
      `${x.a} ${x.b} ${x.claim ?? ""}`.localeCompare(`${y.a} ${y.b} ${y.claim ?? ""}`, "en"),
  );
}

/** The sets of keys that admitted statements and records join; a set that holds a not-same pair is none. */
export function joinKeys(snapshot: Snapshot, filter: ClaimFilter): Joins {
  const sharedHandles = [...handleBearers(snapshot, filter.floor)]
    .filter(([, ids]) => ids.size > 1)
    .map(([handle, ids]) => ({ handle, accounts: [...ids.keys()].sort() }));
  const all = links(snapshot, filter, sharedHandles);
  const sets = new DisjointSets();
  const needed = all.filter(({ a, b }) => sets.union(a, b));

  const groups = new Map<Key, { members: Set<Key>; basis: Basis; claims: ClaimId[] }>();
  for (const { a, b, basis, claim } of needed) {
    const root = sets.find(a);
    const group = groups.get(root) ?? { members: new Set<Key>(), basis: "recorded", claims: [] };
    group.members.add(a).add(b);
    group.basis = weakest(group.basis, basis);
    if (claim !== undefined) group.claims.push(claim);
    groups.set(root, group);
  }

  const refusedRoots = new Map<Key, ClaimId[]>();
  for (const { claim, fact } of snapshot.joins.filter(counted(filter))) {
    if (fact.fact !== "not-same" || sets.find(fact.a) !== sets.find(fact.b)) continue;
    const root = sets.find(fact.a);
    refusedRoots.set(root, [...(refusedRoots.get(root) ?? []), claim.id]);
  }

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
  return { of, refused, sharedHandles };
}
