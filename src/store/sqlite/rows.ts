/** Rows of nodes, edges and claims as the model's own. JSON that Headwater wrote is checked cheaply where there is much of it. */
import { basisOfRank, basisRank } from "../../model/basis.ts";
import { claimId, claimSchema, type StoredClaim } from "../../model/claim.ts";
import { RELATION, type Relation } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { Interval } from "../../model/time.ts";
import type { FlowEdge } from "../contract.ts";
import { damaged, readStates } from "../derive/claim-facts.ts";
import { type Cell, int, orNull, type Row, text } from "./connection.ts";
import { NO_EARLIEST, NO_LATEST, RELATION_CODE, RELATION_OF_CODE } from "./schema.ts";

const isKey = (value: string): value is Key => value.length > 0;

export function readKey(cell: Cell): Key {
  const key = text(cell);
  if (!isKey(key)) throw damaged("a key");
  return key;
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
