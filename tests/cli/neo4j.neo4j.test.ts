/** `headwater neo4j`: each command is a process of its own, and the server outlives them. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Neo4jAnswer, neo4jAnswerSchema } from "../../src/model/report.ts";
import { stopServer } from "../../src/store/neo4j-server/server.ts";
import { describeOwnServer } from "../neo4j/connection.ts";
import { freePort } from "../neo4j/own-server.ts";
import { headwaterProcess, makeFolder, removeFolder } from "./run.ts";

let folder: string;
let data: string;
beforeAll(async () => {
  folder = await makeFolder();
  data = join(folder, "it's neo4j");
});
afterAll(async () => {
  await stopServer(data);
  await removeFolder(folder);
});

const run = (command: string, ...args: string[]) =>
  headwaterProcess(["neo4j", command, "--data", data, ...args]);
const parse = (out: string): Neo4jAnswer => neo4jAnswerSchema.parse(JSON.parse(out));

describe("without a server", () => {
  it("status is 1 and says so", async () => {
    const { code, out } = await run("status");
    expect([code, out]).toEqual([1, `no Neo4j runs on ${data}\n`]);
    const asJson = await run("status", "--json");
    expect(asJson.code).toBe(1);
    expect(parse(asJson.out)).toEqual({
      kind: "neo4j",
      running: false,
      server: null,
      folder: data,
    });
  });

  it("stop has nothing to do, and makes no folder", async () => {
    const { code, out } = await run("stop");
    expect([code, out]).toEqual([0, `no Neo4j runs on ${data}\n`]);
    expect(existsSync(data)).toBe(false);
  });

  it.each(["0", "65536", "74x4", "-1"])("refuses port %s", async (port) => {
    const { code, err } = await run("start", `--port=${port}`);
    expect(code).toBe(2);
    expect(err).toContain("a port is a number of 1 to 65535");
  });
});

describeOwnServer("with a server", () => {
  let ports: string[];
  let uri: string;
  beforeAll(async () => {
    const port = await freePort();
    uri = `bolt://127.0.0.1:${port}`;
    ports = ["--port", String(port), "--http-port", String(await freePort())];
  });

  it("starts, tells how to use it, is found, refuses another start, and stops", async () => {
    const started = await run("start", ...ports);
    expect(started.err).toContain("starting Neo4j");
    expect(started.code).toBe(0);
    expect(started.out).toContain(`export HEADWATER_STORE=${uri}\n`);
    // As a shell reads a word with an apostrophe in it.
    const inShell = `${folder}/it'\\''s neo4j`;
    expect(started.out).toContain(`export NEO4J_PASSWORD="$(cat '${inShell}/password')"\n`);
    expect(started.out).toContain(`export HEADWATER_EVIDENCE='${inShell}.evidence'\n`);
    const password = await readFile(join(data, "password"), "utf8");
    expect(started.out + started.err).not.toContain(password);

    const status = await run("status", "--json");
    expect(status.code).toBe(0);
    const { running, server } = parse(status.out);
    expect(running).toBe(true);
    expect(server).toMatchObject({ uri, passwordFile: join(data, "password") });
    expect((await fetch(server?.browser ?? "")).status).toBe(200);

    const again = await run("start", ...ports);
    expect(again.code).toBe(2);
    expect(again.err).toContain(`Neo4j runs here already, at ${uri}`);

    const stopped = await run("stop", "--json");
    expect(stopped.code).toBe(0);
    expect(parse(stopped.out)).toMatchObject({ running: false, server: { uri } });
    expect((await run("status")).code).toBe(1);
  });
});
