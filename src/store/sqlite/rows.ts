/** Rows of nodes, edges and claims as the model's own. JSON that Headwater wrote is checked cheaply where there is much of it. */
import { BASES, type Basis, basisOfRank, basisRank } from "../../model/basis.ts";
import { type Claim, claimId, claimSchema, type StoredClaim } from "../../model/claim.ts";
import { flowOf, RELATION, type Relation } from "../../model/edge.ts";
import { HeadwaterError } from "../../model/errors.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merge.ts";
import type { Interval } from "../../model/time.ts";
import type { FlowEdge } from "../contract.ts";
import { type Cell, int, orNull, type Row, text } from "./connection.ts";
import { NO_EARLIEST, NO_LATEST, RELATION_CODE, RELATION_OF_CODE } from "./schema.ts";

/** What claims and merging need of each other. */
export type ClaimFacts = Pick<Claim, "basis" | "subject" | "shownBy" | "facts">;

const damaged = (what: string): HeadwaterError =>
  new HeadwaterError(
    "bad-store",
    `the store holds ${what} that cannot be read: import the evidence into a new one`,
  );

const isKey = (value: string): value is Key => value.length > 0;

export function readKey(cell: Cell): Key {
  const key = text(cell);
  if (!isKey(key)) throw damaged("a key");
  return key;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function isByBasis<T>(value: unknown): value is Partial<Record<Basis, T>> {
  if (!isObject(value)) return false;
  for (const name in value) if (!BASES.some((basis) => basis === name)) return false;
  return true;
}

export function readStates<T>(json: string): Partial<Record<Basis, T>> {
  const states: unknown = JSON.parse(json);
  if (!isByBasis<T>(states)) throw damaged("states");
  return states;
}

/** From the cells key, attested, states. */
export function readNode(key: Cell, attested: Cell, states: Cell): MergedNode {
  const json = orNull(text, states);
  const rank = orNull(int, attested);
  return {
    key: readKey(key),
    ...(rank === null ? {} : { attested: basisOfRank(rank) }),
    states: json === null ? {} : readStates(json),
  };
}

export interface NodeCells {
  attested: number | null;
  states: string | null;
}
/** Nulls where no claim says anything. */
export function nodeCells({ attested, states }: MergedNode): NodeCells {
  const json = JSON.stringify(states);
  return {
    attested: attested === undefined ? null : basisRank(attested),
    states: json === "{}" ? null : json,
  };
}

export interface Ends<T> {
  source: T;
  target: T;
}

/** Giver and receiver, or subject and object where nothing flows. */
export function endsOf(edge: { relation: Relation; subject: Key; object: Key }): Ends<Key> {
  const flow = flowOf(edge);
  return flow
    ? { source: flow.giver, target: flow.receiver }
    : { source: edge.subject, target: edge.object };
}

function readRelation(cell: Cell): Relation {
  const relation = RELATION_OF_CODE.get(int(cell));
  if (relation === undefined) throw damaged("a relation");
  return relation;
}

/** From the cells relation, key of the source, key of the target, states. */
export function readEdge(relation: Cell, source: Cell, target: Cell, states: Cell): MergedEdge {
  const named = readRelation(relation);
  const [from, to] = [readKey(source), readKey(target)];
  const backward = RELATION[named].flow === "object-to-subject";
  return {
    relation: named,
    subject: backward ? to : from,
    object: backward ? from : to,
    states: readStates(text(states)),
  };
}

/** From the cells of `readEdge`, then earliest and latest. */
export function readFlowEdge(row: Row): FlowEdge {
  const [relation, source, target, states, earliest, latest] = row;
  return {
    ...readEdge(relation, source, target, states),
    giver: readKey(source),
    receiver: readKey(target),
    ...readInterval(earliest, latest),
  };
}

const readInterval = (earliest: Cell, latest: Cell): Interval => {
  const [low, high] = [int(earliest), int(latest)];
  return { earliest: low === NO_EARLIEST ? null : low, latest: high === NO_LATEST ? null : high };
};

export const intervalCells = (time: Interval): [number, number] => [
  time.earliest ?? NO_EARLIEST,
  time.latest ?? NO_LATEST,
];

export const codeOf = (relation: Relation): number => RELATION_CODE[relation];

/** From the cells evidence hash, first claim of the evidence, id of the claim, body. */
export function readClaim(hash: Cell, first: Cell, id: Cell, body: Cell): StoredClaim {
  const evidence = text(hash);
  const parsed = claimSchema.safeParse(JSON.parse(text(body)));
  if (!parsed.success) throw damaged("a claim");
  return { ...parsed.data, id: claimId(evidence, int(id) - int(first) + 1), evidence };
}

function isClaimFacts(value: unknown): value is ClaimFacts {
  return isObject(value) && "basis" in value && "facts" in value && Array.isArray(value.facts);
}

/** A claim to be merged again: there can be very many. */
export function readFacts(body: Cell): ClaimFacts {
  const claim: unknown = JSON.parse(text(body));
  if (!isClaimFacts(claim)) throw damaged("a claim");
  return claim;
}
