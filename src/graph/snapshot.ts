/** Everything that a store shows at one version, read into memory. */
import { admits, type Basis } from "../model/basis.ts";
import type {
  ClaimId,
  MemberFact,
  RemarkFact,
  SameFact,
  Stated,
  StoredClaim,
} from "../model/claim.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { Key } from "../model/key.ts";
import type { MergedEdge, MergedNode } from "../model/merged.ts";

/** What the graph needs of a store; either store satisfies it. */
export interface GraphReader {
  version(): Promise<string>;
  nodes(): AsyncIterable<MergedNode[]>;
  flowEdges(): AsyncIterable<MergedEdge[]>;
  otherEdges(): AsyncIterable<MergedEdge[]>;
  claimsAbout(nodes: readonly Key[], edges: readonly string[]): Promise<StoredClaim[]>;
  claimsOf(ids: readonly ClaimId[]): Promise<StoredClaim[]>;
  disputed(): Promise<StoredClaim[]>;
  joins(): Promise<Stated<SameFact>[]>;
  leads(): Promise<Stated<SameFact>[]>;
  members(): Promise<Stated<MemberFact>[]>;
  remarks(): Promise<Stated<RemarkFact>[]>;
}

export interface Snapshot {
  version: string;
  nodes: ReadonlyMap<Key, MergedNode>;
  /** In the order of time. */
  flowEdges: readonly MergedEdge[];
  otherEdges: readonly MergedEdge[];
  disputed: readonly StoredClaim[];
  joins: readonly Stated<SameFact>[];
  leads: readonly Stated<SameFact>[];
  members: readonly Stated<MemberFact>[];
  remarks: readonly Stated<RemarkFact>[];
}

async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) for (const one of batch) all.push(one);
  return all;
}

const MAX_ATTEMPTS = 20;

async function readAll(reader: GraphReader, version: string): Promise<Snapshot> {
  const nodes = await collect(reader.nodes());
  return {
    version,
    nodes: new Map(nodes.map((node) => [node.key, node])),
    flowEdges: await collect(reader.flowEdges()),
    otherEdges: await collect(reader.otherEdges()),
    disputed: await reader.disputed(),
    joins: await reader.joins(),
    leads: await reader.leads(),
    members: await reader.members(),
    remarks: await reader.remarks(),
  };
}

const isBusy = (error: unknown): boolean =>
  error instanceof HeadwaterError && error.code === "busy";

/**
 * Reads until the version is the same before and after, so that no half of a change is seen.
 * @throws HeadwaterError `busy` when the store keeps changing
 */
export async function atOneVersion<T>(
  reader: Pick<GraphReader, "version">,
  read: (version: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const version = await reader.version();
    const found = await read(version).then(
      (value) => ({ value }),
      (error: unknown) => {
        if (isBusy(error)) return undefined;
        throw error;
      },
    );
    if (found && (await reader.version()) === version) return found.value;
  }
  throw new HeadwaterError("busy", "the store kept changing while it was read: ask again");
}

/** @throws HeadwaterError `busy` when the store keeps changing */
export const readSnapshot = (reader: GraphReader): Promise<Snapshot> =>
  atOneVersion(reader, (version) => readAll(reader, version));

/** Which claims count: those that the floor admits, less those that a side of a contradiction takes away. */
export interface ClaimFilter {
  floor: Basis;
  without: ReadonlySet<ClaimId>;
}

/** Whether a claim counts under a filter. */
export const countsUnder =
  ({ floor, without }: ClaimFilter) =>
  ({ basis, id }: Pick<StoredClaim, "basis" | "id">): boolean =>
    admits(floor, basis) && !without.has(id);
