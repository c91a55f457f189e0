/**
 * The Neo4j that tests talk to. In a file named `*.neo4j.test.ts` under tests/:
 *
 *     import { describeNeo4j, neo4jServer } from "./connection.ts";
 *
 *     describeNeo4j("the Neo4j store", () => {
 *       beforeAll(async () => {
 *         const { uri, user, password } = neo4jServer();
 *         ...
 *       });
 *     });
 *
 * One server and one database serve all these files, one file after the other; a file that needs an
 * empty database empties it. `describeOwnServer` is for suites that start servers themselves, with
 * `startTestServer` of ./own-server.ts. Where no Neo4j is to be had both skip, and the run says
 * why; with CI set their tests fail instead.
 */
import { describe, inject } from "vitest";

export interface Neo4jServer {
  /** `bolt://…` or `neo4j://…` */
  uri: string;
  user: string;
  password: string;
  /** Where Neo4j Browser is; null for a server that was given by NEO4J_URI. */
  httpUrl: string | null;
}

/** What the global setup found. */
export interface ProvidedNeo4j {
  server: Neo4jServer | null;
  /** Why there is no server for all; null when there is one. */
  noServer: string | null;
  /** Why tests cannot start local servers of their own; null when they can. */
  noOwnServer: string | null;
  /** Whether tests without a server fail rather than skip. */
  required: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    neo4j: ProvidedNeo4j;
  }
}

const found = inject("neo4j");
export const describeNeo4j = describe.skipIf(found.noServer !== null && !found.required);
export const describeOwnServer = describe.skipIf(found.noOwnServer !== null && !found.required);

/** Of the server for all; only inside tests and hooks of `describeNeo4j`. */
export function neo4jServer(): Neo4jServer {
  if (found.server === null) throw new Error(`no Neo4j: ${found.noServer}`);
  return found.server;
}
