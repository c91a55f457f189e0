#!/usr/bin/env node
// Plain JavaScript that any Node can parse, and nothing imported before the version is known:
// on an old Node a static import of node:sqlite dies with a message that helps nobody.

const wanted = [24, 15, 0];
const found = process.versions.node.split(".").map((part) => Number.parseInt(part, 10));

function tooOld() {
  for (let i = 0; i < wanted.length; i++) {
    if (found[i] !== wanted[i]) return found[i] < wanted[i];
  }
  return false;
}

function refuse(message) {
  process.stderr.write(`headwater: ${message}\n`);
  process.exitCode = 2;
}

if (tooOld()) {
  refuse(
    `needs Node ${wanted.join(".")} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      "In a checkout, run `npm ci` once and then `npx headwater ...` or `npm run ...`:\n" +
      "both use the Node 24 that `npm ci` puts into node_modules.",
  );
} else {
  const { existsSync } = await import("node:fs");
  const { enableCompileCache } = await import("node:module");
  const { homedir } = await import("node:os");
  // Halves the time to start. In the home folder: what lies in a shared one, others could have written.
  const cache = process.env.XDG_CACHE_HOME || `${homedir()}/.cache`;
  // In the environment, so that threads find it too.
  process.env.NODE_COMPILE_CACHE ??= `${cache}/headwater/compiled`;
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
  // A checkout runs the TypeScript as it is; Node strips no types under node_modules,
  // so the published package carries the compiled files instead.
  const source = new URL("../src/cli/main.ts", import.meta.url);
  const compiled = new URL("../dist/cli/main.js", import.meta.url);
  const main = [source, compiled].find((url) => existsSync(url));
  if (main) await import(main.href);
  else refuse("this copy is incomplete: neither src/cli/main.ts nor dist/cli/main.js is there.");
}
