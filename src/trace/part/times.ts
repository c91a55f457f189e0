/**
 * Reads what order facts need to narrow the times of some things as the whole graph would.
 *
 * A bound goes from one fact to the next only through the publication of a thing that cannot change
 * and whose time is not exact on record: the publication of one that can change only ever comes
 * before what is known of it, the time of an edge of its own only after, and what is exact on
 * record is neither moved nor better founded by anything that agrees with it. So only things of the
 * first sort need all their edges, and those of that sort beside them.
 */

import { isSaidAt } from "../../graph/what-is-left.ts";
import type { Basis } from "../../model/basis.ts";
import type { Key } from "../../model/key.ts";
import type { MergedNode } from "../../model/merged.ts";
import { type ResolvedTime, resolveNode } from "../../model/resolve.ts";
import { OPEN } from "../../model/time.ts";
import type { Fetched } from "./fetched.ts";
import { type Frame, namesOf } from "./frame.ts";

const isExactOnRecord = ({ earliest, latest, earliestBasis, latestBasis }: ResolvedTime): boolean =>
  earliest !== null &&
  earliest === latest &&
  earliestBasis === "recorded" &&
  latestBasis === "recorded";

interface Named {
  sources: ReadonlySet<Key>;
  /** All that the question names, sources too. */
  named: ReadonlySet<Key>;
}

/** Whether all edges of a thing are needed, at one of the floors. */
function needsAll(
  key: Key,
  node: MergedNode | undefined,
  { sources, named }: Named,
  floors: readonly Basis[],
): boolean {
  if (node === undefined) return false;
  return floors.some((floor) => {
    const { account, cannotChange, published } = resolveNode(node, floor);
    if (account) return false;
    // What no claim describes is there only if an edge that counts names it.
    if (named.has(key) && !isSaidAt(node, floor)) return true;
    return (cannotChange || sources.has(key)) && !isExactOnRecord(published);
  });
}

/** Reads the nodes of the keys, and all edges that their times need. Gives the keys whose every edge has been read. */
export async function readTimes(
  fetched: Fetched,
  frame: Frame,
  keys: Iterable<Key>,
  asked: Named,
  floors: readonly Basis[],
): Promise<Set<Key>> {
  const whole = new Set<Key>();
  const needed = new Set(keys);
  for (let added: Iterable<Key> = needed; ; ) {
    const looked = [...added];
    await fetched.readNodes(looked);
    const open = looked.filter(
      (key) =>
        !whole.has(key) &&
        (isJoined(frame, key) || needsAll(key, fetched.nodes.get(key), asked, floors)),
    );
    const all = [...namesOf(frame, open)].filter((key) => !whole.has(key));
    if (all.length === 0) return whole;
    await fetched.expand(all, "forward", OPEN);
    await fetched.expand(all, "backward", OPEN);
    const beside: Key[] = [];
    for (const key of all) {
      whole.add(key);
      for (const edge of fetched.at(key, "forward")) beside.push(edge.receiver);
      for (const edge of fetched.at(key, "backward")) beside.push(edge.giver);
    }
    added = [...namesOf(frame, [...all, ...beside])].filter((key) => !needed.has(key));
    for (const key of added) needed.add(key);
  }
}

const isJoined = (frame: Frame, key: Key): boolean =>
  frame.joinsOf.has(key) || frame.leadsOf.has(key);
