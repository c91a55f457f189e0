/** Neo4j in a container, where there is an engine that answers. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { NEO4J_VERSION } from "../../src/store/neo4j-server/jars.ts";
import type { Neo4jServer } from "./connection.ts";

const IMAGE = `neo4j:${NEO4J_VERSION}-community`;
const PROBE_MS = 5000;
const START_MS = 180_000;
const BOLT_PORT = 7687;
const HTTP_PORT = 7474;

interface Container {
  server: Neo4jServer;
  stop: () => Promise<void>;
}

/** Undefined without a container engine; one that accepts and never answers counts as none. */
export async function startContainer(): Promise<Container | undefined> {
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import("testcontainers");
  const engine = getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([engine, wait(PROBE_MS, false, { ref: false })]))) return undefined;
  const password = randomBytes(24).toString("hex");
  const container = await new GenericContainer(IMAGE)
    .withEnvironment({
      NEO4J_AUTH: `neo4j/${password}`,
      NEO4J_dbms_usage__report_enabled: "false",
      NEO4J_server_memory_pagecache_size: "256m",
      NEO4J_server_memory_heap_max__size: "1g",
    })
    .withExposedPorts(BOLT_PORT, HTTP_PORT)
    .withHealthCheck({
      // A query's answer: the port opens before the database does.
      test: ["CMD-SHELL", `cypher-shell -d neo4j -u neo4j -p ${password} "RETURN 1"`],
      interval: 2000,
      timeout: 10_000,
      retries: 60,
      startPeriod: 5000,
    })
    .withWaitStrategy(Wait.forHealthCheck())
    .withStartupTimeout(START_MS)
    .start();
  const at = (port: number): string => `${container.getHost()}:${container.getMappedPort(port)}`;
  return {
    server: {
      uri: `bolt://${at(BOLT_PORT)}`,
      user: "neo4j",
      password,
      httpUrl: `http://${at(HTTP_PORT)}`,
    },
    stop: async () => {
      await container.stop();
    },
  };
}
