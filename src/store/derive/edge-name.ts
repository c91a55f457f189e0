/** Edges by their names, without their states. */
import { relationSchema } from "../../model/edge.ts";
import { keySchema } from "../../model/key.ts";
import type { MergedEdge } from "../../model/merged.ts";
import { readStates } from "./claim-facts.ts";

export type EdgeName = Pick<MergedEdge, "relation" | "subject" | "object">;

/** Of an edge key; undefined if it is none. */
export function parseEdgeKey(edge: string): EdgeName | undefined {
  const [relation, subject, object] = edge.split(" ");
  const parsed = relationSchema.safeParse(relation);
  const ends = [keySchema.safeParse(subject), keySchema.safeParse(object)] as const;
  if (!parsed.success || !ends[0].success || !ends[1].success) return undefined;
  return { relation: parsed.data, subject: ends[0].data, object: ends[1].data };
}

/** The edge with states as a store wrote them. */
export const edgeWith = ({ relation, subject, object }: EdgeName, states: string): MergedEdge => ({
  relation,
  subject,
  object,
  states: readStates(states),
});
