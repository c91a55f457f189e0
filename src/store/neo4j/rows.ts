/** Rows of the database as the model's own. */
import { z } from "zod";
import { BASES } from "../../model/basis.ts";
import { RELATION, RELATIONS, type Relation } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { FlowEdge } from "../contract.ts";
import { damaged, readStates } from "../derive/claim-facts.ts";
import { intervalOf } from "./numbers.ts";

/** Basis of the claims whose subject a thing is; `none` when it is known only by reference. */
export const attestedSchema = z.enum([...BASES, "none"]);
type Attested = z.infer<typeof attestedSchema>;

const isKey = (value: string): value is Key => value.length > 0;
export function readKey(value: string): Key {
  if (!isKey(value)) throw damaged("a key");
  return value;
}

const RELATION_OF_NAME: ReadonlyMap<string, Relation> = new Map(
  RELATIONS.map((relation) => [relation, relation]),
);
export function readRelation(name: string): Relation {
  const relation = RELATION_OF_NAME.get(name);
  if (relation === undefined) throw damaged("a relation");
  return relation;
}

export const nodeRowSchema = z.object({
  name: z.string(),
  attested: attestedSchema,
  states: z.string(),
});

export function readNode(name: string, attested: Attested, states: string): MergedNode {
  return {
    key: readKey(name),
    ...(attested === "none" ? {} : { attested }),
    states: readStates(states),
  };
}

/** From giver and receiver, or subject and object where nothing flows. */
export function readEdge(
  relation: string,
  source: string,
  target: string,
  states: string,
): MergedEdge {
  const named = readRelation(relation);
  const backward = RELATION[named].flow === "object-to-subject";
  return {
    relation: named,
    subject: readKey(backward ? target : source),
    object: readKey(backward ? source : target),
    states: readStates(states),
  };
}

export const flowRowSchema = z.object({
  relation: z.string(),
  giver: z.string(),
  receiver: z.string(),
  states: z.string(),
  earliest: z.number(),
  latest: z.number(),
});
type FlowRow = z.infer<typeof flowRowSchema>;

export function readFlowEdge(row: FlowRow): FlowEdge {
  const { relation, giver, receiver, states, earliest, latest } = row;
  return {
    ...readEdge(relation, giver, receiver, states),
    giver: readKey(giver),
    receiver: readKey(receiver),
    ...intervalOf(earliest, latest),
  };
}

export const countSchema = z.object({ count: z.number() });
export const claimRowSchema = z.object({ number: z.number(), body: z.string() });
export const claimPageSchema = z.object({
  numbers: z.array(z.number()),
  bodies: z.array(z.string()),
});
