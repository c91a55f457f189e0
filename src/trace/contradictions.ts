/**
 * Contradictions: claims that cannot all hold, and their sides, the maximal sets of claims that
 * can. Found where times leave no common moment or order facts no world; declared where statements
 * share a dispute name and differ in object.
 */
import type { View } from "../graph/view.ts";
import type { Contradiction } from "./contradiction-sides.ts";
import { declaredContradictions } from "./declared-contradictions.ts";
import type { Loaded } from "./loaded.ts";
import { orderContradictions } from "./order-contradictions.ts";
import { timeContradictions } from "./time-contradictions.ts";

const cache = new WeakMap<View, Promise<readonly Contradiction[]>>();

const findContradictions = async (
  loaded: Loaded,
  view: View,
): Promise<readonly Contradiction[]> => [
  ...declaredContradictions(loaded, view),
  ...(await timeContradictions(loaded, view)),
  ...(await orderContradictions(loaded, view, loaded.graph(view))),
];

/** All contradictions under a view: declared ones first, then of times, then of order. */
export function contradictionsOf(loaded: Loaded, view: View): Promise<readonly Contradiction[]> {
  const known = cache.get(view);
  if (known) return known;
  const made = findContradictions(loaded, view);
  cache.set(view, made);
  return made;
}
