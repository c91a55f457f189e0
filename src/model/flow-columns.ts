/** Flow edges and the nodes at their ends in columns, as stores stream them to the graph. */
import type { Key } from "./key.ts";

/** What a node is, as bits; at the default basis floor. */
export const TRAIT = {
  cannotChange: 1,
  /** It is the subject of some claim. */
  attested: 2,
  /** It is an account: nothing flows through it. */
  account: 4,
  /** Some claim says that it is an account, whatever others say that it is. */
  calledAccount: 8,
} as const;

export interface TimeColumns {
  /** UTC ms; -Infinity where unknown. */
  earliest: Float64Array;
  /** UTC ms; Infinity where unknown. */
  latest: Float64Array;
  /** Rank of the basis that decides each bound. */
  earliestBasis: Uint8Array;
  latestBasis: Uint8Array;
}

/**
 * Some of the flow edges, and the nodes that those before did not name. Per edge: its time at the
 * default basis floor, before order facts, as in `TimeColumns`, and what else is here.
 */
export interface FlowColumns extends TimeColumns {
  /** Keys of the nodes that no batch before has: node n is the nth key of all batches so far. */
  keys: Key[];
  /** Per key: bits of TRAIT, and when the node was published. */
  traits: Uint8Array;
  published: TimeColumns;
  /** Nodes by number. */
  giver: Int32Array;
  receiver: Int32Array;
  /** Index into RELATIONS. */
  relation: Uint8Array;
  /** Rank of the best basis of the claims that state the edge. */
  basis: Uint8Array;
}
