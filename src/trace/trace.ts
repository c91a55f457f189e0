/** The answer to "how did this reach that": solved, told hop by hop, tried on each side of each contradiction. */

import { type Interval, intervalOf } from "../model/time.ts";
import type { TraceAnswer } from "../model/trace-answer.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { disputesOf } from "./disputes.ts";
import { distinctPaths } from "./engine/paths.ts";
import { evidenceState } from "./evidence-state.ts";
import { tellPath } from "./hops.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import { nearMissOf } from "./near-miss.ts";
import type { TraceQuestion } from "./question.ts";
import { keysAround, remarksOn } from "./remarks.ts";
import { spokenStruckOut, struckOut, WORDS_OF_ALL, withoutEvidence } from "./rest.ts";
import { parseSelector, toldEnd } from "./selector.ts";
import {
  accountSequence,
  keysOnPath,
  type Posed,
  pose,
  type SettledQuestion,
  type Solution,
  settleQuestion,
  solve,
  stepOrder,
  unitOf,
} from "./solve.ts";

/** Paths counted beyond the answer's own. */
const MAX_MORE = 50;

function pathsOf(posed: Posed, order: "certain" | "possible", limit: number) {
  return distinctPaths(
    posed.graph,
    posed.sources,
    posed.targets,
    order,
    posed.window,
    limit,
    (item) => unitOf(posed.view, item),
  );
}

type Counted = ReturnType<typeof pathsOf>;

const sequencesOf = (posed: Posed, paths: readonly (readonly number[])[]): ReadonlySet<string> =>
  new Set(paths.map((path) => accountSequence(posed, path)));

/** How many of all paths that hold are not told. */
function morePaths(
  solution: Solution,
  all: Counted,
  shown: readonly (readonly number[])[],
): TraceAnswer["morePaths"] {
  const told = sequencesOf(solution, shown);
  const more = [...sequencesOf(solution, all.paths)].filter((sequence) => !told.has(sequence));
  return { count: more.length, atLeast: all.cut };
}

async function moreIfInferred(
  loaded: Loaded,
  question: SettledQuestion,
  solution: Solution,
  all: Counted,
): Promise<TraceAnswer["moreIfInferred"]> {
  if (question.asked.basis === "inferred") return { count: 0, atLeast: false, paths: [] };
  const posed = await pose(loaded, await loaded.inferredBeside(), question);
  const known = sequencesOf(solution, all.paths);
  const admitted = pathsOf(posed, "possible", MAX_MORE);
  const more = admitted.paths.filter((path) => !known.has(accountSequence(posed, path)));
  return {
    count: more.length,
    atLeast: admitted.cut,
    paths: more.map((path) => keysOnPath(posed, path)),
  };
}

/** The best path first, then certain ones, then others, distinct by accounts. */
function shownPaths(solution: Solution, limit: number): (readonly number[])[] {
  if (!solution.path || solution.order === "none") return [];
  const shown = [solution.path];
  if (limit === 1) return shown;
  const seen = new Set(sequencesOf(solution, shown));
  for (const order of ["certain", "possible"] as const) {
    for (const path of pathsOf(solution, order, limit).paths) {
      const sequence = accountSequence(solution, path);
      if (seen.has(sequence) || shown.length >= limit) continue;
      seen.add(sequence);
      shown.push(path);
    }
  }
  return shown;
}

function limitsOf(solution: Solution): string[] {
  const limits: string[] = [];
  const { earliest, latest } = solution.window;
  if (Number.isFinite(earliest) || Number.isFinite(latest)) {
    limits.push(
      "within a window, certain is sound but not complete: a possible answer may be certain",
    );
  }
  if (solution.outdone) {
    limits.push(
      "the path told is the best of those that are certain; one that is only possible may do better by what was asked for (--paths tells more)",
    );
  }
  if (solution.incomplete) {
    limits.push(
      "order facts off the flow refused a path that the times allow; paths beyond the first hundred were not tried",
    );
  }
  return limits;
}

const nodesOn = ({ graph }: Posed, edges: readonly number[]): number[] => {
  const [first] = edges;
  const receivers = edges.map((edge) => graph.receiver[edge] ?? -1);
  return first === undefined ? receivers : [graph.giver[first] ?? -1, ...receivers];
};

function spanOf({ graph }: Posed, edges: readonly number[]): Interval | undefined {
  if (edges.length === 0) return undefined;
  const nodes = edges.map((edge) => graph.event[edge] ?? -1);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const event of nodes) {
    low = Math.min(low, graph.low[event] ?? Number.NEGATIVE_INFINITY);
    high = Math.max(high, graph.high[event] ?? Number.POSITIVE_INFINITY);
  }
  return intervalOf(low, high);
}

function orderOfPath({ graph, window }: Posed, edges: readonly number[]): "certain" | "possible" {
  const sure = edges.every((edge, i) => {
    const event = graph.event[edge] ?? -1;
    const [low, high] = [graph.low[event] ?? Number.NaN, graph.high[event] ?? Number.NaN];
    const inside = window.earliest <= low && high <= window.latest;
    return inside && stepOrder(graph, edges[i - 1], edge).order === "certain";
  });
  return sure ? "certain" : "possible";
}

const namesByWords = ({ from, to, without }: TraceQuestion): boolean =>
  [from, to, ...without].some((text) => parseSelector(text).kind === "words");

/**
 * Answers a trace question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function trace(
  all: Loaded,
  asked: TraceQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<TraceAnswer> {
  const loaded = await withoutEvidence(all, asked.withoutEvidence);
  const struck = struckOut(all, asked.withoutEvidence);
  const question = await settleQuestion(loaded, asked);
  const solution = await solve(loaded, question);
  const citations = new CitationList(loaded);
  const shown = shownPaths(solution, asked.paths);
  const known = pathsOf(solution, "possible", MAX_MORE);
  const paths: TraceAnswer["paths"] = [];
  for (const edges of shown) {
    paths.push(await tellPath(loaded, solution, edges, orderOfPath(solution, edges), citations));
  }
  const { disputes, notTried } = await disputesOf(loaded, question, solution);
  const path = solution.path ?? [];
  const onPath = nodesOn(solution, path);
  const about =
    onPath.length > 0 ? onPath : [...solution.from.items, ...solution.to.items].slice(0, 100);
  const remarks = remarksOn(
    loaded,
    keysAround(solution.view, about),
    spanOf(solution, path),
    citations,
  );
  const answer: Omit<TraceAnswer, "digest"> = {
    kind: "trace",
    question: asked,
    ends: {
      from: toldEnd(solution.from),
      to: toldEnd(solution.to),
      without: solution.without.map(toldEnd),
      withoutEvidence: struck,
    },
    order: solution.order,
    basis: solution.basis ?? null,
    disputed: disputes.length > 0,
    disputes,
    disputesNotTried: notTried,
    paths,
    arrival: solution.arrival ?? null,
    departure: solution.departure ?? null,
    morePaths: morePaths(solution, known, shown),
    moreIfInferred: await moreIfInferred(loaded, question, solution, known),
    limits: [
      ...limitsOf(solution),
      ...(struck.length > 0 && namesByWords(asked) ? [WORDS_OF_ALL] : []),
      ...loaded.limitsOf(
        asked.basis === "inferred" ? solution.view : await loaded.inferredBeside(),
      ),
    ],
    nearMiss: solution.order === "none" ? await nearMissOf(loaded, question) : null,
    remarks,
    coverage: coverageOf(solution.view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...struck.map(spokenStruckOut),
      ...handleAssumptions(solution.view, [question.from, question.to, ...question.without]),
      ...(await assumptionsFor(loaded, solution.view, onPath)),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
