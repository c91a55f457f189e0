/** Statements shown beside an answer: they change nothing in it and make no item. */
import type { View } from "../graph/view.ts";
import type { Remark } from "../model/answer.ts";
import type { RemarkFact, Stated } from "../model/claim.ts";
import { findKey, type Key } from "../model/key.ts";
import { highOf, type Interval, lowOf } from "../model/time.ts";
import type { CitationList } from "./citations.ts";
import type { Loaded } from "./loaded.ts";

const FLAG_CAUTION = "shown by the platform from an IP address; easily faked";

/** As importers write it of a flag that says nothing of an address. */
const PICKED = "picked by the poster";

const isShownFlag = (fact: RemarkFact): boolean =>
  fact.kind === "attribute" && fact.relation === "flag" && fact.object !== PICKED;

/** A remark as answers tell it, its claim cited. */
export function tellRemark({ claim, fact }: Stated<RemarkFact>, citations: CitationList): Remark {
  return {
    kind: fact.kind,
    subject: fact.subject,
    relation: fact.relation,
    object: fact.object ?? null,
    value: fact.value ?? null,
    unit: fact.unit ?? null,
    time: fact.time ? { earliest: fact.time.earliest, latest: fact.time.latest } : null,
    basis: claim.basis,
    caution: isShownFlag(fact) ? FLAG_CAUTION : null,
    citation: citations.cite(claim, fact.at),
  };
}

/** Keys of nodes, what they are joined to, and the accounts that posted them. */
export function keysAround(view: View, nodes: readonly number[]): Set<Key> {
  const keys = new Set<Key>();
  for (const node of nodes) {
    for (const index of [node, view.accountOf[node] ?? -1]) {
      const found = view.nodes[index];
      if (!found) continue;
      for (const key of found.join?.members ?? [found.key]) keys.add(key);
    }
  }
  return keys;
}

export const overlaps = (a: Interval, b: Interval): boolean =>
  lowOf(a) <= highOf(b) && lowOf(b) <= highOf(a);

/** Whether a remark has a time at all. */
export const isDated = ({ time }: RemarkFact): boolean =>
  time !== undefined && (time.earliest !== null || time.latest !== null);

/** Whether a remark is about one of the keys. */
export function namesOneOf(keys: ReadonlySet<string>, { subject, object }: RemarkFact): boolean {
  const names = (text: string | undefined) =>
    text !== undefined && (keys.has(text) || keys.has(findKey(text) ?? ""));
  return names(subject) || names(object);
}

/**
 * Remarks about the keys, and events that fall within the span, whatever the basis floor; but for what
 * is computed of pictures, by which edges are inferred: it is told with those that look alike.
 */
export function remarksOn(
  loaded: Loaded,
  keys: ReadonlySet<string>,
  span: Interval | undefined,
  citations: CitationList,
): Remark[] {
  return loaded.snapshot.remarks
    .filter(({ claim, fact }) => {
      if (claim.place.as === "picture") return false;
      if (namesOneOf(keys, fact)) return true;
      const { kind, time } = fact;
      return kind === "event" && span && time && isDated(fact) && overlaps(time, span);
    })
    .sort((a, b) => (a.claim.id < b.claim.id ? -1 : 1))
    .map((stated) => tellRemark(stated, citations));
}
