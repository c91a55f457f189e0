/** Runs the command line as its users do, in a process of its own. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const SEEDS = join(ROOT, "seeds/macronleaks");
const MAIN = join(ROOT, "src/cli/main.ts");
/** Compiled code is kept between runs, which halves the time that each takes to start. */
const NODE_COMPILE_CACHE = join(ROOT, "node_modules/.cache/headwater-tests");

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** `headwater <args>`; never throws on a non-zero exit. */
export function headwater(
  args: readonly string[],
  cwd: string = ROOT,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      {
        cwd,
        maxBuffer: 1 << 28,
        env: { ...process.env, NODE_COMPILE_CACHE, NO_COLOR: "1", ...env },
      },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end();
  });
}

export const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "headwater-test-"));
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true });
