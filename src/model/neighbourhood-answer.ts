/** What gives to, and takes from, some things. */
import { z } from "zod";
import { itemRefSchema, onEvidence } from "./answer.ts";
import { basisSchema } from "./basis.ts";
import { relationSchema } from "./edge.ts";
import { keySchema } from "./key.ts";
import { intervalSchema } from "./time.ts";

/** What gives to, and takes from, some things within a window of time. */
export const neighbourhoodAnswerSchema = z.object({
  kind: z.literal("neighbourhood"),
  question: z.object({
    keys: z.array(keySchema),
    direction: z.enum(["forward", "backward", "both"]),
    between: intervalSchema,
    limit: z.number().int(),
  }),
  /** The things asked about that evidence names, and the ends of the edges. */
  nodes: z.array(itemRefSchema),
  edges: z.array(
    z.object({
      relation: relationSchema,
      giver: keySchema,
      receiver: keySchema,
      /** When the receiver took it, before order facts. */
      time: intervalSchema,
      basis: basisSchema,
    }),
  ),
  /** Edges beyond the limit, the latest ones. */
  edgesOmitted: z.number().int(),
  ...onEvidence,
});
export type NeighbourhoodAnswer = z.infer<typeof neighbourhoodAnswerSchema>;
