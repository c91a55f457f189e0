/** What of claims and edges the merging needs, and the JSON in which stores keep it. */
import { BASES, type Basis } from "../../model/basis.ts";
import type { Claim } from "../../model/claim.ts";
import { flowOf, type Relation } from "../../model/edge.ts";
import { HeadwaterError } from "../../model/errors.ts";
import type { Key } from "../../model/key.ts";

/** What claims and merging need of each other. */
export type ClaimFacts = Pick<Claim, "basis" | "subject" | "shownBy" | "facts">;

export const damaged = (what: string): HeadwaterError =>
  new HeadwaterError(
    "bad-store",
    `the store holds ${what} that cannot be read: import the evidence into a new one`,
  );

export interface Ends<T> {
  source: T;
  target: T;
}

/** Giver and receiver, or subject and object where nothing flows. */
export function endsOf(edge: { relation: Relation; subject: Key; object: Key }): Ends<Key> {
  const flow = flowOf(edge);
  return flow
    ? { source: flow.giver, target: flow.receiver }
    : { source: edge.subject, target: edge.object };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function isByBasis<T>(value: unknown): value is Partial<Record<Basis, T>> {
  if (!isObject(value)) return false;
  for (const name in value) if (!BASES.some((basis) => basis === name)) return false;
  return true;
}

/** States that a store wrote: there can be very many. */
export function readStates<T>(json: string): Partial<Record<Basis, T>> {
  const states: unknown = JSON.parse(json);
  if (!isByBasis<T>(states)) throw damaged("states");
  return states;
}

function isClaimFacts(value: unknown): value is ClaimFacts {
  return isObject(value) && "basis" in value && "facts" in value && Array.isArray(value.facts);
}

/** A claim to be merged again: there can be very many. */
export function readFacts(body: string): ClaimFacts {
  const claim: unknown = JSON.parse(body);
  if (!isClaimFacts(claim)) throw damaged("a claim");
  return claim;
}
