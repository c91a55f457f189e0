/** How items and accounts are named in answers. */
import type { Snapshot } from "../graph/snapshot.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { ItemRef } from "../model/answer.ts";
import { handleOfKey } from "../model/key.ts";
import { intervalOf } from "../model/time.ts";
import type { Loaded } from "./loaded.ts";
import { tiersOf } from "./tiers.ts";

/** Titles that statements attribute to keys. */
export function statedTitles(remarks: Snapshot["remarks"]): Map<string, string> {
  const titles = new Map<string, string>();
  for (const { fact } of remarks) {
    if (fact.kind !== "attribute" || fact.relation !== "title" || fact.value === undefined)
      continue;
    if (!titles.has(fact.subject)) titles.set(fact.subject, fact.value);
  }
  return titles;
}

type AccountRef = NonNullable<ItemRef["account"]>;

/** Makes references to accounts of a view. */
export const accountRefOf =
  (view: View) =>
  (index: number): AccountRef => {
    const account = view.nodes[index];
    if (!account) throw new Error(`no account ${index}`);
    return {
      key: account.key,
      handle: handleOfKey(account.handles[0] ?? account.key) ?? null,
      name: account.names[0] ?? null,
    };
  };

/** Makes references to nodes of a view, their times as the graph has tightened them. */
export function refsOf(
  loaded: Loaded,
  view: View,
  graph: TemporalGraph,
): (node: number) => ItemRef {
  const tierOf = tiersOf(loaded.snapshot, view);
  const accountRef = accountRefOf(view);
  const titles = statedTitles(loaded.snapshot.remarks);
  return (index) => {
    const node = view.nodes[index];
    if (!node) throw new Error(`no node ${index}`);
    const account = view.accountOf[index] ?? -1;
    const names = node.join?.members ?? [node.key];
    return {
      key: node.key,
      alsoKnownAs: names.filter((key) => key !== node.key),
      title: node.title ?? names.flatMap((key) => titles.get(key) ?? [])[0] ?? null,
      type: node.type ?? null,
      platform: node.platform ?? null,
      tier: tierOf(index) ?? null,
      account: account === -1 ? null : accountRef(account),
      published: intervalOf(graph.low[index] ?? Number.NaN, graph.high[index] ?? Number.NaN),
      attested: node.attested,
    };
  };
}
