/** Strong entity tags: one for each state of the store and of the bytes quoted, software and question. */
import { createHash } from "node:crypto";
import type { EvidenceFolder } from "../ingest/evidence-folder.ts";
import type { Hash } from "../model/evidence.ts";
import type { Store } from "../store/contract.ts";

const digestOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27);

/** Of all that an answer rests on. */
export const tagOf = (parts: readonly string[]): string => `"${digestOf(parts)}"`;

/** A reader of what differs whenever kept bytes were written to, replaced or removed, at a version of the store. */
export function stampsOf(store: Store, folder: EvidenceFolder) {
  let held: { version: string; hashes: Hash[] } | undefined;
  return async (version: string): Promise<string> => {
    if (held?.version !== version) {
      held = { version, hashes: (await store.evidence()).map(({ hash }) => hash) };
    }
    const marks = await Promise.all(held.hashes.map((hash) => folder.mark(hash)));
    return digestOf(marks.map((mark) => mark ?? null));
  };
}

/** Whether the client has it already, by its If-None-Match. `*` takes any answer: Express compares it once there is one. */
export function isHeld(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
