/** The file that says which process serves a data folder, and whether that process still lives. */
import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { HeadwaterError } from "../../model/errors.ts";

const port = z.number().int().min(1).max(65_535);
const stateSchema = z.object({
  pid: z.number().int().positive(),
  boltPort: port,
  httpPort: port,
  version: z.string(),
});
export type ServerState = z.infer<typeof stateSchema>;

const run = promisify(execFile);
const statePath = (folder: string): string => join(folder, "server.json");

/** The argument that names a server's data folder; told apart by it from any other process. */
export const homeArgument = (folder: string): string => `--home-dir=${folder}`;

/** Undefined when no server was started here, or the last was stopped. */
export async function readState(folder: string): Promise<ServerState | undefined> {
  const path = statePath(folder);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new HeadwaterError("local-server", `cannot be read: ${cause.message}`, {
      where: path,
      cause,
    });
  });
  if (text === undefined) return undefined;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new HeadwaterError(
      "local-server",
      "does not say which process serves this folder: stop that Neo4j by hand if there is one, then remove this file",
      { where: path, cause },
    );
  }
}

/** False when another start wrote its own state first. */
export async function claimState(folder: string, state: ServerState): Promise<boolean> {
  try {
    await writeFile(statePath(folder), JSON.stringify(state), { flag: "wx", mode: 0o600 });
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw cause;
  }
}

export const removeState = (folder: string): Promise<void> =>
  rm(statePath(folder), { force: true });

/** Arguments of a process, as one text; empty when there is no such process. */
async function commandLine(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", "\n");
  } catch {
    // Not Linux, or no such process.
    return run("ps", ["-ww", "-o", "command=", "-p", String(pid)]).then(
      ({ stdout }) => stdout.replaceAll(" --", "\n--"),
      () => "",
    );
  }
}

/** Whether a process is a server of this folder: ids are used again, so a number proves nothing. */
export async function isServerOf(folder: string, pid: number): Promise<boolean> {
  const lines = (await commandLine(pid)).split("\n").map((line) => line.trimEnd());
  return lines.includes(homeArgument(folder));
}
