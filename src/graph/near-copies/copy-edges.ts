/**
 * Edges between near copies: an item took its text or picture, perhaps, from the earlier item that has
 * it: of its near copies, those that had it before this one could have it, the one with the
 * greatest latest, ties by key. At most one per item; none into an item that has something from a
 * near copy already, as its quote, answer, copy or link.
 */
import { basisRank } from "../../model/basis.ts";
import { type InferredEdge, inOrderOfLatest, lastBefore } from "../inference.ts";
import { type Rows, rowsOf } from "../rows.ts";
import type { SettledEdges, TimedEdges } from "../timed-edges.ts";
import type { View } from "../view.ts";
import { type Holder, holderOf, shownOf } from "./holders.ts";

/** The moment from which an item that can change has its text or picture; it is no earlier than it was published. */
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
    const shown = shownOf(this.#view, node, earliest);
    const made = {
      event: low.length + this.#events.size,
      node,
      low: earliest,
      high: shown?.at ?? Number.POSITIVE_INFINITY,
      lowBasis: lowBasis[node] ?? 0,
      highBasis: shown ? basisRank(shown.basis) : 0,
    };
    this.#events.set(node, made);
    return made;
  }
}

/** Of a set, the nodes that have something from another of it. */
function suppliedIn(set: readonly number[], into: Rows, giver: Int32Array): Set<number> {
  const members = new Set(set);
  return new Set(
    set.filter((node) => {
      const edges = into.places.subarray(into.start[node], into.start[node + 1]);
      return edges.some((edge) => members.has(giver[edge] ?? -1));
    }),
  );
}

const isNearer = (one: Holder, other: Holder | undefined): boolean =>
  other === undefined ||
  one.latest > other.latest ||
  (one.latest === other.latest && one.key < other.key);

export function copyEdges(
  view: View,
  edges: TimedEdges,
  settled: SettledEdges,
  removed: Uint8Array | undefined,
): CopyEdges {
  const { sets } = view.nearCopies;
  if (sets.length === 0) return { edges: [], events: [] };
  const into = rowsOf(edges.receiver.subarray(0, edges.edgeCount), edges.nodeCount);
  const texts = new TextEvents(view, settled.times);
  const nearest = new Map<number, Holder>();
  const supplied = new Set<number>();
  const setsOf = new Map<number, (readonly number[])[]>();
  for (const set of sets) {
    const holders = set
      .filter((node) => !removed?.[node])
      .map((node) => holderOf(view, settled.times, node));
    const ordered = inOrderOfLatest(holders);
    for (const node of suppliedIn(set, into, edges.giver)) supplied.add(node);
    for (const to of holders) {
      const from = lastBefore(ordered, to.earliest, to);
      if (from && isNearer(from, nearest.get(to.node))) nearest.set(to.node, from);
      const known = setsOf.get(to.node);
      if (known) known.push(set);
      else setsOf.set(to.node, [set]);
    }
  }
  const found = [...nearest].flatMap(([receiver, { node: giver }]): InferredEdge[] => {
    if (supplied.has(receiver)) return [];
    const isFixed = view.nodes[receiver]?.cannotChange === true;
    const event = isFixed ? receiver : texts.of(receiver).event;
    const method = view.nearCopies.looks.has(receiver) ? "near-picture" : "near-copy";
    return [{ giver, receiver, event, why: { method, sets: setsOf.get(receiver) ?? [] } }];
  });
  return { edges: found, events: texts.all };
}
