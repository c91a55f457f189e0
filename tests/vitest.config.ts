import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What is tested with other programs goes by their timing too; the end of a run names what needed this. */
const ONCE_MORE = 1;
// Code is compiled once for all workers, processes and threads: of some it takes most of their time.
process.env["NODE_COMPILE_CACHE"] ??= `${root}node_modules/.cache/headwater-tests`;

const notTests = ["tests/bench/**", "tests/.tmp/**"];

export default defineConfig({
  root,
  test: {
    reporters: ["default", "./tests/reporter.ts"],
    pool: "forks",
    // On a busy machine V8's Maglev has ended workers without a word (nodejs/node#64841).
    execArgv: ["--no-maglev"],
    // Vitest leaves one core to itself, which is half of a machine that has two.
    maxWorkers: "100%",
    // Ten thousand drawn graphs take a while beside other work.
    testTimeout: 120_000,
    hookTimeout: 30_000,
    // A second, which is Vitest's, is little for a browser on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [...notTests, "tests/**/*.neo4j.test.ts", "tests/**/*.browser.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/**/*.browser.test.ts"],
          exclude: notTests,
          globalSetup: ["tests/web/build.ts"],
          retry: ONCE_MORE,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "neo4j",
          include: ["tests/**/*.neo4j.test.ts"],
          exclude: notTests,
          globalSetup: ["tests/neo4j/global-setup.ts"],
          // All files share one database.
          fileParallelism: false,
          retry: ONCE_MORE,
          // Vitest wants projects with other numbers of workers in another group.
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
