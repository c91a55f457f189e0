import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a script beside this one in a fresh process and reads the JSON it prints. */
export async function inFreshProcess(script: string, ...args: string[]): Promise<unknown> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await run(process.execPath, [path, ...args], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`wrong answer, so no time is printed: ${what}`);
}
