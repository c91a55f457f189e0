import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("the closing line", () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(join(root, "tests/.tmp"), { recursive: true });
    folder = mkdtempSync(join(root, "tests/.tmp/reporter-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  interface Run {
    status: number | null;
    lastLine: string;
    lines: readonly string[];
  }
  function run(files: Record<string, string>): Run {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), `import { beforeAll, test } from "vitest";\n${text}`);
    }
    const config = `export default {
      test: { include: ["*.test.ts"], reporters: ["default", "../../reporter.ts"] },
    };`;
    writeFileSync(join(folder, "vitest.config.ts"), config);
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const done = spawnSync(process.execPath, [vitest, "run", "--root", folder], {
      encoding: "utf8",
      cwd: folder,
    });
    expect(done.stdout.endsWith("\n")).toBe(true);
    const lines = done.stdout.trimEnd().split("\n");
    return { status: done.status, lastLine: lines.at(-1) ?? "", lines };
  }

  test("counts passed, failed and skipped tests", () => {
    const text = "test('a', () => {}); test('b', () => { throw 1; }); test.skip('c', () => {});";
    expect(run({ "a.test.ts": text })).toMatchObject({
      status: 1,
      lastLine: "1 passed, 1 failed, 1 skipped",
    });
  });

  test("leaves out the skipped part when nothing was skipped", () => {
    const text = "test('a', () => {});";
    expect(run({ "a.test.ts": text })).toMatchObject({ status: 0, lastLine: "1 passed, 0 failed" });
  });

  test("counts a file that cannot be loaded as failed", () => {
    const files = { "a.test.ts": "test('a', () => {});", "b.test.ts": "import './absent.ts';" };
    expect(run(files)).toMatchObject({ status: 1, lastLine: "1 passed, 1 failed" });
  });

  test("counts a file whose hook fails as failed", () => {
    const text = "beforeAll(() => { throw 1; }); test('a', () => {});";
    const { status, lastLine } = run({ "a.test.ts": text });
    expect(status).toBe(1);
    expect(lastLine).toMatch(/^0 passed, 1 failed/);
  });

  test("counts an error outside any test as failed", () => {
    const text = "test('a', () => { void Promise.reject(new Error('lost')); });";
    expect(run({ "a.test.ts": text })).toMatchObject({ status: 1, lastLine: "1 passed, 1 failed" });
  });

  test("names what failed, and what passed only when it was run again", () => {
    const text =
      "let runs = 0; test('late', { retry: 1 }, () => { if (++runs < 2) throw new Error('early'); }); test('never', () => { throw new Error('no'); });";
    expect(run({ "a.test.ts": text }).lines.slice(-3)).toEqual([
      expect.stringMatching(/^PASSED ONLY WHEN RUN AGAIN: .*a\.test\.ts > late: early$/),
      expect.stringMatching(/^FAILED: .*a\.test\.ts > never: no$/),
      "1 passed, 1 failed",
    ]);
  });

  test("never looks clean when there was nothing to run", () => {
    const { status, lastLine } = run({});
    expect(status).toBe(1);
    expect(lastLine).toBe("0 passed, 0 failed");
  });
});
