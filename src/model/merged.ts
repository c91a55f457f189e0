/** What claims say of one key, merged: results per basis, so that a basis floor is applied by leaving out weaker ones. */
import { z } from "zod";
import { BASES, type Basis, basisSchema } from "./basis.ts";
import { edgeKey, relationSchema } from "./edge.ts";
import { itemTypeSchema } from "./item.ts";
import { keySchema } from "./key.ts";
import { platformIdSchema } from "./platform.ts";
import { intervalSchema } from "./time.ts";

/** An interval that several claims gave, and whether they cannot all hold. */
const mergedTimeSchema = intervalSchema.extend({ conflict: z.literal(true).optional() });
export type MergedTime = z.infer<typeof mergedTimeSchema>;

export const nodeStateSchema = z.object({
  types: z.array(itemTypeSchema).optional(),
  account: z.literal(true).optional(),
  /** A name given by an investigator that an item row declares. */
  named: z.literal(true).optional(),
  platforms: z.array(platformIdSchema).optional(),
  guest: z.literal(true).optional(),
  /** Some claim says that it was edited. */
  edited: z.literal(true).optional(),
  title: z.string().optional(),
  text: z.string().optional(),
  language: z.string().optional(),
  handles: z.array(keySchema).optional(),
  names: z.array(z.string()).optional(),
  published: mergedTimeSchema.optional(),
  /** `published` with the bounds on edges that date the item, which count if it cannot change. */
  taken: mergedTimeSchema.optional(),
  /** The end of the first capture: it existed by then. */
  capturedBy: z.number().int().optional(),
});
export type NodeState = z.infer<typeof nodeStateSchema>;

const byBasis = <T extends z.ZodType>(state: T) => z.partialRecord(basisSchema, state);

const mergedNodeSchema = z.object({
  key: keySchema,
  /** Best basis of the claims whose subject it is; absent when known only by reference. */
  attested: basisSchema.optional(),
  states: byBasis(nodeStateSchema),
});
export type MergedNode = z.infer<typeof mergedNodeSchema>;

const edgeStateSchema = z.object({
  bounds: mergedTimeSchema.optional(),
  /** The end of the first capture that shows the relation. */
  shownBy: z.number().int().optional(),
});
export type EdgeState = z.infer<typeof edgeStateSchema>;

const mergedEdgeSchema = z.object({
  relation: relationSchema,
  subject: keySchema,
  object: keySchema,
  states: byBasis(edgeStateSchema),
});
export type MergedEdge = z.infer<typeof mergedEdgeSchema>;

/** Best basis of the claims that state the edge. */
export function basisOfEdge(edge: MergedEdge): Basis {
  const basis = BASES.find((candidate) => edge.states[candidate] !== undefined);
  if (basis === undefined) throw new Error(`edge without a claim: ${edgeKey(edge)}`);
  return basis;
}
