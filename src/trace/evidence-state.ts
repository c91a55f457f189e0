import { digestOf } from "./digest.ts";
import type { Loaded } from "./loaded.ts";

/**
 * The evidence that an answer was given on: how many files, and a digest of their hashes,
 * manifests and importer versions. The same evidence, in whichever store, gives the same digest.
 */
export function evidenceState(loaded: Loaded): { files: number; digest: string } {
  const files = [...loaded.evidence.values()]
    .map(({ hash, manifest, importer }) => ({ hash, manifest, importer }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return { files: files.length, digest: digestOf(files) };
}
