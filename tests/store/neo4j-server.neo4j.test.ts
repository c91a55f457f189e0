/** The local Neo4j server: started, found, stopped; what it refuses; what survives a kill. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import neo4j from "neo4j-driver";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from "vitest";
import { CACHE_FOLDER, JAVA_HOME } from "../../src/config.ts";
import { getJars } from "../../src/store/neo4j-server/jars.ts";
import { findJava, javaPrograms } from "../../src/store/neo4j-server/java.ts";
import { findServer, startServer, stopServer } from "../../src/store/neo4j-server/server.ts";
import {
  describeNeo4j,
  describeOwnServer,
  type Neo4jServer,
  neo4jServer,
} from "../neo4j/connection.ts";
import { freePort, type OwnServer, startTestServer } from "../neo4j/own-server.ts";

async function ask(server: Neo4jServer, cypher: string): Promise<unknown[]> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password), {
    disableLosslessIntegers: true,
    maxTransactionRetryTime: 0,
  });
  try {
    const { records } = await driver.executeQuery(cypher);
    return records.map((record) => record.get(0));
  } finally {
    await driver.close();
  }
}

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "headwater-test-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** A program of one's own in the scratch folder. */
async function script(name: string, lines: string): Promise<string> {
  const path = join(scratch, name);
  await writeFile(path, `#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  return path;
}

describeNeo4j("the server for all tests", () => {
  it("answers", async () => {
    expect(await ask(neo4jServer(), "RETURN 1")).toEqual([1]);
  });
});

describe("finding Java", () => {
  it("says what to install when there is nowhere to look", async () => {
    await expect(findJava([])).rejects.toMatchObject({
      code: "missing-program",
      message: expect.stringMatching(/Java 21 or newer.*looked at nothing.*Install.*JAVA_HOME/),
    });
  });

  it("passes over what is too old or no Java, and names it", async () => {
    const old = await script(
      "java17",
      'echo "    java.home = /x" >&2; echo "    java.specification.version = 17" >&2',
    );
    const broken = await script("broken", "exit 1");
    const missing = join(scratch, "missing");
    await expect(findJava([old, broken, missing])).rejects.toThrow(
      `${old} (Java 17), ${broken} (no Java), ${missing} (no Java)`,
    );
    const newer = await script(
      "java21",
      'echo "    java.home = /y" >&2; echo "    java.specification.version = 21" >&2',
    );
    expect(await findJava([old, broken, newer])).toBe("/y/bin/java");
  });

  it("tries the chosen home first, then the shell's", async () => {
    expect((await javaPrograms("/chosen")).slice(0, 2)).toEqual(["/chosen/bin/java", "java"]);
    expect((await javaPrograms(undefined))[0]).toBe("java");
  });
});

describe("fetching the jars", () => {
  it("says that Maven is missing, and leaves nothing behind", async () => {
    const cache = join(scratch, "cache");
    await expect(getJars({ cache, maven: join(scratch, "no-mvn") })).rejects.toMatchObject({
      code: "missing-program",
      message: expect.stringMatching(/install Maven/),
    });
    expect(await readdir(cache)).toEqual([]);
  });

  it("never uses half a download", async () => {
    const cache = join(scratch, "cache");
    const broken = await script(
      "mvn-broken",
      "mkdir lib; touch lib/a.jar; echo no network; exit 1",
    );
    await expect(getJars({ cache, maven: broken })).rejects.toMatchObject({
      code: "local-server",
      message: expect.stringContaining("no network"),
    });
    const partial = await script("mvn-partial", "mkdir lib; touch lib/a.jar");
    await expect(getJars({ cache, maven: partial })).rejects.toThrow("neo4j-server-2026.08.1.jar");
    expect(await readdir(cache)).toEqual([]);
  });

  it("asks Maven once", async () => {
    const cache = join(scratch, "cache");
    const names = "lib/neo4j-server-2026.08.1.jar lib/neo4j-browser-5.24.0.jar";
    const maven = await script("mvn", `test -f pom.xml && mkdir lib && touch ${names}`);
    const told: string[] = [];
    const options = { cache, onDownload: (folder: string) => told.push(folder) };
    const jars = await getJars({ ...options, maven });
    expect(await getJars({ ...options, maven: join(scratch, "no-mvn") })).toBe(jars);
    expect(told).toEqual([join(cache, "neo4j-2026.08.1")]);
    expect((await readdir(jars)).sort()).toEqual([
      "neo4j-browser-5.24.0.jar",
      "neo4j-server-2026.08.1.jar",
    ]);
  });
});

describe("a state file that proves nothing", () => {
  const state = (pid: number) =>
    JSON.stringify({ pid, boltPort: 7687, httpPort: 7474, version: "2026.08.1" });

  it("never has another process killed", async () => {
    const bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    onTestFinished(() => void bystander.kill());
    await writeFile(join(scratch, "server.json"), state(bystander.pid ?? 0));
    expect(await findServer(scratch)).toBeUndefined();
    expect(await stopServer(scratch)).toBeUndefined();
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    expect(existsSync(join(scratch, "server.json"))).toBe(false);
  });

  it("is told when it cannot be read", async () => {
    await writeFile(join(scratch, "server.json"), "{");
    await expect(stopServer(scratch)).rejects.toMatchObject({
      code: "local-server",
      where: join(scratch, "server.json"),
    });
  });

  it("is no error when there is none, nor a folder", async () => {
    expect(await findServer(join(scratch, "nowhere"))).toBeUndefined();
    expect(await stopServer(join(scratch, "nowhere"))).toBeUndefined();
    expect(existsSync(join(scratch, "nowhere"))).toBe(false);
  });
});

describeOwnServer("a local server", () => {
  let own: OwnServer;
  let ports: { boltPort: number; httpPort: number };
  const options = (folder: string) => ({
    ...{ folder, ...ports },
    ...{ cache: CACHE_FOLDER, javaHome: JAVA_HOME },
  });
  beforeAll(async () => {
    own = await startTestServer();
    const { port } = new URL(own.uri);
    ports = { boltPort: Number(port), httpPort: Number(new URL(own.httpUrl ?? "").port) };
  });
  afterAll(() => own?.remove());

  it("is found by its folder, with a password that only its owner can read", async () => {
    const found = await findServer(own.folder);
    expect(found).toMatchObject({ uri: own.uri, folder: own.folder, version: "2026.08.1" });
    const { mode } = await stat(found?.passwordFile ?? "");
    expect(mode & 0o777).toBe(0o600);
    expect(own.password).toMatch(/^[0-9a-f]{48}$/);
  });

  it("keeps the password to itself", async () => {
    const { pid = 0 } = (await findServer(own.folder)) ?? {};
    if (existsSync("/proc")) {
      expect(await readFile(`/proc/${pid}/cmdline`, "utf8")).not.toContain(own.password);
    }
    const logs = (await readdir(join(own.folder, "logs"))).map((name) => join("logs", name));
    expect(logs).toContain("logs/debug.log");
    for (const log of ["output.log", "server.json", ...logs]) {
      expect(await readFile(join(own.folder, log), "utf8")).not.toContain(own.password);
    }
  });

  it("takes that password and no other", async () => {
    expect(await ask(own, "RETURN 1")).toEqual([1]);
    await expect(ask({ ...own, password: "neo4j" }, "RETURN 1")).rejects.toMatchObject({
      code: "Neo.ClientError.Security.Unauthorized",
    });
  });

  it("listens on the loopback interface, tells nobody, and serves Neo4j Browser", async () => {
    const shown = (await ask(own, "SHOW SETTINGS YIELD name, value RETURN name + '=' + value")).map(
      String,
    );
    expect(shown).toContain("dbms.usage_report.enabled=false");
    expect(shown).toContain("client.allow_telemetry=false");
    const addresses = shown.filter((one) => /^server\.(bolt|http)\.listen_address=/.test(one));
    expect(addresses.sort()).toEqual([
      `server.bolt.listen_address=127.0.0.1:${ports.boltPort}`,
      `server.http.listen_address=127.0.0.1:${ports.httpPort}`,
    ]);
    const page = await fetch(`${own.httpUrl}/browser/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Neo4j Browser");
  });

  it("refuses a second start, and says where it runs", async () => {
    await expect(startServer(options(own.folder))).rejects.toMatchObject({
      code: "busy",
      where: own.folder,
      message: expect.stringContaining(own.uri),
    });
    expect(await ask(own, "RETURN 1")).toEqual([1]);
  });

  it("refuses ports that are taken, and makes no folder", async () => {
    const folder = join(scratch, "second");
    await expect(startServer(options(folder))).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(`port ${ports.boltPort}`),
    });
    expect(existsSync(folder)).toBe(false);
  });

  it("keeps what was committed when it is stopped and when it is killed", async () => {
    await ask(own, "CREATE (:Kept {n: 1})");
    await own.stop();
    expect(await findServer(own.folder)).toBeUndefined();
    await expect(ask(own, "RETURN 1")).rejects.toMatchObject({ code: "ServiceUnavailable" });
    await own.start();
    await ask(own, "CREATE (:Kept {n: 2})");
    await own.kill();
    expect(await findServer(own.folder)).toBeUndefined();
    await own.start();
    expect(await ask(own, "MATCH (k:Kept) RETURN k.n ORDER BY k.n")).toEqual([1, 2]);
  });

  it("says so when the password file is not the server's, and stops again", async () => {
    await own.stop();
    const path = join(own.folder, "password");
    await writeFile(path, "wrong");
    await expect(own.start()).rejects.toMatchObject({
      code: "local-server",
      message: expect.stringContaining("does not take the password"),
    });
    expect(await findServer(own.folder)).toBeUndefined();
    await writeFile(path, own.password);
    await own.start();
    expect(await ask(own, "RETURN 1")).toEqual([1]);
  });
});

describeOwnServer("a folder that holds other things", () => {
  it("is left as it was", async () => {
    await writeFile(join(scratch, "thesis.txt"), "mine");
    const start = startServer({
      ...{ folder: scratch, boltPort: await freePort(), httpPort: await freePort() },
      ...{ cache: CACHE_FOLDER, javaHome: JAVA_HOME },
    });
    await expect(start).rejects.toMatchObject({ code: "usage", where: scratch });
    expect(await readdir(scratch)).toEqual(["thesis.txt"]);
  });
});
