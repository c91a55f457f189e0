/** The answer to "how long does it take from platform to platform": delays along single flow edges, as bounds. */

import type { View } from "../graph/view.ts";
import { basisOfRank } from "../model/basis.ts";
import type { ClaimId } from "../model/claim.ts";
import { formatElapsed } from "../model/duration.ts";
import type { LatencyAnswer } from "../model/journey-answer.ts";
import { many } from "../model/plain-text.ts";
import { siteOf } from "../model/platform.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { type Delay, delayOf, dependenceOf, orderedEdges } from "./engine/delays.ts";
import { evidenceState } from "./evidence-state.ts";
import { communities, type Delayed, grouped, rankOf, tell, tellTable } from "./latency-table.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { LatencyQuestion } from "./question.ts";
import { type End, endOf, type Selector, settle, toldEnd } from "./selector.ts";
import { countedSideBySide } from "./side-by-side.ts";
import { type Outcome, sideChanges } from "./side-changes.ts";

type Settled = Exclude<Selector, { kind: "words" }>;

interface Asked {
  question: LatencyQuestion;
  from: Settled | undefined;
  to: Settled | undefined;
}

interface Measured extends Delayed {
  from: End | undefined;
  to: End | undefined;
  leftOut: LatencyAnswer["leftOut"];
}

async function endIn(
  loaded: Loaded,
  view: View,
  asked: string | undefined,
  one: Settled | undefined,
) {
  return one && (await endOf(loaded, view, asked ?? "", one));
}

async function measure(
  loaded: Loaded,
  { question, from, to }: Asked,
  without: ReadonlySet<ClaimId>,
): Promise<Measured> {
  const view = await loaded.view(question.basis, without);
  const graph = loaded.graph(view);
  const [start, end] = [
    await endIn(loaded, view, question.from, from),
    await endIn(loaded, view, question.to, to),
  ];
  const [givers, receivers] = [start && new Set(start.items), end && new Set(end.items)];
  const ordered = orderedEdges(graph);
  const leftOut = { sameMoment: 0, impossible: 0, itself: 0, noPlatform: 0 };
  const delays: Delay[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge += 1) {
    const [giver, receiver] = [graph.giver[edge] ?? -1, graph.receiver[edge] ?? -1];
    if (givers?.has(giver) === false || receivers?.has(receiver) === false) continue;
    const delay = delayOf(graph, edge, ordered);
    if (delay === "same moment") leftOut.sameMoment += 1;
    else if (delay === "impossible") leftOut.impossible += 1;
    else if (delay === "itself") leftOut.itself += 1;
    else if (!view.nodes[giver]?.platform || !view.nodes[receiver]?.platform) {
      leftOut.noPlatform += 1;
    } else delays.push(delay);
  }
  return {
    view,
    graph,
    from: start,
    to: end,
    delays,
    dependence: dependenceOf(graph, delays),
    leftOut,
  };
}

function outcomeOf(measured: Measured): Outcome {
  return new Map(
    grouped(measured, measured.delays, siteOf).map((group) => {
      const { quartiles, n, certain, exact, basis } = tell(measured, group);
      const { lower, median, upper } = quartiles;
      return [
        `${group.giver} to ${group.receiver}`,
        `n ${n}, certain ${certain}, exact ${exact}, basis ${basis}, lower quartile ${formatElapsed(lower)}, median ${formatElapsed(median)}, upper quartile ${formatElapsed(upper)}`,
      ];
    }),
  );
}

function limitsOf(table: LatencyAnswer["table"]): string[] {
  const limits: string[] = [];
  const uncited = table
    .flatMap((site) => [site, ...site.within])
    .filter((one) => one.examples.length === 0);
  if (uncited.length > 0) {
    limits.push(`no delay is cited of ${many(uncited.length, "pair")}: there are too many`);
  }
  if (table.some(({ attained: all }) => !all)) {
    limits.push(
      "bounds of a pair that shares moments or order facts are sound, but no one world may attain them all",
    );
  }
  if (table.some(({ certain, n }) => certain < n)) {
    limits.push("delays that are only possible are bounded granting that each flows");
  }
  if (table.some(({ giverCanChange }) => giverCanChange > 0)) {
    limits.push(
      "from a giver that can change, a delay counts from its publication, not from when it had what it gave",
    );
  }
  return limits;
}

/** Items whose times are asked for what they grant. */
const MAX_ASSUMING = 100;

/**
 * Answers a latency question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function latency(
  loaded: Loaded,
  question: LatencyQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<LatencyAnswer> {
  const asked: Asked = {
    question,
    from: question.from === undefined ? undefined : await settle(loaded, question.from),
    to: question.to === undefined ? undefined : await settle(loaded, question.to),
  };
  const selectors = [asked.from, asked.to].flatMap((one) => one ?? []);
  const measured = await measure(loaded, asked, new Set());
  const { view, graph, delays, leftOut } = measured;
  const sites = grouped(measured, delays, siteOf);
  const told = sites
    .slice(0, question.limit)
    .map((site) => ({ site, ...communities(measured, site, question.limit) }));
  const citations = new CitationList(loaded);
  const table = await tellTable(loaded, measured, told, citations);
  const nodes = delays.flatMap(({ edge }) => [graph.giver[edge] ?? 0, graph.receiver[edge] ?? 0]);
  const ends = [...new Set(nodes)];
  const ranks = new Set(delays.map((delay) => rankOf(measured, delay)));
  const disputes = await sideChanges(loaded, view, ends, outcomeOf(measured), async (without) =>
    outcomeOf(await measure(loaded, asked, without)),
  );
  const answer: Omit<LatencyAnswer, "digest"> = {
    kind: "latency",
    question: { ...question, from: question.from ?? null, to: question.to ?? null },
    ends: {
      from: measured.from ? toldEnd(measured.from) : null,
      to: measured.to ? toldEnd(measured.to) : null,
    },
    order: delays.length === 0 ? "none" : delays.every(({ sure }) => sure) ? "certain" : "possible",
    basis: delays.length === 0 ? null : basisOfRank(Math.max(...ranks)),
    table,
    omitted: sites.length - table.length,
    omittedWithin: told.reduce((sum, { omitted }) => sum + omitted, 0),
    leftOut,
    ...disputes,
    limits: [
      ...limitsOf(table),
      ...countedSideBySide(
        loaded,
        measured,
        delays.map(({ edge }) => edge),
      ),
      ...loaded.limitsOf(view),
    ],
    coverage: coverageOf(view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(view, selectors),
      ...(await assumptionsFor(loaded, view, ends.slice(0, MAX_ASSUMING))),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
