/** What is left of what is loaded when evidence files are taken as never seen. */

import { snapshotWithout } from "../graph/rest.ts";
import type { Snapshot } from "../graph/snapshot.ts";
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import type { EvidenceRecord, Hash } from "../model/evidence.ts";
import { many } from "../model/plain-text.ts";
import { Loaded, type TraceReader } from "./loaded.ts";

/** How many rests of one version are kept: each is a graph of its own. */
const MAX_KEPT = 2;

const kept = new WeakMap<Loaded, Map<string, Promise<Loaded>>>();

/** A file that is struck out, as answers tell it. */
export interface StruckOut {
  hash: Hash;
  /** Null: no such file is loaded. */
  name: string | null;
  claims: number;
}

export const struckOut = ({ evidence }: Loaded, hashes: readonly Hash[]): StruckOut[] =>
  hashes.map((hash) => {
    const record = evidence.get(hash);
    return { hash, name: record?.name ?? null, claims: record?.report.claims ?? 0 };
  });

export const spokenStruckOut = ({ hash, name, claims }: StruckOut): string =>
  name === null
    ? `The file ${hash}, which was to be left out, is not in evidence.`
    : `Taken as never seen: the evidence file ${name} (${hash}) with its ${many(claims, "claim")}.`;

/** Shows the snapshot, and of the reader's claims those that are left. */
function readerOf(
  reader: TraceReader,
  snapshot: Snapshot,
  evidence: ReadonlyMap<Hash, EvidenceRecord>,
  without: ReadonlySet<ClaimId>,
): TraceReader {
  const isLeft = ({ id }: StoredClaim) => !without.has(id);
  return {
    version: async () => snapshot.version,
    async *nodes() {
      yield [...snapshot.nodes.values()];
    },
    async *flowEdges() {
      yield [...snapshot.flowEdges];
    },
    async *otherEdges() {
      yield [...snapshot.otherEdges];
    },
    disputed: async () => [...snapshot.disputed],
    joins: async () => [...snapshot.joins],
    leads: async () => [...snapshot.leads],
    members: async () => [...snapshot.members],
    remarks: async () => [...snapshot.remarks],
    evidence: async () => [...evidence.values()],
    claimsAbout: async (nodes, edges) => (await reader.claimsAbout(nodes, edges)).filter(isLeft),
    claimsOf: async (ids) => (await reader.claimsOf(ids)).filter(isLeft),
    async *claimsIn(hash) {
      if (evidence.has(hash)) yield* reader.claimsIn(hash);
    },
    async search(words, limit) {
      for (let asked = limit; ; asked *= 2) {
        const hits = await reader.search(words, asked);
        const left = hits.filter(({ key }) => snapshot.nodes.has(key));
        if (left.length >= limit || hits.length < asked) return left.slice(0, limit);
      }
    },
  };
}

async function restOf(loaded: Loaded, hashes: ReadonlySet<Hash>): Promise<Loaded> {
  const without = new Set<ClaimId>();
  for (const hash of hashes) {
    for await (const claims of loaded.reader.claimsIn(hash)) {
      for (const { id } of claims) without.add(id);
    }
  }
  const snapshot = await snapshotWithout(loaded.snapshot, loaded.reader, without);
  const evidence = new Map([...loaded.evidence].filter(([hash]) => !hashes.has(hash)));
  const reader = readerOf(loaded.reader, snapshot, evidence, without);
  return Loaded.of(reader, snapshot, evidence, loaded.limits);
}

/** What an answer without some files cannot tell of things that words name. */
export const WORDS_OF_ALL =
  "words are looked up in all files that are loaded, those left out too, and name only what is left: write a key to be sure of what is meant";

/**
 * What is loaded, less some evidence files with all their claims: answers from it are those that a
 * store would give which never saw them, but for what words name (`WORDS_OF_ALL`).
 */
export async function withoutEvidence(loaded: Loaded, hashes: readonly Hash[]): Promise<Loaded> {
  const out = new Set(hashes.filter((hash) => loaded.evidence.has(hash)));
  if (out.size === 0) return loaded;
  const rests = kept.get(loaded) ?? new Map<string, Promise<Loaded>>();
  kept.set(loaded, rests);
  const name = [...out].sort().join(" ");
  const known = rests.get(name);
  if (known) return known;
  const made = restOf(loaded, out);
  const [oldest] = rests.keys();
  if (oldest !== undefined && rests.size >= MAX_KEPT) rests.delete(oldest);
  rests.set(name, made);
  // What could not be read once may be read the next time.
  made.catch(() => rests.delete(name));
  return made;
}
