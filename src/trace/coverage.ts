/** What evidence an answer rests on: counts of items by platform and type, and the times they span. */
import type { Snapshot } from "../graph/snapshot.ts";
import type { View } from "../graph/view.ts";
import type { Coverage } from "../model/answer.ts";
import { platformTitles } from "./platform-titles.ts";

interface Span {
  counts: Map<string, number>;
  from: number | null;
  /** Of what is dated on both sides. */
  to: number | null;
  /** Of what is only known to have been there by then, as when a file was collected. */
  by: number | null;
}

const cache = new WeakMap<View, Coverage>();

const titled = (title: string | undefined) => (title === undefined ? {} : { title });

/** The later; null is unknown. */
const later = (one: number | null, other: number) => Math.max(one ?? other, other);

/**
 * Items known only by reference are not coverage. What is only known to have been there by some time
 * does not stretch the span of what is dated.
 */
export function coverageOf(view: View, snapshot: Snapshot): Coverage {
  const known = cache.get(view);
  if (known) return known;
  const platforms = new Map<string, Span>();
  for (const node of view.nodes) {
    if (node.account || !node.attested) continue;
    const name = node.platform ?? "unknown platform";
    const span = platforms.get(name) ?? { counts: new Map(), from: null, to: null, by: null };
    const type = node.type ?? "item";
    span.counts.set(type, (span.counts.get(type) ?? 0) + 1);
    const { earliest, latest } = node.published;
    if (earliest !== null) span.from = Math.min(span.from ?? earliest, earliest);
    if (latest !== null && earliest !== null) span.to = later(span.to, latest);
    if (latest !== null && earliest === null) span.by = later(span.by, latest);
    platforms.set(name, span);
  }
  const titles = platformTitles(view, snapshot);
  const coverage = [...platforms]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([platform, { counts, from, to, by }]) => ({
      platform,
      ...titled(titles.get(platform)),
      items: [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, count]) => ({ type, count })),
      from,
      to: to ?? by,
    }));
  cache.set(view, coverage);
  return coverage;
}
