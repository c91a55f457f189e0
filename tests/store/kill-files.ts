import fc from "fast-check";
import { type EvidenceFile, generatedClaim, hashOf } from "./generated-evidence.ts";

/** The same files in every process. */
export const KILL_FILES: readonly EvidenceFile[] = fc
  .sample(fc.array(generatedClaim, { minLength: 60, maxLength: 60 }), {
    seed: 20_170_505,
    numRuns: 8,
  })
  .map((claims, index) => ({ hash: hashOf(index + 1), claims }));
