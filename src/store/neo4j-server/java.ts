/** Finds a Java that can run Neo4j. */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { HeadwaterError } from "../../model/errors.ts";

const OLDEST_JAVA = 21;
const INSTALLED = [
  { folder: "/usr/lib/jvm", home: "" },
  { folder: "/Library/Java/JavaVirtualMachines", home: "Contents/Home" },
];
const run = promisify(execFile);

/** Programs to try, best first: the home that a person chose, the shell's, then all installed. */
export async function javaPrograms(javaHome: string | undefined): Promise<string[]> {
  const programs = ["java"];
  if (javaHome !== undefined) programs.unshift(join(javaHome, "bin/java"));
  for (const { folder, home } of INSTALLED) {
    const names = await readdir(folder).catch(() => []);
    const sorted = names.filter((name) => !name.startsWith(".")).sort();
    programs.push(...sorted.map((name) => join(folder, name, home, "bin/java")));
  }
  return programs;
}

interface Java {
  version: number;
  /** Absolute path, which a later change of the search path does not touch. */
  program: string;
}

/** What a program says of itself; undefined when it is none, or no Java. */
async function askJava(program: string): Promise<Java | undefined> {
  const said = await run(program, ["-XshowSettings:properties", "-version"]).then(
    ({ stderr }) => stderr,
    () => "",
  );
  const version = /^ *java\.specification\.version = (\d+)/m.exec(said)?.[1];
  const home = /^ *java\.home = (.+)$/m.exec(said)?.[1];
  if (version === undefined || home === undefined) return undefined;
  return { version: Number(version), program: join(home, "bin/java") };
}

/**
 * Absolute path of the first of these programs that is new enough.
 * @throws HeadwaterError `missing-program` that says what was looked at
 */
export async function findJava(programs: readonly string[]): Promise<string> {
  const seen: string[] = [];
  for (const program of programs) {
    const java = await askJava(program);
    if (java !== undefined && java.version >= OLDEST_JAVA) return java.program;
    seen.push(`${program} (${java === undefined ? "no Java" : `Java ${java.version}`})`);
  }
  throw new HeadwaterError(
    "missing-program",
    `Neo4j needs Java ${OLDEST_JAVA} or newer, and none was found; looked at ${seen.join(", ") || "nothing"}. ` +
      `Install a JDK or JRE ${OLDEST_JAVA}+ (Temurin, OpenJDK), or set JAVA_HOME to one`,
  );
}
