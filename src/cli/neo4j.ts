import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { CACHE_FOLDER, JAVA_HOME } from "../config.ts";
import { plain } from "../model/plain-text.ts";
import type { Neo4jAnswer } from "../model/report.ts";
import {
  findServer,
  type LocalServer,
  startServer,
  stopServer,
} from "../store/neo4j-server/server.ts";
import { complain, EXIT, jsonOption, write, writeJson } from "./program.ts";

interface CommonOptions {
  data: string;
  json?: true;
}
interface StartOptions extends CommonOptions {
  port: number;
  httpPort: number;
}

const DEFAULT_FOLDER = "./headwater-neo4j";

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new InvalidArgumentError("a port is a number of 1 to 65535");
  return port;
}

const subcommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option("--data <folder>", "the folder of its data", DEFAULT_FOLDER)
    .addOption(jsonOption());

function answer(
  { data, json }: CommonOptions,
  running: boolean,
  found: LocalServer | undefined,
  told: string,
): void {
  const folder = found?.folder ?? resolve(data);
  const server = found === undefined ? null : serverOf(found);
  const value: Neo4jAnswer = { kind: "neo4j", running, server, folder };
  if (json) writeJson(value);
  else write(told);
}

const serverOf = ({ pid, uri, browser, passwordFile, version }: LocalServer) => ({
  ...{ pid, uri, browser, passwordFile, version },
});

const none = ({ data }: CommonOptions): string => `no Neo4j runs on ${plain(resolve(data))}\n`;

const tellServer = (server: LocalServer): string =>
  [
    `Neo4j ${server.version} runs (process ${server.pid})`,
    `  bolt      ${server.uri}`,
    `  browser   ${server.browser}`,
    `  user      neo4j`,
    `  password  in ${plain(server.passwordFile)}`,
    `  data      ${plain(server.folder)}`,
    "",
  ].join("\n");

/** One word of a shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const tellUse = ({ uri, passwordFile, folder }: LocalServer): string =>
  [
    "To keep evidence in it:",
    `  export HEADWATER_STORE=${uri}`,
    `  export NEO4J_PASSWORD="$(cat ${plain(quoted(passwordFile))})"`,
    `  export HEADWATER_EVIDENCE=${plain(quoted(`${folder}.evidence`))}`,
    "",
  ].join("\n");

const start = (): Command =>
  subcommand("start", "starts Neo4j in the background, on this machine only; fetches it at first")
    .option("--port <port>", "of the database (bolt)", parsePort, 7687)
    .option("--http-port <port>", "of Neo4j Browser", parsePort, 7474)
    .action(async (options: StartOptions) => {
      const server = await startServer({
        folder: options.data,
        boltPort: options.port,
        httpPort: options.httpPort,
        cache: CACHE_FOLDER,
        javaHome: JAVA_HOME,
        onStep: complain,
      });
      answer(options, true, server, tellServer(server) + tellUse(server));
    });

const stop = (): Command =>
  subcommand("stop", "stops it; its data stays").action(async (options: CommonOptions) => {
    const server = await stopServer(options.data);
    const told =
      server && `stopped Neo4j at ${server.uri}; its data stays in ${plain(server.folder)}\n`;
    answer(options, false, server, told ?? none(options));
  });

const status = (): Command =>
  subcommand("status", "tells whether it runs, and where; 1 if it does not").action(
    async (options: CommonOptions) => {
      const server = await findServer(options.data);
      answer(options, server !== undefined, server, server ? tellServer(server) : none(options));
      process.exitCode = server === undefined ? EXIT.none : EXIT.answered;
    },
  );

export const neo4jCommand = (): Command =>
  new Command("neo4j")
    .summary("a Neo4j of your own, without Docker")
    .description(
      "Starts and stops a Neo4j on this machine, for those who want Neo4j Browser or a shared store and have no Docker. It needs Java 21 or newer, and Maven to fetch it.",
    )
    .addCommand(start())
    .addCommand(stop())
    .addCommand(status());
