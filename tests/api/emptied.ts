/** A server on which each test begins with nothing, and what tests that change it need. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { jobSchema } from "../../src/model/job.ts";
import { TWEETS, writeMade } from "../bench/made-files.ts";
import { type Running, SEEDS, start } from "./server.ts";

export const seed = (name: string) => readFile(join(SEEDS, name));

/** All files of the evidence folder, those of unfinished uploads too. */
export async function filesOf({ site }: Running): Promise<string[]> {
  const entries = await readdir(site.evidence, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

export async function tweets({ folder }: Running, count: number): Promise<Buffer> {
  const path = join(folder, "tweets.ndjson");
  await writeMade(path, TWEETS, count);
  return readFile(path);
}

export const idOf = (told: { json: () => unknown }): string => jobSchema.parse(told.json()).id;

export function emptiedForEach(give: (server: Running) => void): void {
  let server: Running;
  beforeAll(async () => {
    server = await start({ empty: true });
    give(server);
  });
  afterAll(() => server.close());
  afterEach(async () => {
    for (const { hash } of await server.evidence()) {
      await server.ended(await server.post(`/api/evidence/${hash}/purge`, {}));
    }
    expect(await filesOf(server)).toEqual([]);
  });
}
