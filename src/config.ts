/** The only reader of the environment. */
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const environmentSchema = z.object({
  /** Where the store is: a file path, or the URI of a Neo4j. */
  HEADWATER_STORE: z.string().optional(),
  /** Folder of the evidence bytes; a SQLite store has its own beside it. */
  HEADWATER_EVIDENCE: z.string().optional(),
  /** What every request to a server must show. */
  HEADWATER_TOKEN: z.string().optional(),
  NEO4J_USER: z.string().optional(),
  NEO4J_PASSWORD: z.string().optional(),
  NO_COLOR: z.string().optional(),
  JAVA_HOME: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
});

const environment = environmentSchema.parse(process.env);

export const DEFAULT_STORE = environment.HEADWATER_STORE || "./headwater.db";
export const EVIDENCE_FOLDER = environment.HEADWATER_EVIDENCE || undefined;
export const TOKEN = environment.HEADWATER_TOKEN || undefined;
export const NEO4J_USER = environment.NEO4J_USER || "neo4j";
export const NEO4J_PASSWORD = environment.NEO4J_PASSWORD ?? "";
/** https://no-color.org: set and not empty means no colour. */
export const noColor = (environment.NO_COLOR ?? "") !== "";
/** The Java that a person chose for the local Neo4j. */
export const JAVA_HOME = environment.JAVA_HOME || undefined;
/** Folder of what can be fetched again. */
export const CACHE_FOLDER = join(
  environment.XDG_CACHE_HOME || join(homedir(), ".cache"),
  "headwater",
);
