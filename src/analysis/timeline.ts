/** The answer to "what happened when": items by platform and time, what flowed between them, and what is said beside. */

import type { View } from "../graph/view.ts";
import type { Basis } from "../model/basis.ts";
import { weakest } from "../model/basis.ts";
import { many } from "../model/plain-text.ts";
import type { TimelineAnswer } from "../model/timeline-answer.ts";
import { assumptionsFor, handleAssumptions } from "../trace/assumptions.ts";
import { CitationList } from "../trace/citations.ts";
import { contradictionsOf } from "../trace/contradictions.ts";
import { coverageOf } from "../trace/coverage.ts";
import { digestOf } from "../trace/digest.ts";
import { evidenceState } from "../trace/evidence-state.ts";
import type { Loaded, ReadQuote } from "../trace/loaded.ts";
import type { TimelineQuestion } from "../trace/question.ts";
import { endOf, settle, toldEnd } from "../trace/selector.ts";
import { tellEdges } from "./timeline-edges.ts";
import { choose, itemsAround, tellItems } from "./timeline-items.ts";
import { tellRemarks } from "./timeline-remarks.ts";

const MAX_DISPUTES = 100;
/** Items whose times are asked for what they grant. */
const MAX_ASSUMING = 100;

async function disputesAbout(loaded: Loaded, view: View, items: readonly number[]) {
  const told = new Set(items);
  const nodes = new Set<number>();
  const disputes = (await contradictionsOf(loaded, view)).filter(({ about }) => {
    const hit = about.flatMap((key) => view.indexOf.get(key) ?? []).filter((at) => told.has(at));
    for (const node of hit) nodes.add(node);
    return hit.length > 0;
  });
  return {
    nodes,
    disputes: disputes
      .slice(0, MAX_DISPUTES)
      .map(({ name, kind, about, says }) => ({ name, kind, about: [...about], says })),
    disputesOmitted: Math.max(0, disputes.length - MAX_DISPUTES),
  };
}

function orderOf({ certain }: TimelineAnswer["edges"]): TimelineAnswer["order"] {
  if (certain.length === 0) return "none";
  return certain.every((flows) => flows === 1) ? "certain" : "possible";
}

function provenanceLimits(loaded: Loaded): string[] {
  const files = [...loaded.evidence.values()];
  const unknown = files.filter(({ manifest }) => !manifest).length;
  return unknown === 0
    ? []
    : [
        `${unknown} of ${many(files.length, "evidence file")} ${unknown === 1 ? "has" : "have"} no manifest: their provenance is unknown`,
      ];
}

/**
 * Answers a timeline question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function timeline(
  loaded: Loaded,
  question: TimelineQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<TimelineAnswer> {
  const selectors = await Promise.all(question.about.map((text) => settle(loaded, text)));
  const view = await loaded.view(question.basis);
  const graph = loaded.graph(view);
  const ends = await Promise.all(
    selectors.map((one, i) => endOf(loaded, view, question.about[i] ?? "", one)),
  );
  const asked = ends.length === 0 ? undefined : new Set(ends.flatMap(({ items }) => items));
  const chosen = choose(view, graph, itemsAround(view, graph, asked), asked, question);
  const { nodes: disputed, ...disputes } = await disputesAbout(loaded, view, chosen.timed);
  const told = await tellItems(loaded, view, graph, chosen, { asked, disputed });
  const { edges, leftOut } = tellEdges(graph, chosen.timed, asked, question.limit);
  const citations = new CitationList(loaded);
  const remarks = tellRemarks(
    loaded,
    view,
    { nodes: [...chosen.timed, ...chosen.untimed], items: told.items, all: asked === undefined },
    question.between,
    citations,
  );
  const bases: readonly Basis[] = [...new Set([...told.items.basis, ...edges.basis])];
  const answer: Omit<TimelineAnswer, "digest"> = {
    kind: "timeline",
    question,
    ends: ends.map(toldEnd),
    order: orderOf(edges),
    basis: bases.length === 0 ? null : bases.reduce(weakest),
    disputed: disputes.disputes.length > 0,
    ...disputes,
    ...told,
    edges,
    ...remarks,
    leftOut: {
      outside: chosen.outside,
      overLimit: chosen.overLimit,
      untimed: chosen.untimed.length - told.untimed.length,
      ...leftOut,
    },
    limits: [...provenanceLimits(loaded), ...loaded.limits],
    coverage: coverageOf(view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(view, selectors),
      ...(await assumptionsFor(loaded, view, chosen.timed.slice(0, MAX_ASSUMING))),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
