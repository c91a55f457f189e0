/** The only reader of the environment. */
import { z } from "zod";

const environmentSchema = z.object({
  /** Where the store is: a file path, or the URI of a Neo4j. */
  HEADWATER_STORE: z.string().optional(),
  /** Folder of the evidence bytes; a SQLite store has its own beside it. */
  HEADWATER_EVIDENCE: z.string().optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  NO_COLOR: z.string().optional(),
});

const environment = environmentSchema.parse(process.env);

export const DEFAULT_STORE = environment.HEADWATER_STORE || "./headwater.db";
export const EVIDENCE_FOLDER = environment.HEADWATER_EVIDENCE || undefined;
export const NEO4J_USER = environment.NEO4J_USER || "neo4j";
export const NEO4J_PASSWORD = environment.NEO4J_PASSWORD ?? "";
/** https://no-color.org: set and not empty means no colour. */
export const noColor = (environment.NO_COLOR ?? "") !== "";
