/** The bases of two bounds with what else is said of a node or edge, in one small number. */
import { basisRank } from "../../model/basis.ts";
import type { ResolvedTime } from "../../model/resolve.ts";

const BITS = 2;
const MASK = (1 << BITS) - 1;

/** `bits`, and the ranks of the bases that decide the bounds. */
export const withBases = (bits: number, time: ResolvedTime): number =>
  (bits << (2 * BITS)) | (basisRank(time.latestBasis) << BITS) | basisRank(time.earliestBasis);

/** `bits`, and the bases of the bounds of something else. */
export const withBasesOf = (bits: number, packed: number): number =>
  (bits << (2 * BITS)) | (packed & ((1 << (2 * BITS)) - 1));

export const bitsOf = (packed: number): number => packed >> (2 * BITS);
export const earliestBasisOf = (packed: number): number => packed & MASK;
export const latestBasisOf = (packed: number): number => (packed >> BITS) & MASK;
