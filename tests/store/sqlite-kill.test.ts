import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { killChecks } from "./kill.ts";

let folder = "";
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-kill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a store in SQLite whose process is killed", () => {
  killChecks(async () => {
    made += 1;
    return { kind: "sqlite", path: join(folder, `${made}.db`) };
  }, [0, 3, 11, 29, 47, 83, 131, 211, 307, 450]);
});
