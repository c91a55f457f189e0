/** A local Neo4j that one test has for itself, to stop, kill and start again. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CACHE_FOLDER, JAVA_HOME } from "../../src/config.ts";
import { findServer, startServer, stopServer } from "../../src/store/neo4j-server/server.ts";
import type { Neo4jServer } from "./connection.ts";

export interface OwnServer extends Neo4jServer {
  /** Its data folder. */
  folder: string;
  /** Starts it again on the same data and ports; resolves once it answers. */
  start(): Promise<void>;
  /** SIGTERM, and by force after 20 seconds. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Stops it and deletes its data; call it in a hook that runs whatever happened. */
  remove(): Promise<void>;
}

/** A port that was free just now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", done);
  });
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function kill(folder: string): Promise<void> {
  const server = await findServer(folder);
  if (server === undefined) return;
  process.kill(server.pid, "SIGKILL");
  while ((await findServer(folder)) !== undefined) await wait(20);
}

/** Starts a server on an empty data folder of its own and on free ports. */
export async function startTestServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-neo4j-"));
  const options = {
    folder,
    boltPort: await freePort(),
    httpPort: await freePort(),
    cache: CACHE_FOLDER,
    javaHome: JAVA_HOME,
  };
  const remove = async () => {
    await kill(folder);
    await rm(folder, { recursive: true, force: true });
  };
  const started = await startServer(options).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    folder: started.folder,
    uri: started.uri,
    user: "neo4j",
    password: await readFile(started.passwordFile, "utf8"),
    httpUrl: `http://127.0.0.1:${options.httpPort}`,
    start: async () => {
      await startServer(options);
    },
    stop: async () => {
      await stopServer(folder);
    },
    kill: () => kill(folder),
    remove,
  };
}
