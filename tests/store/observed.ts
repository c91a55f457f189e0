/** What a store shows, and what it should show: every claim merged key by key, with no cleverness. */
import { type Basis, basisOfRank, DEFAULT_FLOOR } from "../../src/model/basis.ts";
import {
  claimId,
  MAX_LEADS,
  type MemberFact,
  type RemarkFact,
  type SameFact,
  type Stated,
  type StoredClaim,
} from "../../src/model/claim.ts";
import { edgeKey, flowOf, RELATION, RELATIONS } from "../../src/model/edge.ts";
import { HeadwaterError } from "../../src/model/errors.ts";
import { type FlowColumns, type TimeColumns, TRAIT } from "../../src/model/flow-columns.ts";
import { type Key, kindOfKey } from "../../src/model/key.ts";
import { mergeEdge, mergeNode } from "../../src/model/merge.ts";
import { basisOfEdge, type MergedEdge, type MergedNode } from "../../src/model/merged.ts";
import { edgeTime, type ResolvedTime, resolveNode } from "../../src/model/resolve.ts";
import { highOf, lowOf } from "../../src/model/time.ts";
import type { FlowEdge, Store } from "../../src/store/contract.ts";
import type { EvidenceFile } from "./generated-evidence.ts";

export interface Graph {
  nodes: MergedNode[];
  flowEdges: FlowEdge[];
  columns: Columns;
  otherEdges: MergedEdge[];
  joins: Stated<SameFact>[];
  leads: Stated<SameFact>[];
  members: Stated<MemberFact>[];
  remarks: Stated<RemarkFact>[];
  disputed: StoredClaim[];
}

interface Timed {
  earliest: number | null;
  latest: number | null;
  earliestBasis: Basis;
  latestBasis: Basis;
}

/** What columns of flow edges hold, row by row. */
interface Columns {
  nodes: { key: Key; traits: Record<keyof typeof TRAIT, boolean>; published: Timed }[];
  edges: (Timed & { key: string; giver: Key; receiver: Key; basis: Basis })[];
}

export async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
const byEdgeKey = (a: MergedEdge, b: MergedEdge): number => compare(edgeKey(a), edgeKey(b));

/** Undefined when the store was changed while it was read, and says so. */
export const graphIfWhole = (store: Store): Promise<Graph | undefined> =>
  graphOf(store).catch((error: unknown) => {
    if (error instanceof HeadwaterError && error.code === "busy") return undefined;
    throw error;
  });

export async function graphOf(store: Store): Promise<Graph> {
  return {
    nodes: await all(store.nodes()),
    flowEdges: await all(store.flowEdges()),
    columns: await columnsOf(store),
    otherEdges: (await all(store.otherEdges())).sort(byEdgeKey),
    joins: await store.joins(),
    leads: await store.leads(),
    members: await store.members(),
    remarks: await store.remarks(),
    disputed: await store.disputed(),
  };
}

const timedAt = (columns: TimeColumns, at: number): Timed => {
  const bound = (value = Number.NaN) => (Number.isFinite(value) ? value : null);
  const basis = (ranks: Uint8Array) => basisOfRank(ranks[at] ?? Number.NaN);
  return {
    earliest: bound(columns.earliest[at]),
    latest: bound(columns.latest[at]),
    earliestBasis: basis(columns.earliestBasis),
    latestBasis: basis(columns.latestBasis),
  };
};

function nodesIn({ keys, traits, published }: FlowColumns): Columns["nodes"] {
  return keys.map((key, at) => {
    const has = (bit: number) => ((traits[at] ?? 0) & bit) !== 0;
    const told = {
      cannotChange: has(TRAIT.cannotChange),
      attested: has(TRAIT.attested),
      account: has(TRAIT.account),
      calledAccount: has(TRAIT.calledAccount),
    };
    return { key, traits: told, published: timedAt(published, at) };
  });
}

function edgesIn(columns: FlowColumns, keys: readonly Key[]): Columns["edges"] {
  return Array.from(columns.giver, (giver, at) => {
    const relation = RELATIONS[columns.relation[at] ?? -1];
    const [from, to] = [keys[giver], keys[columns.receiver[at] ?? -1]];
    if (relation === undefined || from === undefined || to === undefined) {
      throw new Error(`edge ${at} is of nothing known so far`);
    }
    const backward = RELATION[relation].flow === "object-to-subject";
    const [subject, object] = backward ? [to, from] : [from, to];
    const basis = basisOfRank(columns.basis[at] ?? Number.NaN);
    const key = edgeKey({ relation, subject, object });
    return { key, giver: from, receiver: to, basis, ...timedAt(columns, at) };
  });
}

export async function columnsOf(store: Store): Promise<Columns> {
  const found: Columns = { nodes: [], edges: [] };
  const keys: Key[] = [];
  for await (const columns of store.flowColumns()) {
    found.nodes.push(...nodesIn(columns));
    keys.push(...columns.keys);
    found.edges.push(...edgesIn(columns, keys));
  }
  return found;
}

const timed = ({ earliest, latest, earliestBasis, latestBasis }: ResolvedTime): Timed => ({
  earliest,
  latest,
  earliestBasis,
  latestBasis,
});

/** The columns of edges in their order. */
function expectedColumns(edges: readonly MergedEdge[], node: (key: Key) => MergedNode): Columns {
  const resolved = (key: Key) => resolveNode(node(key), DEFAULT_FLOOR);
  const flows = edges.flatMap((edge) => {
    const flow = flowOf(edge);
    return flow ? [{ edge, ...flow }] : [];
  });
  const named = new Set(flows.flatMap(({ giver, receiver }) => [giver, receiver]));
  return {
    nodes: [...named].map((key) => {
      const { cannotChange, attested, account, published } = resolved(key);
      const { recorded, reported } = node(key).states;
      const calledAccount = recorded?.account === true || reported?.account === true;
      const traits = { cannotChange, attested, account, calledAccount };
      return { key, traits, published: timed(published) };
    }),
    edges: flows.map(({ edge, giver, receiver }) => ({
      key: edgeKey(edge),
      giver,
      receiver,
      basis: basisOfEdge(edge),
      ...timed(edgeTime(edge, resolved(giver), resolved(receiver), DEFAULT_FLOOR)),
    })),
  };
}

export const storedClaims = (files: readonly EvidenceFile[]): StoredClaim[] =>
  [...files]
    .sort((a, b) => compare(a.hash, b.hash))
    .flatMap(({ hash, claims }) =>
      claims.map((claim, index) => ({ ...claim, id: claimId(hash, index + 1), evidence: hash })),
    );

const keysOf = ({ subject, facts }: StoredClaim): Set<Key> =>
  new Set([
    ...(subject === undefined ? [] : [subject]),
    ...facts.flatMap((fact): Key[] => {
      switch (fact.fact) {
        case "item":
        case "time":
          return [fact.item];
        case "account":
          return [fact.account];
        case "edge":
          return [fact.subject, fact.object];
        case "same-as":
        case "not-same":
          return [fact.a, fact.b];
        default:
          return [];
      }
    }),
  ]);

const keysNamed = (naming: ReadonlyMap<Key, readonly StoredClaim[]>): Key[] =>
  [...naming.keys()].filter((key) => ["item", "account", "case"].includes(kindOfKey(key))).sort();

/** From every node, address by address. */
function leadsFrom(nodes: readonly Key[], stated: readonly Stated<SameFact>[]): Stated<SameFact>[] {
  const reached = new Set(nodes);
  for (let step = 1; step < MAX_LEADS; step += 1) {
    const followed = stated.filter(({ fact }) => reached.has(fact.a));
    for (const { fact } of followed) reached.add(fact.b);
  }
  return stated.filter(({ fact }) => reached.has(fact.a));
}

export function expectedGraph(files: readonly EvidenceFile[]): Graph {
  const claims = storedClaims(files);
  const naming = new Map<Key, StoredClaim[]>();
  for (const claim of claims) {
    for (const key of keysOf(claim)) {
      const those = naming.get(key);
      if (those === undefined) naming.set(key, [claim]);
      else those.push(claim);
    }
  }
  const node = (key: Key): MergedNode => mergeNode(key, naming.get(key) ?? []);
  const facts = claims.flatMap((claim) => claim.facts.map((fact) => ({ claim, fact })));
  const edges = new Map<string, MergedEdge>();
  for (const { fact } of facts) {
    const edge = fact.fact === "edge" ? mergeEdge(fact, naming.get(fact.subject) ?? []) : undefined;
    if (edge) edges.set(edgeKey(edge), edge);
  }
  const merged = [...edges.values()].sort(byEdgeKey);
  const flowEdges = merged
    .flatMap((edge): FlowEdge[] => {
      const flow = flowOf(edge);
      if (!flow) return [];
      const [giver, receiver] = [node(flow.giver), node(flow.receiver)].map((one) =>
        resolveNode(one, DEFAULT_FLOOR),
      );
      if (!giver || !receiver) return [];
      const { earliest, latest } = edgeTime(edge, giver, receiver, DEFAULT_FLOOR);
      return [{ ...edge, ...flow, earliest, latest }];
    })
    .sort((a, b) => compare(lowOf(a), lowOf(b)) || compare(highOf(a), highOf(b)));
  return {
    nodes: keysNamed(naming).map(node),
    flowEdges,
    columns: expectedColumns(flowEdges, node),
    otherEdges: merged.filter((edge) => !flowOf(edge)),
    joins: facts.flatMap(({ claim, fact }) =>
      fact.fact === "same-as" || fact.fact === "not-same" ? [{ claim, fact }] : [],
    ),
    leads: leadsFrom(
      keysNamed(naming),
      facts.flatMap(({ claim, fact }) => (fact.fact === "leads-to" ? [{ claim, fact }] : [])),
    ),
    members: facts.flatMap(({ claim, fact }) => (fact.fact === "member" ? [{ claim, fact }] : [])),
    remarks: facts.flatMap(({ claim, fact }) => (fact.fact === "remark" ? [{ claim, fact }] : [])),
    disputed: claims.filter((claim) => claim.dispute !== undefined),
  };
}
