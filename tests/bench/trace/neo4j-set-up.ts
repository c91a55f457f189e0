/**
 * Neo4j for the benchmark: a local server whose data stays in the work folder, filled once for each
 * set. It holds nodes `P` joined by `FLOW {t}` as they are and, beside them, a copy expanded in time.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import neo4j, { type Driver } from "neo4j-driver";
import { z } from "zod";
import { CACHE_FOLDER, JAVA_HOME } from "../../../src/config.ts";
import { getJars } from "../../../src/store/neo4j-server/jars.ts";
import { findJava, javaPrograms } from "../../../src/store/neo4j-server/java.ts";
import { startServer, stopServer } from "../../../src/store/neo4j-server/server.ts";
import { freePort } from "../../neo4j/own-server.ts";
import { readColumns } from "./engines/engine.ts";
import { expandInTime, writeFlow } from "./neo4j-files.ts";

const run = promisify(execFile);
const loadedSchema = z.object({ loadMs: z.number() });

interface SetFile {
  /** Of the edges. */
  path: string;
}

const folderOf = (work: string, { path }: SetFile): string =>
  join(work, `neo4j-${basename(path, ".edges")}`);
const markOf = (work: string, set: SetFile): string => `${folderOf(work, set)}.json`;

/** Starts the server of a set. Close the driver; `stopNeo4j` stops the server. */
export async function openNeo4j(work: string, set: SetFile): Promise<Driver> {
  const server = await startServer({
    folder: folderOf(work, set),
    boltPort: await freePort(),
    httpPort: await freePort(),
    cache: CACHE_FOLDER,
    javaHome: JAVA_HOME,
  });
  const password = (await readFile(server.passwordFile, "utf8")).trim();
  return neo4j.driver(server.uri, neo4j.auth.basic("neo4j", password), {
    disableLosslessIntegers: true,
  });
}

export async function stopNeo4j(work: string, set: SetFile): Promise<void> {
  await stopServer(folderOf(work, set));
}

/** How long a set and its copy took to load, in whichever run it was. */
export const loadMsOf = (work: string, set: SetFile): number =>
  loadedSchema.parse(JSON.parse(readFileSync(markOf(work, set), "utf8"))).loadMs;

/** Loads a set and its expanded copy, unless they are there. */
export async function prepareNeo4j(work: string, set: SetFile): Promise<void> {
  await stopNeo4j(work, set);
  if (existsSync(markOf(work, set))) return;
  rmSync(folderOf(work, set), { recursive: true, force: true });
  // A first start makes the folder and its password.
  await (await openNeo4j(work, set)).close();
  await stopNeo4j(work, set);
  const begun = performance.now();
  await importAll(work, set);
  const driver = await openNeo4j(work, set);
  try {
    await driver.executeQuery("CREATE INDEX p_id FOR (n:P) ON (n.id)");
    await driver.executeQuery("CREATE INDEX at_start FOR (n:At) ON (n.start)");
    await driver.executeQuery("CALL db.awaitIndexes(300)");
    writeFileSync(markOf(work, set), JSON.stringify({ loadMs: performance.now() - begun }));
  } finally {
    await driver.close();
    await stopNeo4j(work, set);
  }
}

/** Neo4j's own import of files, while the server is stopped. */
async function importAll(work: string, set: SetFile): Promise<void> {
  const home = folderOf(work, set);
  const files = `${home}-files`;
  await mkdir(files, { recursive: true });
  const columns = readColumns(set.path);
  const flow = writeFlow(files, columns);
  const expanded = expandInTime(files, columns);
  const jars = await getJars({ cache: CACHE_FOLDER });
  const java = await findJava(await javaPrograms(JAVA_HOME));
  const open = ["-Xmx2g", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", join(jars, "*")];
  const command = ["org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j"];
  const given = [
    ...[`--nodes=P=${flow.nodes}`, `--relationships=FLOW=${flow.edges}`],
    ...[`--nodes=At=${expanded.nodes}`, `--relationships=NEXT=${expanded.edges}`],
  ];
  const environment = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, "conf") };
  await run(java, [...open, ...command, "--overwrite-destination", ...given], {
    ...{ env: environment, cwd: files, maxBuffer: 1 << 26 },
  });
  rmSync(files, { recursive: true });
}
