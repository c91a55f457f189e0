/**
 * `npm run check:worlds -- [--graphs 1000000]`: the tests that compare the engine with all worlds of
 * small drawn graphs, on so many graphs each. Ends with the first that differs, and how to draw it again.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { graphs: { type: "string", default: "1000000" } } });
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const compares = (path: string): boolean =>
  path.endsWith(".test.ts") && readFileSync(path, "utf8").includes('"HEADWATER_WORLDS"');

const files = ["graph", "trace"]
  .flatMap((room) =>
    readdirSync(join(ROOT, "tests", room)).map((name) => join(ROOT, "tests", room, name)),
  )
  .filter(compares)
  .map((path) => relative(ROOT, path));

const { status } = spawnSync(
  process.execPath,
  [
    join(ROOT, "node_modules/vitest/vitest.mjs"),
    ...["run", "--config", "tests/vitest.config.ts", "--project", "unit", "--testTimeout", "0"],
    ...files,
  ],
  { cwd: ROOT, stdio: "inherit", env: { ...process.env, HEADWATER_WORLDS: values.graphs } },
);
process.exitCode = status ?? 1;
