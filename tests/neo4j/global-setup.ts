/**
 * Gives the project `neo4j` its server: the one that NEO4J_URI names, else a container, else a local
 * server. Vitest runs this only when a test file of that project is selected.
 */
import type { TestProject } from "vitest/node";
import { CACHE_FOLDER, JAVA_HOME } from "../../src/config.ts";
import { getJars } from "../../src/store/neo4j-server/jars.ts";
import { findJava, javaPrograms } from "../../src/store/neo4j-server/java.ts";
import type { Neo4jServer } from "./connection.ts";
import { startContainer } from "./container.ts";
import { driverOf, emptyDatabase } from "./fresh-store.ts";
import { startTestServer } from "./own-server.ts";

interface Shared {
  server: Neo4jServer;
  stop: () => Promise<void>;
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why no local server can be started here; null when one can. */
const lackOfLocal = async (): Promise<string | null> => {
  try {
    await findJava(await javaPrograms(JAVA_HOME));
    await getJars({ cache: CACHE_FOLDER });
    return null;
  } catch (error) {
    return told(error);
  }
};

/** Tests empty the database that they use, so one that holds anything is not touched. */
async function givenServer(): Promise<Shared | string | undefined> {
  const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD } = process.env;
  if (!NEO4J_URI) return undefined;
  const user = NEO4J_USER || "neo4j";
  const server = { uri: NEO4J_URI, user, password: NEO4J_PASSWORD ?? "", httpUrl: null };
  const driver = driverOf(server);
  try {
    const { records } = await driver.executeQuery("MATCH (n) RETURN n LIMIT 1");
    if (records.length > 0) {
      return "the database at NEO4J_URI holds data, and tests empty the one they use: name an empty one";
    }
  } catch (error) {
    return `NEO4J_URI: ${told(error)}`;
  } finally {
    await driver.close();
  }
  return { server, stop: () => emptyDatabase(server, "all") };
}

async function localServer(): Promise<Shared> {
  const { uri, user, password, httpUrl, remove } = await startTestServer();
  return { server: { uri, user, password, httpUrl }, stop: remove };
}

/** The first that can be had, or why there is none. */
async function sharedServer(noOwnServer: string | null): Promise<Shared | string> {
  const given = await givenServer();
  if (given !== undefined) return given;
  const container = await startContainer().catch(told);
  if (typeof container === "object") return container;
  const noContainer = container ?? "no container engine answers";
  const local = noOwnServer ?? (await localServer().catch(told));
  return typeof local === "string" ? `${noContainer}; ${local}` : local;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const noOwnServer = await lackOfLocal();
  const shared = await sharedServer(noOwnServer);
  const noServer = typeof shared === "string" ? shared : null;
  const required = (process.env["CI"] ?? "") !== "";
  const lack = (noServer ?? noOwnServer)?.replaceAll(/\s+/g, " ");
  if (lack !== undefined && !required) {
    process.stderr.write(`Tests of Neo4j are skipped: ${lack}\n`);
  }
  const server = typeof shared === "string" ? null : shared.server;
  project.provide("neo4j", { server, noServer, noOwnServer, required });
  return async () => {
    if (typeof shared === "object") await shared.stop();
  };
}
