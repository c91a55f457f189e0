/** What a store shows, and what it should show: every claim merged key by key, with no cleverness. */
import { DEFAULT_FLOOR } from "../../src/model/basis.ts";
import {
  claimId,
  MAX_LEADS,
  type MemberFact,
  type RemarkFact,
  type SameFact,
  type Stated,
  type StoredClaim,
} from "../../src/model/claim.ts";
import { edgeKey, flowOf } from "../../src/model/edge.ts";
import { HeadwaterError } from "../../src/model/errors.ts";
import { type Key, kindOfKey } from "../../src/model/key.ts";
import {
  edgeTime,
  type MergedEdge,
  type MergedNode,
  mergeEdge,
  mergeNode,
  resolveNode,
} from "../../src/model/merge.ts";
import { highOf, lowOf } from "../../src/model/time.ts";
import type { FlowEdge, Store } from "../../src/store/contract.ts";
import type { EvidenceFile } from "./generated-evidence.ts";

export interface Graph {
  nodes: MergedNode[];
  flowEdges: FlowEdge[];
  otherEdges: MergedEdge[];
  joins: Stated<SameFact>[];
  leads: Stated<SameFact>[];
  members: Stated<MemberFact>[];
  remarks: Stated<RemarkFact>[];
  disputed: StoredClaim[];
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
    otherEdges: (await all(store.otherEdges())).sort(byEdgeKey),
    joins: await store.joins(),
    leads: await store.leads(),
    members: await store.members(),
    remarks: await store.remarks(),
    disputed: await store.disputed(),
  };
}

export const storedClaims = (files: readonly EvidenceFile[]): StoredClaim[] =>
  [...files]
    .sort((a, b) => compare(a.hash, b.hash))
    .flatMap(({ hash, claims }) =>
      claims.map((claim, index) => ({ ...claim, id: claimId(hash, index + 1), evidence: hash })),
    );

function keysNamed(claims: readonly StoredClaim[]): Key[] {
  const named = claims.flatMap(({ subject, facts }) => [
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
  return [...new Set(named)]
    .filter((key) => ["item", "account", "case"].includes(kindOfKey(key)))
    .sort();
}

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
  const node = (key: Key): MergedNode => mergeNode(key, claims);
  const facts = claims.flatMap((claim) => claim.facts.map((fact) => ({ claim, fact })));
  const edges = new Map<string, MergedEdge>();
  for (const { fact } of facts) {
    const edge = fact.fact === "edge" ? mergeEdge(fact, claims) : undefined;
    if (edge) edges.set(edgeKey(edge), edge);
  }
  const merged = [...edges.values()].sort(byEdgeKey);
  return {
    nodes: keysNamed(claims).map(node),
    flowEdges: merged
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
      .sort((a, b) => compare(lowOf(a), lowOf(b)) || compare(highOf(a), highOf(b))),
    otherEdges: merged.filter((edge) => !flowOf(edge)),
    joins: facts.flatMap(({ claim, fact }) =>
      fact.fact === "same-as" || fact.fact === "not-same" ? [{ claim, fact }] : [],
    ),
    leads: leadsFrom(
      keysNamed(claims),
      facts.flatMap(({ claim, fact }) => (fact.fact === "leads-to" ? [{ claim, fact }] : [])),
    ),
    members: facts.flatMap(({ claim, fact }) => (fact.fact === "member" ? [{ claim, fact }] : [])),
    remarks: facts.flatMap(({ claim, fact }) => (fact.fact === "remark" ? [{ claim, fact }] : [])),
    disputed: claims.filter((claim) => claim.dispute !== undefined),
  };
}
