/** What a browser has to fetch before the first view stands. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildApart } from "./build.ts";

const MOST_BYTES = 350_000;
const PICTURE = "graph/picture.tsx";
/** Its errors name it, and texts stay as they are when names are shortened. */
const SIGMA = /sigma/i;

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);

let folder: string;
let chunks: z.infer<typeof manifestSchema>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-page-"));
  await buildApart(folder);
  const text = await readFile(join(folder, "manifest.json"), "utf8");
  chunks = manifestSchema.parse(JSON.parse(text));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Scripts of a chunk and of all that it imports from the start. */
async function scriptsOf(entry: string): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  const toRead = [entry];
  for (const name of toRead) {
    const chunk = chunks[name];
    if (chunk === undefined) throw new Error(`the manifest has no ${name}`);
    if (scripts.has(chunk.file)) continue;
    scripts.set(chunk.file, await readFile(join(folder, chunk.file), "utf8"));
    toRead.push(...chunk.imports);
  }
  return scripts;
}

describe("the first view", () => {
  test("fetches less than 350 kB of gzipped script", async () => {
    const scripts = [...(await scriptsOf("index.html")).values()];
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  test("has no sigma in it, which comes with the picture of a graph", async () => {
    const first = await scriptsOf("index.html");
    const picture = await scriptsOf(PICTURE);
    const withSigma = [...picture].filter(([, script]) => SIGMA.test(script)).map(([file]) => file);
    expect(withSigma).not.toEqual([]);
    for (const file of withSigma) expect(first.has(file)).toBe(false);
    expect([...first].filter(([, script]) => SIGMA.test(script))).toEqual([]);
  });
});
