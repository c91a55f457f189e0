/** Statements beside a timeline: events that have a time, and counts and assertions about its items. */
import type { View } from "../graph/view.ts";
import type { RemarkFact, Stated } from "../model/claim.ts";
import { compare } from "../model/compare.ts";
import { hull, type Interval, intersect, isEmpty, lowOf } from "../model/time.ts";
import type { TimelineAnswer } from "../model/timeline-answer.ts";
import type { CitationList } from "../trace/citations.ts";
import type { Loaded } from "../trace/loaded.ts";
import { isDated, keysAround, namesOneOf, overlaps, tellRemark } from "../trace/remarks.ts";

const MAX_EVENTS = 100;
const MAX_NOTES = 200;

/** What is said by a person before what is counted; attributes are told where the item is shown. */
const NOTE_RANK = { assertion: 0, told: 1, event: 2, count: 3, attribute: 4 } as const;

const byClaim = (a: Stated<RemarkFact>, b: Stated<RemarkFact>): number =>
  compare(a.claim.id, b.claim.id);
const byNote = (a: Stated<RemarkFact>, b: Stated<RemarkFact>): number =>
  NOTE_RANK[a.fact.kind] - NOTE_RANK[b.fact.kind] || byClaim(a, b);
const byTime = (a: Stated<RemarkFact>, b: Stated<RemarkFact>): number => {
  const [left, right] = [a, b].map(({ fact }) => (fact.time ? lowOf(fact.time) : 0));
  return left === right ? byClaim(a, b) : (left ?? 0) < (right ?? 0) ? -1 : 1;
};

/** From the first bound known to the last; undefined if nothing is told. */
function spanOf({ earliest, latest }: TimelineAnswer["items"]): Interval | undefined {
  const known = [...earliest, ...latest].flatMap((at) => (at === null ? [] : [at]));
  const [first] = known;
  if (first === undefined) return undefined;
  return known.reduce<Interval>((span, at) => hull(span, { earliest: at, latest: at }), {
    earliest: first,
    latest: first,
  });
}

/** Events in the window and, where only some items are asked about, in their span or about them. */
export function tellRemarks(
  loaded: Loaded,
  view: View,
  told: { nodes: readonly number[]; items: TimelineAnswer["items"]; all: boolean },
  between: Interval,
  citations: CitationList,
): Pick<TimelineAnswer, "events" | "eventsOmitted" | "notes" | "notesOmitted"> {
  const keys = keysAround(view, told.nodes);
  const span = told.all ? between : spanOf(told.items);
  const isNear = ({ time }: RemarkFact) => time !== undefined && span && overlaps(time, span);
  const remarks = loaded.snapshot.remarks.filter(({ fact }) => fact.kind !== "attribute");
  const isShaded = ({ fact }: Stated<RemarkFact>) => fact.kind === "event" && isDated(fact);
  const events = remarks.filter(({ fact, ...rest }) => {
    if (!isShaded({ fact, ...rest }) || !fact.time || isEmpty(intersect(fact.time, between))) {
      return false;
    }
    return isNear(fact) || namesOneOf(keys, fact);
  });
  const notes = remarks.filter(
    (stated) => !isShaded(stated) && (told.all || namesOneOf(keys, stated.fact)),
  );
  const shown = [
    events.sort(byTime).slice(0, MAX_EVENTS),
    notes.sort(byNote).slice(0, MAX_NOTES),
  ] as const;
  const [tellEvents, tellNotes] = shown.map((some) =>
    some.map((stated) => tellRemark(stated, citations)),
  );
  return {
    events: tellEvents ?? [],
    eventsOmitted: events.length - shown[0].length,
    notes: tellNotes ?? [],
    notesOmitted: notes.length - shown[1].length,
  };
}
