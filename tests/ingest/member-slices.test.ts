/** Slices of what containers hold are the same bytes in whatever order they are asked for. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { UNPACKED } from "../../src/ingest/containers/spool.ts";
import { memberSlices } from "../../src/ingest/member-slices.ts";
import { gz, tar, zip, zst } from "./packed.ts";

const bytes = new Uint8Array(1_000_000).map((_, i) => (i * 7 + (i >> 8)) % 251);
const other = bytes.toReversed();

let folder: string;
let files: readonly (readonly [file: string, path: readonly string[], whole: Uint8Array])[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headwater-slices-"));
  const inner = zip([
    { name: "a", text: bytes },
    { name: "b", text: other },
  ]);
  const write = async (name: string, packed: Uint8Array) => {
    await writeFile(join(folder, name), packed);
    return join(folder, name);
  };
  const nested = await write("n", zst(await tar([{ name: "in.zip", text: inner }])));
  files = [
    [await write("gz", gz(bytes)), ["content"], bytes],
    [await write("zip", inner), ["b"], other],
    [nested, ["content", "in.zip", "a"], bytes],
    [nested, ["content", "in.zip", "b"], other],
  ];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("reads them forward, backward and across files", async () => {
  const slice = fc.tuple(fc.nat(3), fc.nat(bytes.length), fc.nat(5_000));
  await fc.assert(
    fc.asyncProperty(fc.array(slice, { maxLength: 12 }), async (asked) => {
      const read = memberSlices();
      for (const [which, from, length] of asked) {
        const one = files[which];
        if (!one) throw new Error("no such file");
        const [file, path, whole] = one;
        const to = Math.min(whole.length, from + length);
        expect(await read(file, path, [from, to])).toEqual(whole.slice(from, to));
      }
    }),
    { numRuns: 15 },
  );
});

it("reads a file once where slices come in its order", { timeout: 20_000 }, async () => {
  const read = memberSlices();
  const [first] = files;
  if (!first) throw new Error("no file");
  for (let from = 0; from < bytes.length; from += 250) {
    await read(first[0], first[1], [from, from + 300 > bytes.length ? from : from + 300]);
  }
});

it("gives nothing of what is not there, and leaves nothing behind", async () => {
  const read = memberSlices();
  for (const [file, path, whole] of files) {
    expect(await read(file, [...path, "more"], [0, 1])).toBeUndefined();
    expect(await read(file, path, [whole.length, whole.length + 1])).toBeUndefined();
    expect(await read(file, ["nothing"], [0, 1])).toBeUndefined();
  }
  const mine = (await readdir(tmpdir())).filter(
    (name) => name.startsWith(UNPACKED) && name.includes(`-${process.pid}-`),
  );
  expect(mine).toEqual([]);
});
