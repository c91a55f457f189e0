/** The answer to "what does it hang on, and what if": mandatory, pivotal, cuts, ways counted, removals tried. */
import type { Path } from "../model/answer.ts";
import type { ClaimId } from "../model/claim.ts";
import { findKey } from "../model/key.ts";
import type { Removal, WhatIfAnswer } from "../model/reach-answer.ts";
import { spokenBounds } from "../model/spoken-time.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { type Bottlenecks, bottlenecksOf, type Things } from "./bottlenecks.ts";
import { CitationList } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { type Cuts, MAX_CUT, smallestCuts } from "./cuts.ts";
import { digestOf } from "./digest.ts";
import { type PathDag, pathDag } from "./engine/dag.ts";
import { evidenceState } from "./evidence-state.ts";
import { type PathTold, tellHinges } from "./hinges-cited.ts";
import { tellPath } from "./hops.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { WhatIfQuestion } from "./question.ts";
import { accountRefOf } from "./refs.ts";
import { type Named, ordersWithout, removalsOf } from "./removals.ts";
import { spokenStruckOut, struckOut, WORDS_OF_ALL, withoutEvidence } from "./rest.ts";
import { parseSelector, settle, toldEnd } from "./selector.ts";
import { countedSideBySide } from "./side-by-side.ts";
import { ORDER, type Outcome, sideChanges } from "./side-changes.ts";
import {
  keysOf,
  type Posed,
  pose,
  type SettledQuestion,
  type Solution,
  settleQuestion,
  solvePosed,
} from "./solve.ts";
import { type Without, withoutItems } from "./without.ts";

/** Cuts listed. */
const MAX_LISTED = 100;
/** Items whose zones the answer names. */
const MAX_ASSUMED = 100;

interface Weighed {
  posed: Posed;
  solution: Solution;
  /** Of the path that leaves last, which need not be the one that arrives first. */
  departure: Solution["departure"];
  incomplete: boolean;
  without: Without;
  hinges: Bottlenecks;
}

async function weigh(
  loaded: Loaded,
  question: SettledQuestion,
  without: ReadonlySet<ClaimId>,
): Promise<Weighed> {
  const view = await loaded.view(question.asked.basis, without);
  const posed = await pose(loaded, view, question);
  const items = withoutItems(posed);
  const solution = solvePosed(posed, "earliest");
  const leaving = solvePosed(posed, "departure");
  return {
    posed,
    solution,
    departure: leaving.departure,
    incomplete: solution.incomplete || leaving.incomplete,
    without: items,
    hinges: bottlenecksOf(posed, items),
  };
}

/** The path that a solution tells. */
async function tellSolution(
  loaded: Loaded,
  solution: Solution,
  citations: CitationList,
): Promise<Path | null> {
  const { order, path } = solution;
  return path && order !== "none" ? tellPath(loaded, solution, path, order, citations) : null;
}

const verdictOf = ({
  order,
  basis,
  arrival,
}: Solution): Pick<Removal, "order" | "basis" | "arrival"> => ({
  order,
  basis: basis ?? null,
  arrival: arrival ?? null,
});

/** What the sides of a contradiction are compared by. */
async function outcomeOf(
  loaded: Loaded,
  { posed, solution, departure, hinges }: Weighed,
  removals: readonly Named[],
): Promise<Outcome> {
  const { order, basis, arrival } = solution;
  const names = ({ items, accounts }: Things) =>
    keysOf(posed.view, [...accounts, ...items]).join(", ") || "nothing";
  const times = (name: string, interval: Solution["arrival"]): [string, string][] =>
    interval ? [[name, spokenBounds(interval)]] : [];
  return new Map([
    [ORDER, order],
    ["basis", basis ?? "none"],
    ...times("arrival", arrival),
    ...times("departure", departure),
    ["mandatory", names(hinges.mandatory)],
    ["pivotal", names(hinges.pivotal)],
    ...(await ordersWithout(loaded, posed, removals, (left) =>
      verdictOf(solvePosed(left, "earliest")),
    )),
  ]);
}

const waysOf = ({ items, edges, components, paths, exact }: PathDag): WhatIfAnswer["ways"] => ({
  items: items.length,
  edges: edges.length,
  components,
  paths: paths === undefined ? null : String(paths),
  exact,
});

const cutsOf = ({ view }: Posed, { cuts }: Cuts): WhatIfAnswer["cuts"] => ({
  upTo: MAX_CUT,
  size: cuts[0]?.length ?? null,
  count: cuts.length,
  sets: cuts.slice(0, MAX_LISTED).map((set) => keysOf(view, set)),
});

const indexOfKey = ({ indexOf }: Posed["view"], text: string): number | undefined => {
  const key = findKey(text);
  return key === undefined ? undefined : indexOf.get(key);
};

/** The accounts that the answer names by their keys alone. */
function calledIn(
  { view }: Posed,
  { sets }: WhatIfAnswer["cuts"],
  struck: readonly string[],
): WhatIfAnswer["called"] {
  const accountRef = accountRefOf(view);
  return [...new Set([...struck, ...sets.flat()])].flatMap((key) => {
    const index = indexOfKey(view, key);
    return index !== undefined && view.nodes[index]?.account ? [accountRef(index)] : [];
  });
}

function limitsOf({ solution, incomplete, hinges }: Weighed, dag: PathDag, cuts: Cuts): string[] {
  const { earliest, latest } = solution.window;
  const met: [string, boolean][] = [
    [
      "within a window, certain is sound but not complete: what is called pivotal may not be, and what is called only possible may be certain",
      Number.isFinite(earliest) || Number.isFinite(latest),
    ],
    [
      "some ways run in a circle: ways through it are counted once for each way in and out, and what is known of which came first may refuse some of them",
      !dag.exact,
    ],
    [
      "the path told is the earliest of those that are certain; one that is only possible may arrive before it",
      solution.outdone,
    ],
    ["too many ways to count", dag.paths === undefined],
    ["not all that may be mandatory or pivotal could be tried", !hinges.complete],
    ["not all sets of accounts could be tried: there may be smaller or more cuts", !cuts.complete],
    [
      "what is known of which came first refused a path that the times allow; paths beyond the first hundred were not tried",
      incomplete,
    ],
  ];
  return met.flatMap(([says, holds]) => (holds ? [says] : []));
}

const namesByWords = ({ from, to, without, struckOut: out }: WhatIfQuestion): boolean =>
  [from, to, ...without, ...out].some((text) => parseSelector(text).kind === "words");

async function settleWhatIf(
  loaded: Loaded,
  asked: WhatIfQuestion,
): Promise<{ question: SettledQuestion; removals: Named[] }> {
  const { struckOut: without, ...rest } = asked;
  const question = await settleQuestion(loaded, { ...rest, without, by: "earliest", paths: 1 });
  const removals = await Promise.all(
    asked.without.map(async (text) => ({ text, selector: await settle(loaded, text) })),
  );
  return { question, removals };
}

/**
 * Answers a what-if question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function whatIf(
  all: Loaded,
  asked: WhatIfQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<WhatIfAnswer> {
  const loaded = await withoutEvidence(all, asked.withoutEvidence);
  const struck = struckOut(all, asked.withoutEvidence);
  const { question, removals } = await settleWhatIf(loaded, asked);
  const weighed = await weigh(loaded, question, new Set());
  const { posed, solution, departure, hinges, without } = weighed;
  const dag = pathDag(posed);
  const cuts = smallestCuts(posed, without);
  const sets = cutsOf(posed, cuts);
  const citations = new CitationList(loaded);
  const path = await tellSolution(loaded, solution, citations);
  const told: PathTold = {
    path: solution.path ?? [],
    order: solution.order === "certain" ? "certain" : "possible",
    kept: without.kept,
  };
  const things = await tellHinges(loaded, posed, hinges, told, citations);
  const disputes = await sideChanges(
    loaded,
    posed.view,
    [...posed.from.items, ...posed.to.items],
    await outcomeOf(loaded, weighed, removals),
    async (claims) => outcomeOf(loaded, await weigh(loaded, question, claims), removals),
  );
  const removed = await removalsOf(loaded, posed, removals, async (left) => {
    const found = solvePosed(left, "earliest");
    return { ...verdictOf(found), path: await tellSolution(loaded, found, citations) };
  });
  const tried = removals.map(({ selector }) => selector);
  const selectors = [question.from, question.to, ...question.without, ...tried];
  const answer: Omit<WhatIfAnswer, "digest"> = {
    kind: "what-if",
    question: asked,
    ends: {
      from: toldEnd(posed.from),
      to: toldEnd(posed.to),
      struckOut: posed.without.map(toldEnd),
      withoutEvidence: struck,
    },
    order: solution.order,
    basis: solution.basis ?? null,
    ...disputes,
    arrival: solution.arrival ?? null,
    departure: departure ?? null,
    path,
    ways: waysOf(dag),
    ...things,
    cuts: sets,
    called: calledIn(posed, sets, asked.struckOut),
    removals: removed,
    limits: [
      ...limitsOf(weighed, dag, cuts),
      ...countedSideBySide(loaded, posed, dag.edges),
      ...(struck.length > 0 && namesByWords(asked) ? [WORDS_OF_ALL] : []),
      ...loaded.limitsOf(posed.view),
    ],
    coverage: coverageOf(posed.view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...struck.map(spokenStruckOut),
      ...handleAssumptions(posed.view, selectors),
      ...(await assumptionsFor(loaded, posed.view, dag.items.slice(0, MAX_ASSUMED))),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
