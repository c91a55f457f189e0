/** What a store says apart from its nodes and edges, at one version: what every question over it needs. */
import type { Snapshot } from "../../graph/snapshot.ts";
import type { SameFact, Stated } from "../../model/claim.ts";
import type { EvidenceRecord, Hash } from "../../model/evidence.ts";
import { type Key, kindOfKey } from "../../model/key.ts";
import type { TraceReader } from "../loaded.ts";

export interface Frame extends Omit<Snapshot, "nodes" | "flowEdges" | "otherEdges"> {
  evidence: ReadonlyMap<Hash, EvidenceRecord>;
  /** Some statement joins, or some address leads to, a thing that is no account. */
  joinsItems: boolean;
  /** Statements that name a key, as indexes into `joins` and into `leads`. */
  joinsOf: ReadonlyMap<Key, readonly number[]>;
  leadsOf: ReadonlyMap<Key, readonly number[]>;
}

function byKey(statements: readonly Stated<SameFact>[]): Map<Key, number[]> {
  const by = new Map<Key, number[]>();
  for (const [index, { fact }] of statements.entries()) {
    for (const key of new Set([fact.a, fact.b])) {
      const known = by.get(key);
      if (known) known.push(index);
      else by.set(key, [index]);
    }
  }
  return by;
}

const joinsItem = ({ fact }: Stated<SameFact>): boolean =>
  fact.fact !== "not-same" && (kindOfKey(fact.a) !== "account" || kindOfKey(fact.b) !== "account");

/** Read once for a version; the version is looked at first, so that what changed meanwhile is noticed. */
export async function readFrame(reader: TraceReader): Promise<Frame> {
  const version = await reader.version();
  const evidence = await reader.evidence();
  const joins = await reader.joins();
  const leads = await reader.leads();
  return {
    version,
    evidence: new Map(evidence.map((record) => [record.hash, record])),
    disputed: await reader.disputed(),
    joins,
    leads,
    members: await reader.members(),
    remarks: await reader.remarks(),
    joinsItems: [...joins, ...leads].some(joinsItem),
    joinsOf: byKey(joins),
    leadsOf: byKey(leads),
  };
}

/** The keys with all others that statements or addresses may join to them, whatever the floor: never too few. */
export function namesOf(frame: Frame, keys: Iterable<Key>): Set<Key> {
  const names = new Set(keys);
  if (frame.joinsOf.size === 0 && frame.leadsOf.size === 0) return names;
  // A set that grows while it is gone through is gone through to its end.
  for (const key of names) {
    for (const { fact } of saidOf(frame.joins, frame.joinsOf, [key])) {
      if (fact.fact !== "not-same") names.add(fact.a).add(fact.b);
    }
    for (const { fact } of saidOf(frame.leads, frame.leadsOf, [key])) {
      names.add(fact.a).add(fact.b);
    }
  }
  return names;
}

function saidOf(
  statements: readonly Stated<SameFact>[],
  of: ReadonlyMap<Key, readonly number[]>,
  keys: Iterable<Key>,
): Stated<SameFact>[] {
  const found = new Set<number>();
  for (const key of keys) for (const index of of.get(key) ?? []) found.add(index);
  return [...found].sort((a, b) => a - b).flatMap((index) => statements[index] ?? []);
}

/** The statements that name one of the keys, in the order in which the store gives them. */
export const statementsOf = (frame: Frame, keys: Iterable<Key>) => {
  const named = [...keys];
  return {
    joins: saidOf(frame.joins, frame.joinsOf, named),
    leads: saidOf(frame.leads, frame.leadsOf, named),
  };
};
