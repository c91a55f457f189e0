/** Whatever bytes of a file are changed, it gives records or an error, and no more than it holds. */
import fc from "fast-check";
import { expect } from "vitest";
import { tryBytes } from "../../src/ingest/try-file.ts";
import { HeadwaterError } from "../../src/model/errors.ts";
import { inChunks } from "./sites.ts";

const change = fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.uint8Array({ maxLength: 4 }));
const CHUNK = 300;

export const holdsWhenChanged = (
  files: readonly Uint8Array[],
  { most, runs }: { most: number; runs: number },
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (bytes, changes) => {
        const changed = [...bytes];
        for (const [at, remove, insert] of changes) {
          changed.splice(at % (changed.length + 1), remove, ...insert);
        }
        try {
          const chunks = inChunks(new Uint8Array(changed), CHUNK);
          const { report } = await tryBytes({ store: undefined }, "a", chunks, { manifest: null });
          const { seen = 0, imported = 0, skipped = 0, failed = 0 } = report ?? {};
          expect(imported + skipped + failed).toBe(seen);
          expect(imported).toBeLessThanOrEqual(most);
        } catch (error) {
          if (!(error instanceof HeadwaterError)) throw error;
        }
      },
    ),
    { numRuns: runs },
  );
