import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const bin = fileURLToPath(new URL("../../bin/headwater.js", import.meta.url));

describe("bin/headwater.js", () => {
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "headwater-bin-"));
    cpSync(bin, join(copy, "bin/headwater.js"));
    put("package.json", JSON.stringify({ type: "module" }));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }

  function run(version: string, ...args: string[]) {
    const versions = `{...process.versions, node: ${JSON.stringify(version)}}`;
    const fake = `Object.defineProperty(process, "versions", {value: ${versions}})`;
    const preload = `data:text/javascript,${encodeURIComponent(fake)}`;
    return spawnSync(
      process.execPath,
      ["--import", preload, join(copy, "bin/headwater.js"), ...args],
      { encoding: "utf8" },
    );
  }

  test.each(["18.0.0", "20.20.2", "24.14.9", "23.99.99"])(
    "refuses Node %s before importing anything",
    (version) => {
      put("src/cli/main.ts", "console.log('ran');");
      const { status, stdout, stderr } = run(version);
      expect(status).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain("needs Node 24.15.0 or newer");
      expect(stderr).toContain(`this is Node ${version}`);
      expect(stderr).toContain("npx headwater");
    },
  );

  test.each(["24.15.0", "24.21.0", "26.0.0"])("runs on Node %s", (version) => {
    put(
      "src/cli/main.ts",
      "const args: string[] = process.argv.slice(2); console.log(args.join());",
    );
    const { status, stdout } = run(version, "demo", "--once");
    expect(stdout).toBe("demo,--once\n");
    expect(status).toBe(0);
  });

  test("keeps compiled code, which halves the time to start", () => {
    put("src/cli/main.ts", "");
    const { status } = spawnSync(process.execPath, [join(copy, "bin/headwater.js")], {
      env: { XDG_CACHE_HOME: join(copy, "cache") },
    });
    expect(status).toBe(0);
    expect(existsSync(join(copy, "cache/headwater/compiled"))).toBe(true);
  });

  test("prefers the source to the compiled files", () => {
    put("src/cli/main.ts", "console.log('source');");
    put("dist/cli/main.js", "console.log('compiled');");
    expect(run("24.15.0").stdout).toBe("source\n");
  });

  test("runs the compiled files where there is no source", () => {
    put("dist/cli/main.js", "console.log('compiled');");
    expect(run("24.15.0").stdout).toBe("compiled\n");
  });

  test("says so when both are missing", () => {
    const { status, stderr } = run("24.15.0");
    expect(status).toBe(2);
    expect(stderr).toContain("incomplete");
  });
});
