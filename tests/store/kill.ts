/** Real processes, killed with SIGKILL at moments that they do not choose. */
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
import { expect, it } from "vitest";
import type { Store } from "../../src/store/contract.ts";
import type { StoreAddress } from "../../src/store/open.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { importFile } from "./check.ts";
import type { EvidenceFile } from "./generated-evidence.ts";
import { KILL_FILES } from "./kill-files.ts";
import { openToBeKilled } from "./kill-store.ts";
import { expectedGraph, graphOf } from "./observed.ts";

const CHILD = fileURLToPath(new URL("./kill-child.ts", import.meta.url));
interface Running {
  child: ChildProcessByStdio<null, Readable, null>;
  lines: string[];
  ready: Promise<unknown>;
  ended: Promise<unknown>;
}

function start(address: StoreAddress, mode: "for ever" | "once"): Running {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(address), mode], {
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

/** What the store shows is what a fresh one would, whichever database that is in. */
async function check(address: StoreAddress): Promise<readonly EvidenceFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-fresh-"));
  const store = await openToBeKilled(address);
  const fresh = openSqliteStore(join(folder, "fresh.db"));
  try {
    const hashes = (await store.evidence()).map(({ hash }) => hash);
    const files = KILL_FILES.filter(({ hash }) => hashes.includes(hash));
    for (const file of files) await importFile(fresh, file);
    const seen = await shown(store);
    assert.deepEqual(seen, await shown(fresh));
    assert.deepEqual(seen.graph, expectedGraph(files));
    return files;
  } finally {
    await store.close();
    await fresh.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `moments`: milliseconds after a process began to write. `makeStore` gives an empty one. */
export function killChecks(
  makeStore: () => Promise<StoreAddress>,
  moments: readonly number[],
): void {
  it("shows whole files only, all that was acknowledged, and takes the rest in again", {
    timeout: 300_000,
  }, async () => {
    const address = await makeStore();
    let before = new Set<string>();
    let cut = 0;
    for (const moment of moments) {
      const running = start(address, "for ever");
      await running.ready;
      await pause(moment);
      running.child.kill("SIGKILL");
      await running.ended;
      const { there, open } = told(before, running.lines);
      const files = new Set<string>((await check(address)).map(({ hash }) => hash));
      if (open !== undefined) cut += 1;
      for (const hash of there) if (hash !== open) expect(files).toContain(hash);
      for (const hash of files) if (hash !== open) expect(there).toContain(hash);
      before = files;
    }
    expect(cut, "kills in the middle of a change").toBeGreaterThan(0);
    const last = start(address, "once");
    await last.ended;
    expect(last.lines.at(-1)).toBe("closed");
    expect(await check(address)).toHaveLength(KILL_FILES.length);
  });

  it("is made whole by several processes that open it at once", { timeout: 120_000 }, async () => {
    const address = await makeStore();
    const running = Array.from({ length: 3 }, () => start(address, "once"));
    await Promise.all(running.map(({ ended }) => ended));
    expect(await check(address)).toHaveLength(KILL_FILES.length);
  });
}
