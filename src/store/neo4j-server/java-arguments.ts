/** How Java is told to run Neo4j: for one machine, in little memory, telling nobody. */
import { join } from "node:path";
import { NEO4J_VERSION } from "./jars.ts";
import { homeArgument } from "./state.ts";

interface Layout {
  /** Data folder, absolute. */
  folder: string;
  jars: string;
  boltPort: number;
  httpPort: number;
}

/** Neo4j's settings, by name. */
function settings({ boltPort, httpPort }: Layout): Record<string, string> {
  const bolt = `127.0.0.1:${boltPort}`;
  const http = `127.0.0.1:${httpPort}`;
  return {
    "server.default_listen_address": "127.0.0.1",
    "server.default_advertised_address": "127.0.0.1",
    "server.bolt.listen_address": bolt,
    "server.bolt.advertised_address": bolt,
    "server.http.listen_address": http,
    "server.http.advertised_address": http,
    "server.memory.pagecache.size": "256m",
    "dbms.usage_report.enabled": "false",
    "client.allow_telemetry": "false",
    "dbms.fleet_manager.enabled": "false",
    "server.fleet_discovery.enabled": "false",
    // Guides and styles for the Browser are fetched from this machine and nowhere else.
    "browser.remote_content_hostname_whitelist": "localhost,127.0.0.1",
    "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    "server.config.strict_validation.enabled": "true",
  };
}

/** Starts a server; the archive of loaded classes halves the time from the second start on. */
export function serverArguments(layout: Layout): string[] {
  const { folder, jars } = layout;
  const archive = join(jars, "..", `neo4j-${NEO4J_VERSION}.jsa`);
  return [
    ...["-Xms256m", "-Xmx1g", "-XX:+UseSerialGC"],
    // `--enable-native-access` would keep the archive from being used.
    ...["-XX:+AutoCreateSharedArchive", `-XX:SharedArchiveFile=${archive}`],
    "-Dlog4j2.disable.jmx=true",
    ...["-cp", join(jars, "*"), "org.neo4j.server.Neo4jCommunity"],
    homeArgument(folder),
    `--config-dir=${join(folder, "conf")}`,
    "--console-mode",
    ...Object.entries(settings(layout)).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

/** Sets the first password; it is read from its file, since arguments are there for all to see. */
export const passwordArguments = (jars: string, passwordFile: string): string[] => [
  "-XX:+UseSerialGC",
  ...["-cp", join(jars, "*"), "org.neo4j.cli.AdminTool"],
  ...["dbms", "set-initial-password", `@${passwordFile}`],
];
