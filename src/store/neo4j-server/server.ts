/**
 * A Neo4j of one's own for people without Docker: fetched once, started in the background on the
 * loopback interface, and found again by its data folder from any process.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { HeadwaterError } from "../../model/errors.ts";
import {
  makeDataFolder,
  outputFile,
  passwordFile,
  readPassword,
  setFirstPassword,
} from "./data-folder.ts";
import { getJars, NEO4J_VERSION } from "./jars.ts";
import { findJava, javaPrograms } from "./java.ts";
import { serverArguments } from "./java-arguments.ts";
import { waitForAnswer } from "./ready.ts";
import { claimState, isServerOf, readState, removeState, type ServerState } from "./state.ts";

const STOP_MS = 20_000;
const POLL_MS = 50;

export interface StartOptions {
  /** Data folder; made if it is not there. */
  folder: string;
  boltPort: number;
  httpPort: number;
  /** Folder of what can be fetched again. */
  cache: string;
  /** The Java that a person chose. */
  javaHome: string | undefined;
  /** Told what takes long. */
  onStep?: (text: string) => void;
}

/** A server that runs. */
export interface LocalServer {
  pid: number;
  uri: string;
  browser: string;
  /** Absolute. */
  folder: string;
  passwordFile: string;
  version: string;
}

const describeServer = (folder: string, state: ServerState): LocalServer => ({
  pid: state.pid,
  uri: `bolt://127.0.0.1:${state.boltPort}`,
  browser: `http://127.0.0.1:${state.httpPort}/browser/`,
  folder,
  passwordFile: passwordFile(folder),
  version: state.version,
});

const realPath = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** Undefined when none runs there. */
export async function findServer(path: string): Promise<LocalServer | undefined> {
  const folder = await realPath(path);
  const state = await readState(folder);
  if (state === undefined || !(await isServerOf(folder, state.pid))) return undefined;
  return describeServer(folder, state);
}

/**
 * Starts a server that outlives this process; resolves once it answers a query.
 * @throws HeadwaterError `busy` when one runs on this folder, `usage` for a port or folder in use,
 * `missing-program` without Java or Maven, `local-server` when Neo4j itself fails
 */
export async function startServer(options: StartOptions): Promise<LocalServer> {
  const { boltPort, httpPort, cache, onStep = () => undefined } = options;
  await refuseIfRunning(options.folder);
  const java = await findJava(await javaPrograms(options.javaHome));
  await needFreePort(boltPort);
  await needFreePort(httpPort);
  const jars = await getJars({
    cache,
    onDownload: (to) => onStep(`fetching Neo4j ${NEO4J_VERSION} (about 170 MB) into ${to}`),
  });
  const folder = await makeDataFolder(options.folder);
  await setFirstPassword(folder, java, jars);
  onStep("starting Neo4j");
  // Another start may have overtaken this one while it fetched Neo4j or set the password.
  await refuseIfRunning(folder);
  await removeState(folder);
  const child = await spawnServer(
    java,
    serverArguments({ folder, jars, boltPort, httpPort }),
    folder,
  );
  const state = { pid: child.pid ?? 0, boltPort, httpPort, version: NEO4J_VERSION };
  if (!(await claimState(folder, state))) {
    child.kill("SIGKILL");
    throw new HeadwaterError("busy", "another start of Neo4j on this folder was first", {
      where: folder,
    });
  }
  const server = describeServer(folder, state);
  try {
    await waitForAnswer({ ...server, password: await readPassword(folder) }, child);
  } catch (cause) {
    await stopServer(folder);
    throw await startError(folder, cause);
  }
  child.unref();
  return server;
}

/**
 * Stops the server of this folder, by force if it takes longer than 20 seconds; undefined when none
 * runs. A process that only has the number of one that ran is left alone.
 */
export async function stopServer(path: string): Promise<LocalServer | undefined> {
  const server = await findServer(path);
  if (server !== undefined) {
    const { folder, pid } = server;
    process.kill(pid, "SIGTERM");
    if (!(await isGone(folder, pid, STOP_MS))) {
      process.kill(pid, "SIGKILL");
      await isGone(folder, pid, STOP_MS);
    }
  }
  await removeState(await realPath(path));
  return server;
}

async function isGone(folder: string, pid: number, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (await isServerOf(folder, pid)) {
    if (performance.now() > end) return false;
    await wait(POLL_MS);
  }
  return true;
}

async function refuseIfRunning(path: string): Promise<void> {
  const server = await findServer(path);
  if (server === undefined) return;
  throw new HeadwaterError(
    "busy",
    `Neo4j runs here already, at ${server.uri} (process ${server.pid}): use it, or stop it first`,
    { where: server.folder },
  );
}

async function needFreePort(port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((done, fail) => {
      probe.once("error", fail);
      probe.listen(port, "127.0.0.1", done);
    });
  } catch (cause) {
    throw new HeadwaterError(
      "usage",
      `port ${port} of 127.0.0.1 cannot be had (${String(cause)}): choose others with --port and --http-port`,
      { cause },
    );
  } finally {
    probe.close();
  }
}

async function spawnServer(java: string, args: string[], folder: string): Promise<ChildProcess> {
  const output = await open(outputFile(folder), "w", 0o600);
  try {
    const child = spawn(java, args, {
      cwd: folder,
      detached: true,
      stdio: ["ignore", output.fd, output.fd],
    });
    await once(child, "spawn");
    return child;
  } finally {
    await output.close();
  }
}

async function startError(folder: string, cause: unknown): Promise<HeadwaterError> {
  const where = outputFile(folder);
  const output = await readFile(where, "utf8").catch(() => "");
  const end = output.trimEnd().split("\n").slice(-15).join("\n");
  const why = cause instanceof Error ? cause.message : String(cause);
  return new HeadwaterError("local-server", `Neo4j did not start: ${why}. It printed:\n${end}`, {
    where,
    cause,
  });
}
