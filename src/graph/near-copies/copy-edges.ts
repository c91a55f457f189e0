/**
 * Edges between near copies: an item took its text, perhaps, from the earlier item that has it: of
 * a set of near copies, those that had the text no later than this one could have it, the one with
 * the greatest latest, ties by key. An item that has taken something from one of the set already,
 * as its quote, answer, copy or link, takes nothing more from it.
 *
 * What cannot change had its text when it was published; what can, some time until a capture shows it.
 */
import { basisRank } from "../../model/basis.ts";
import { type Dated, type InferredEdge, inOrderOfLatest, lastBefore } from "../inference.ts";
import { type Rows, rowsOf } from "../rows.ts";
import type { SettledEdges, TimedEdges } from "../timed-edges.ts";
import type { View } from "../view.ts";

/** The moment from which an item that can change has its text; it is no earlier than it was published. */
export interface TextEvent {
  event: number;
  node: number;
  low: number;
  high: number;
  lowBasis: number;
  highBasis: number;
}

export interface CopyEdges {
  edges: InferredEdge[];
  /** Events of items that can change, after those of the other edges. */
  events: TextEvent[];
}

interface Holder extends Dated {
  node: number;
  earliest: number;
}

/** The moments of texts that can change, numbered as they are asked for. */
class TextEvents {
  readonly #view: View;
  readonly #times: SettledEdges["times"];
  readonly #events = new Map<number, TextEvent>();

  constructor(view: View, times: SettledEdges["times"]) {
    this.#view = view;
    this.#times = times;
  }

  get all(): TextEvent[] {
    return [...this.#events.values()];
  }

  of(node: number): TextEvent {
    const known = this.#events.get(node);
    if (known) return known;
    const { low, lowBasis } = this.#times;
    const earliest = low[node] ?? Number.NEGATIVE_INFINITY;
    const shown = this.#view.nearCopies.shownBy.get(node);
    const isKnown = shown !== undefined && shown.at >= earliest;
    const made = {
      event: low.length + this.#events.size,
      node,
      low: earliest,
      high: isKnown ? shown.at : Number.POSITIVE_INFINITY,
      lowBasis: lowBasis[node] ?? 0,
      highBasis: isKnown ? basisRank(shown.basis) : 0,
    };
    this.#events.set(node, made);
    return made;
  }
}

/** Of a set, the nodes that have something from another of it. */
function supplied(set: readonly number[], into: Rows, giver: Int32Array): Set<number> {
  const members = new Set(set);
  return new Set(
    set.filter((node) => {
      const edges = into.places.subarray(into.start[node], into.start[node + 1]);
      return edges.some((edge) => members.has(giver[edge] ?? -1));
    }),
  );
}

export function copyEdges(
  view: View,
  edges: TimedEdges,
  settled: SettledEdges,
  removed: Uint8Array | undefined,
): CopyEdges {
  const { sets } = view.nearCopies;
  if (sets.length === 0) return { edges: [], events: [] };
  const into = rowsOf(edges.receiver.subarray(0, edges.edgeCount), edges.nodeCount);
  const { low, high } = settled.times;
  const texts = new TextEvents(view, settled.times);
  const holder = (node: number): Holder => {
    const { key = "", cannotChange = false } = view.nodes[node] ?? {};
    const own = { earliest: low[node] ?? Number.NaN, latest: high[node] ?? Number.NaN };
    return { node, key, ...own, ...(cannotChange ? {} : { latest: texts.of(node).high }) };
  };
  const found = new Map<string, InferredEdge>();
  for (const set of sets) {
    const holders = set.filter((node) => !removed?.[node]).map(holder);
    const ordered = inOrderOfLatest(holders);
    const hasSome = supplied(set, into, edges.giver);
    for (const to of holders) {
      const from = hasSome.has(to.node) ? undefined : lastBefore(ordered, to.earliest, to);
      const pair = `${from?.node} ${to.node}`;
      if (from === undefined || found.has(pair)) continue;
      const isFixed = view.nodes[to.node]?.cannotChange === true;
      const event = isFixed ? to.node : texts.of(to.node).event;
      const why = { method: "near-copy", set } as const;
      found.set(pair, { giver: from.node, receiver: to.node, event, why });
    }
  }
  return { edges: [...found.values()], events: texts.all };
}
