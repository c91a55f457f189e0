/** How things are numbered and keyed in the database. */
import { createHash } from "node:crypto";
import { type ClaimId, claimId } from "../../model/claim.ts";
import type { Hash } from "../../model/evidence.ts";
import type { Interval } from "../../model/time.ts";

/**
 * Numbers that each version has for its claims, things and edges: version 3 numbers from
 * 3,000,000,000. A claim's number is that of the file's version plus its ordinal.
 */
export const SPAN = 1_000_000_000;

export const fileOf = (number: number): number => Math.floor(number / SPAN);
export const numberOfClaim = (file: number, ordinal: number): number => file * SPAN + ordinal;
export const idOfClaim = (hash: Hash, number: number): ClaimId => claimId(hash, number % SPAN);

/** Stand for unknown bounds, so that they compare as what they mean. */
const NO_EARLIEST = Number.MIN_SAFE_INTEGER;
const NO_LATEST = Number.MAX_SAFE_INTEGER;

export const boundsOf = ({ earliest, latest }: Interval) => ({
  earliest: earliest ?? NO_EARLIEST,
  latest: latest ?? NO_LATEST,
});
export const intervalOf = (earliest: number, latest: number): Interval => ({
  earliest: earliest === NO_EARLIEST ? null : earliest,
  latest: latest === NO_LATEST ? null : latest,
});

const DIGITS = 11;
const padded = (value: bigint): string => value.toString(36).padStart(DIGITS, "0");
const ordered = (bound: number): string => padded(BigInt(bound) - BigInt(NO_EARLIEST));

/** Sorts as text by earliest, then latest, then number. */
export function positionOf(time: Interval, number: number): string {
  const { earliest, latest } = boundsOf(time);
  return `${ordered(earliest)}${ordered(latest)}${padded(BigInt(number))}`;
}

/** An index of Neo4j takes text of up to some 8,000 bytes. */
export const MAX_KEY = 1_500;

/** The key by which a thing is found; very long ones are cut, with their hash. */
export function shortKey(key: string): string {
  if (key.length <= MAX_KEY) return key;
  const hash = createHash("sha256").update(key).digest("hex");
  return `${key.slice(0, MAX_KEY).toWellFormed()}…sha256:${hash}`;
}
