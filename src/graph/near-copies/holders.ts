/** When nodes came to have their texts or pictures. */
import type { Dated } from "../inference.ts";
import type { EventTimes } from "../push-bounds.ts";
import type { View } from "../view.ts";
import type { ShownBy } from "./near-copies.ts";

/** A node, and between when and when it came to have its text or picture. */
export interface Holder extends Dated {
  node: number;
  earliest: number;
}

/** What shows the text or picture of a node that can change, unless that is before the node was published. */
export function shownOf(
  { nearCopies }: Pick<View, "nearCopies">,
  node: number,
  earliest: number,
): ShownBy | undefined {
  const shown = nearCopies.shownBy.get(node);
  return shown && shown.at >= earliest ? shown : undefined;
}

/** What cannot change had it when it was published; what can, some time until a capture shows it. */
export function holderOf(
  view: Pick<View, "nodes" | "nearCopies">,
  { low, high }: Pick<EventTimes, "low" | "high">,
  node: number,
): Holder {
  const { key = "", cannotChange = false } = view.nodes[node] ?? {};
  const earliest = low[node] ?? Number.NEGATIVE_INFINITY;
  const latest = cannotChange ? high[node] : shownOf(view, node, earliest)?.at;
  return { node, key, earliest, latest: latest ?? Number.POSITIVE_INFINITY };
}
