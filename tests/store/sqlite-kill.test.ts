/** A real process, killed with SIGKILL at moments that it does not choose. */
import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../src/store/contract.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { importFile } from "./check.ts";
import type { EvidenceFile } from "./generated-evidence.ts";
import { KILL_FILES } from "./kill-files.ts";
import { expectedGraph, graphOf } from "./observed.ts";

const CHILD = fileURLToPath(new URL("./kill-child.ts", import.meta.url));
/** Milliseconds after it began to write. */
const MOMENTS = [0, 3, 11, 29, 47, 83, 131, 211, 307, 450];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-kill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Running {
  child: ChildProcessByStdio<null, Readable, null>;
  lines: string[];
  ready: Promise<unknown>;
  ended: Promise<unknown>;
}

function start(path: string, mode: "for ever" | "once"): Running {
  const child = spawn(process.execPath, [CHILD, path, mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const reading = createInterface({ input: child.stdout });
  reading.on("line", (line) => lines.push(line));
  return {
    child,
    lines,
    ready: once(reading, "line"),
    ended: Promise.all([once(child, "exit"), once(reading, "close")]),
  };
}

/** Hashes that must be there, and one more that may or may not be, by what the process told. */
function told(before: ReadonlySet<string>, lines: readonly string[]) {
  const there = new Set(before);
  let open: string | undefined;
  let act = "";
  for (const line of lines) {
    const [word = "", hash] = line.split(" ");
    if (hash === undefined) continue;
    if (word !== "done") [act, open] = [word, hash];
    else if (act === "out") [, open] = [there.delete(hash), undefined];
    else [, open] = [there.add(hash), undefined];
  }
  return { there, open: act === "again" ? undefined : open };
}

async function shown(store: Store) {
  return {
    graph: await graphOf(store),
    found: [await store.search("river", 99), await store.search("維基", 99)],
  };
}

async function check(path: string, number: number): Promise<readonly EvidenceFile[]> {
  const store = openSqliteStore(path);
  const hashes = (await store.evidence()).map(({ hash }) => hash);
  const files = KILL_FILES.filter(({ hash }) => hashes.includes(hash));
  const fresh = openSqliteStore(join(folder, `fresh-${number}.db`));
  for (const file of files) await importFile(fresh, file);
  const seen = await shown(store);
  assert.deepEqual(seen, await shown(fresh));
  assert.deepEqual(seen.graph, expectedGraph(files));
  await store.close();
  await fresh.close();
  return files;
}

describe("a store whose process is killed", () => {
  it("shows whole files only, all that was acknowledged, and takes the rest in again", {
    timeout: 240_000,
  }, async () => {
    const path = join(folder, "killed.db");
    let before = new Set<string>();
    let cut = 0;
    for (const [number, moment] of MOMENTS.entries()) {
      const running = start(path, "for ever");
      await running.ready;
      await pause(moment);
      running.child.kill("SIGKILL");
      await running.ended;
      const { there, open } = told(before, running.lines);
      const files = new Set<string>((await check(path, number)).map(({ hash }) => hash));
      if (open !== undefined) cut += 1;
      for (const hash of there) if (hash !== open) expect(files).toContain(hash);
      for (const hash of files) if (hash !== open) expect(there).toContain(hash);
      before = files;
    }
    expect(cut, "kills in the middle of a change").toBeGreaterThan(0);
    const last = start(path, "once");
    await last.ended;
    expect(last.lines.at(-1)).toBe("closed");
    expect(await check(path, MOMENTS.length)).toHaveLength(KILL_FILES.length);
  });

  it("is made whole by several processes that open it at once", { timeout: 60_000 }, async () => {
    const path = join(folder, "shared.db");
    const running = Array.from({ length: 3 }, () => start(path, "once"));
    await Promise.all(running.map(({ ended }) => ended));
    expect(await check(path, 99)).toHaveLength(KILL_FILES.length);
  });
});
