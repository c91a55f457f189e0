/** The folder of one local Neo4j: its home, its password, its output. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdir, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { HeadwaterError } from "../../model/errors.ts";
import { passwordArguments } from "./java-arguments.ts";

const run = promisify(execFile);

export const passwordFile = (folder: string): string => join(folder, "password");
/** What the server prints. */
export const outputFile = (folder: string): string => join(folder, "output.log");

/**
 * Makes the folder with its password if it is new; returns its real path.
 * @throws HeadwaterError `usage` for a folder that holds other things
 */
export async function makeDataFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const folder = await realpath(path);
  const names = await readdir(folder);
  if (names.includes("password")) return folder;
  if (names.length > 0) {
    throw new HeadwaterError(
      "usage",
      'holds other things and no file "password", so it is no data folder of a local Neo4j: name an empty or new folder',
      { where: folder },
    );
  }
  await writeFile(passwordFile(folder), randomBytes(24).toString("hex"), {
    flag: "wx",
    mode: 0o600,
  });
  return folder;
}

/** @throws HeadwaterError `local-server` when there is no password to read */
export async function readPassword(folder: string): Promise<string> {
  const where = passwordFile(folder);
  const text = await readFile(where, "utf8").catch((cause: unknown) => {
    throw new HeadwaterError("local-server", "the password cannot be read", { where, cause });
  });
  return text.trim();
}

/** Sets the password of a server that has never run; later it is what its users made it. */
export async function setFirstPassword(folder: string, java: string, jars: string): Promise<void> {
  const hasRun = await access(join(folder, "data/databases/system")).then(
    () => true,
    () => false,
  );
  if (hasRun) return;
  try {
    await run(java, passwordArguments(jars, passwordFile(folder)), {
      env: { NEO4J_HOME: folder, NEO4J_CONF: join(folder, "conf") },
    });
  } catch (cause) {
    throw new HeadwaterError("local-server", "the first password could not be set", {
      where: folder,
      cause,
    });
  }
}
