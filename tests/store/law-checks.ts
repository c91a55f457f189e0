/** The three laws on generated evidence, and the graph itself against merging every claim anew. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Hash } from "../../src/model/evidence.ts";
import type { Store } from "../../src/store/contract.ts";
import { type Check, importFile, type Open, takeBack, withStore } from "./check.ts";
import { type EvidenceFile, generatedFiles } from "./generated-evidence.ts";
import { expectedGraph, graphOf } from "./observed.ts";

const graphAfter = (open: Open, act: (store: Store) => Promise<void>) =>
  withStore(open, async ({ store }) => {
    await act(store);
    return await graphOf(store);
  });

/** The files in an order, each cut into batches of some size. */
const imported = fc.tuple(generatedFiles(4), fc.infiniteStream(fc.nat())).map(([files, random]) => {
  const next = (limit: number): number => (random.next().value ?? 0) % limit;
  const order = [...files];
  for (let left = order.length; left > 1; left -= 1) {
    const [chosen] = order.splice(next(left), 1);
    if (chosen) order.push(chosen);
  }
  return order.map((file) => ({ file, batch: 1 + next(4) }));
});

const property = async <T>(
  runs: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void>,
): Promise<void> => {
  await fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: runs });
};

type Step =
  | { act: "import"; file: EvidenceFile }
  | { act: "retract"; hash: Hash }
  | { act: "replace"; file: EvidenceFile; replaces: Hash };

/** Any files, imported, taken back and replaced in any order; each step fits those before. */
const history = fc
  .tuple(
    generatedFiles(6),
    fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 2), fc.nat()), { maxLength: 9 }),
  )
  .map(([files, choices]) => {
    const visible = new Map<Hash, EvidenceFile>();
    const waiting = [...files];
    const steps: Step[] = [];
    for (const [kind, choice] of choices) {
      const held = [...visible.keys()][choice % Math.max(1, visible.size)];
      const file = kind === 1 ? undefined : waiting.shift();
      if (kind === 0 && file) steps.push({ act: "import", file });
      if (kind === 1 && held) steps.push({ act: "retract", hash: held });
      if (kind === 2 && held && file) steps.push({ act: "replace", file, replaces: held });
      if (kind !== 0 && held && (kind === 1 || file)) visible.delete(held);
      if (file && (kind === 0 || held)) visible.set(file.hash, file);
    }
    return { steps, left: [...visible.values()] };
  });

async function take(store: Store, step: Step): Promise<void> {
  if (step.act === "import") await importFile(store, step.file);
  else if (step.act === "retract") await takeBack(store, step.hash);
  else await importFile(store, step.file, { replaces: [step.replaces] });
}

export const lawChecks = (runs: number): readonly Check[] => [
  {
    name: "any order and any batching give the graph of all claims merged together",
    check: (open) =>
      property(runs, imported, async (imports) => {
        const graph = await graphAfter(open, async (store) => {
          for (const { file, batch } of imports) await importFile(store, file, { batch });
        });
        assert.deepEqual(graph, expectedGraph(imports.map(({ file }) => file)));
      }),
  },
  {
    name: "importing again in place of itself changes nothing",
    check: (open) =>
      property(runs, generatedFiles(3), async (files) => {
        await withStore(open, async ({ store }) => {
          for (const file of files) await importFile(store, file);
          const before = await graphOf(store);
          for (const file of files) {
            await importFile(store, file, { replaces: [file.hash], batch: 2 });
            assert.deepEqual(await graphOf(store), before);
          }
        });
      }),
  },
  {
    name: "taking a file back leaves the graph of the rest",
    check: (open) =>
      property(runs, generatedFiles(4), async (files) => {
        await withStore(open, async ({ store }) => {
          for (const file of files) await importFile(store, file);
          for (const [index, { hash }] of files.entries()) {
            await takeBack(store, hash);
            assert.deepEqual(await graphOf(store), expectedGraph(files.slice(index + 1)));
          }
        });
      }),
  },
  {
    name: "whatever was done before, the graph is that of the evidence that is left",
    check: (open) =>
      property(runs, history, async ({ steps, left }) => {
        const graph = await graphAfter(open, async (store) => {
          for (const step of steps) await take(store, step);
        });
        assert.deepEqual(graph, expectedGraph(left));
      }),
  },
];
