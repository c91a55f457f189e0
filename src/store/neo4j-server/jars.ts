/**
 * Fetches Neo4j from Maven Central into a cache folder, once. It is a program of its own under its
 * own licence (GPLv3), started beside Headwater and never shipped with it.
 */
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { HeadwaterError } from "../../model/errors.ts";

export const NEO4J_VERSION = "2026.08.1";
const BROWSER_VERSION = "5.24.0";
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-local</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${NEO4J_VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>${NEO4J_VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>${BROWSER_VERSION}</version></dependency>
  </dependencies>
</project>
`;
// The version that Maven would choose changes with its own; this one was tried.
const COPY_DEPENDENCIES =
  "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
const run = promisify(execFile);
/** What `execFile` throws. */
const failureSchema = z.object({ code: z.unknown(), stdout: z.string().catch("") });

interface JarsOptions {
  /** Folder of what can be fetched again; made if it is not there. */
  cache: string;
  /** Told before a download begins. */
  onDownload?: (folder: string) => void;
  /** The Maven to run. */
  maven?: string;
}

/**
 * The folder of the jars, downloaded if they are not there yet (about 170 MB). It appears whole:
 * a download broken off leaves nothing that would be used.
 * @throws HeadwaterError `missing-program` without Maven, `local-server` when the download fails
 */
export async function getJars({ cache, onDownload, maven = "mvn" }: JarsOptions): Promise<string> {
  const folder = join(cache, `neo4j-${NEO4J_VERSION}`);
  const jars = join(folder, "lib");
  if (await exists(jars)) return jars;
  onDownload?.(folder);
  await mkdir(cache, { recursive: true });
  const incoming = await mkdtemp(`${folder}-incoming-`);
  try {
    await writeFile(join(incoming, "pom.xml"), POM);
    await download(maven, incoming);
    await putInPlace(incoming, folder);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  return jars;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function download(maven: string, folder: string): Promise<void> {
  const options = ["-B", "-ntp", "-q", "--strict-checksums", COPY_DEPENDENCIES];
  const wanted = ["-DincludeScope=runtime", "-DoutputDirectory=lib"];
  try {
    await run(maven, [...options, ...wanted], { cwd: folder, maxBuffer: 1 << 24 });
  } catch (cause) {
    throw mavenError(maven, cause);
  }
  const names = await readdir(join(folder, "lib"));
  for (const name of [
    `neo4j-server-${NEO4J_VERSION}.jar`,
    `neo4j-browser-${BROWSER_VERSION}.jar`,
  ]) {
    if (!names.includes(name)) {
      throw new HeadwaterError("local-server", `Maven ended well but brought no ${name}`);
    }
  }
}

function mavenError(maven: string, cause: unknown): HeadwaterError {
  const { code, stdout } = failureSchema.parse(cause);
  if (code === "ENOENT") {
    return new HeadwaterError(
      "missing-program",
      "Neo4j is fetched from Maven Central with Maven, which was not found: install Maven (`mvn` must be in the search path), or use Docker (docker-compose.yml)",
      { where: maven, cause },
    );
  }
  const said = stdout.trim() || String(cause);
  return new HeadwaterError(
    "local-server",
    `Neo4j ${NEO4J_VERSION} could not be fetched from Maven Central; mend what Maven says and try again:\n${said.slice(0, 2000)}`,
    { where: maven, cause },
  );
}

/** Another process may have been first: its copy is as good. */
async function putInPlace(incoming: string, folder: string): Promise<void> {
  try {
    await rename(incoming, folder);
  } catch (cause) {
    if (!(await exists(join(folder, "lib")))) throw cause;
  }
}
