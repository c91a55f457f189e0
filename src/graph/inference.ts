/** Edges that Headwater infers, each from the nearest that was surely earlier. */

/** Why an inferred edge stands: two edges of the same link, or all sets of near copies that the receiver is in. */
export type Inference =
  | { method: "same-link"; links: readonly [number, number] }
  | { method: "near-copy"; sets: readonly (readonly number[])[] }
  | { method: "near-picture"; sets: readonly (readonly number[])[] };

export interface InferredEdge {
  giver: number;
  receiver: number;
  event: number;
  why: Inference;
}

/** Something with the moment by which it was surely there. */
export interface Dated {
  /** Unique, for ties. */
  key: string;
  latest: number;
}

/** Those that were there by a known moment, by it; of one moment the first by key stands last. */
export const inOrderOfLatest = <T extends Dated>(all: readonly T[]): T[] =>
  all
    .filter(({ latest }) => Number.isFinite(latest))
    .sort((a, b) => a.latest - b.latest || (a.key < b.key ? 1 : -1));

/**
 * Of those in order, the last that was there before `limit`, for of two of one moment neither is
 * earlier; other than `self`, whose own times may contradict each other.
 */
export function lastBefore<T extends Dated>(
  ordered: readonly T[],
  limit: number,
  self: T,
): T | undefined {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordered[middle]?.latest ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  const found = ordered[low - 1];
  return found === self ? ordered[low - 2] : found;
}
