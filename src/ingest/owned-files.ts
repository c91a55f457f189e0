/** Files named after the process that writes them, so that others can tell what nobody waits for any more. */
import { createHash, randomUUID } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

const MACHINE = createHash("sha256").update(hostname()).digest("hex").slice(0, 12);
/** UTC milliseconds; the same in all threads. In containers the next process has the former's id. */
const STARTED = Math.round(performance.timeOrigin);
const OWNER = /-([0-9a-f]{12})-(\d+)-(\d+)-[0-9a-f-]{36}$/;
const DAY_MS = 86_400_000;

/** A name that no other file has. */
export const ownName = (prefix: string): string =>
  `${prefix}${MACHINE}-${process.pid}-${STARTED}-${randomUUID()}`;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Of another machine's processes only the age of their files is known. */
async function isAbandoned(path: string, now: number): Promise<boolean> {
  const [, machine, pid, started] = OWNER.exec(path) ?? [];
  if (machine === MACHINE) {
    if (Number(pid) === process.pid) return Number(started) !== STARTED;
    return !isRunning(Number(pid));
  }
  return stat(path).then(
    ({ mtimeMs }) => now - mtimeMs >= DAY_MS,
    () => false,
  );
}

/** Paths of the files of a folder whose names begin so. */
export async function ownedFiles(folder: string, prefix: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(prefix)).map((name) => join(folder, name));
}

/** Removes those whose process is gone; gives their paths. */
export async function removeAbandoned(
  folder: string,
  prefix: string,
  now: number,
): Promise<string[]> {
  const removed: string[] = [];
  for (const path of await ownedFiles(folder, prefix)) {
    if (!(await isAbandoned(path, now))) continue;
    await rm(path, { force: true });
    removed.push(path);
  }
  return removed;
}
