/** The answer to "where did it cross": from tier to higher tier, and from language to language. */
import type { View } from "../graph/view.ts";
import type { ClaimId } from "../model/claim.ts";
import { RELATIONS } from "../model/edge.ts";
import type { Crossing, CrossingsAnswer } from "../model/journey-answer.ts";
import { many } from "../model/plain-text.ts";
import { tierSchema } from "../model/platform.ts";
import { spokenBounds } from "../model/spoken-time.ts";
import { highOf, intervalOf, lowOf } from "../model/time.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { languageCrossings, languageIn, tierCrossings } from "./crossing-hops.ts";
import {
  byTime,
  type Entered,
  entering,
  intoTier,
  leading,
  nameOf,
  toTell,
} from "./crossings-entered.ts";
import { digestOf } from "./digest.ts";
import { evidenceState } from "./evidence-state.ts";
import { tellPath } from "./hops.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { CrossingsQuestion } from "./question.ts";
import { keysAround, remarksOn } from "./remarks.ts";
import { type End, endOf, type Selector, settle, toldEnd } from "./selector.ts";
import { countedSideBySide } from "./side-by-side.ts";
import { type Outcome, sideChanges } from "./side-changes.ts";
import { keysOnPath, type Posed, pathBasis } from "./solve.ts";
import { type TierOf, tiersOf } from "./tiers.ts";

type Settled = Exclude<Selector, { kind: "words" }>;

interface Asked {
  question: CrossingsQuestion;
  from: Settled;
  to: Settled | undefined;
}

interface Crossed {
  posed: Posed;
  tierOf: TierOf;
  to: End | undefined;
  entered: readonly Entered[];
  notTried: number;
}

async function cross(
  loaded: Loaded,
  { question, from, to }: Asked,
  without: ReadonlySet<ClaimId>,
): Promise<Crossed> {
  const view = await loaded.view(question.basis, without);
  const start = await endOf(loaded, view, question.from, from);
  const into = to && (await endOf(loaded, view, question.to ?? "", to));
  const posed: Posed = {
    view,
    graph: loaded.graph(view),
    from: start,
    to: into ?? start,
    without: [],
    sources: start.items,
    targets: into?.items ?? [],
    removed: undefined,
    window: { earliest: lowOf(question.between), latest: highOf(question.between) },
  };
  const tierOf = tiersOf(loaded.snapshot, view);
  const wanted = into && new Set(into.items);
  const mayReceive = (node: number) =>
    view.nodes[node]?.attested === true && (wanted === undefined || wanted.has(node));
  const tiers = tierCrossings(posed, tierOf, mayReceive);
  const languages = languageCrossings(
    posed,
    (node) => languageIn(view.nodes[node]?.language),
    mayReceive,
  );
  return {
    posed,
    tierOf,
    to: into,
    entered: [...entering(tiers.hops), ...entering(languages.hops)],
    notTried: tiers.notTried + languages.notTried,
  };
}

function outcomeOf({ posed, entered }: Crossed): Outcome {
  const { graph, view } = posed;
  const key = (node: number | undefined) => view.nodes[node ?? -1]?.key ?? "?";
  const spoken = (order: string, low: number, high: number) =>
    `order ${order}, ${spokenBounds(intervalOf(low, high))}`;
  return new Map([
    ...entered.map(({ earliest, time, hops }): [string, string] => [
      nameOf(earliest),
      `${spoken(earliest.order, lowOf(time), highOf(time))}, by ${keysOnPath(posed, earliest.edges).join(" -> ")}; ${hops.length} in all`,
    ]),
    ...entered.flatMap(({ hops }) =>
      hops.map(({ edges, order, low, high, ...hop }): [string, string] => {
        const edge = edges.at(-1) ?? -1;
        const relation = RELATIONS[graph.relation[edge] ?? 0] ?? "";
        const [from, to] = [key(graph.giver[edge]), key(graph.receiver[edge])];
        return [
          `${hop.kind} ${hop.kind === "tier" ? "" : `${hop.from} to `}${hop.to}: ${from} ${relation} ${to}`,
          spoken(order, low, high),
        ];
      }),
    ),
  ]);
}

function summary({ graph }: Posed, { earliest, time, hops }: Entered) {
  const { order, edges } = earliest;
  return { order, basis: pathBasis(graph, edges), time, hops: hops.length };
}

function itemsBefore({ graph, view }: Posed, tierOf: TierOf, edges: readonly number[]) {
  return edges
    .map((edge) => graph.giver[edge] ?? -1)
    .filter((node) => tierOf(node) === undefined)
    .flatMap((node) => view.nodes[node]?.key ?? []);
}

async function tellCrossings(
  loaded: Loaded,
  { posed, tierOf, entered }: Crossed,
  limit: number,
  citations: CitationList,
): Promise<Crossing[]> {
  const told: Crossing[] = [];
  for (const { hop, of } of toTell(entered, limit)) {
    const { kind, from, to, order, edges, low, high } = hop;
    told.push({
      kind,
      from,
      to,
      order,
      time: intervalOf(low, high),
      mayBeFirst: low <= highOf(of.time),
      withoutTier: kind === "tier" ? itemsBefore(posed, tierOf, edges) : [],
      path: await tellPath(loaded, posed, edges, order, citations),
    });
  }
  return told;
}

function limitsOf({ posed, tierOf, entered, notTried }: Crossed): string[] {
  const limits: string[] = [];
  const { earliest, latest } = posed.window;
  if (Number.isFinite(earliest) || Number.isFinite(latest)) {
    limits.push("within a window, certain is sound but not complete");
  }
  const top = tierSchema.options.at(-1);
  if (
    entered.some(
      ({ kind, to, earliest: hop }) =>
        hop.order === "possible" && (kind === "language" || to !== top),
    )
  ) {
    limits.push(
      "certain is sound but not complete for a tier below the highest, and for languages: a possible crossing may be certain",
    );
  }
  const untold = posed.sources.filter((source) => tierOf(source) === undefined).length;
  if (untold > 0)
    limits.push(
      `${many(untold, "source has", "sources have")} no tier: nothing crosses from there`,
    );
  if (notTried > 0) {
    limits.push(
      `${many(notTried, "hop is", "hops are")} left out: an order fact refuses the first path, and no other was tried`,
    );
  }
  return limits;
}

function summaries({ posed, entered }: Crossed): Pick<CrossingsAnswer, "tiers" | "languages"> {
  const tiers = tierSchema.options.flatMap((tier) => {
    const found = intoTier(entered, tier);
    return found ? [{ tier, ...summary(posed, found) }] : [];
  });
  const languages = entered
    .filter(({ kind }) => kind === "language")
    .sort((a, b) => byTime(a.earliest, b.earliest))
    .map((one) => ({ from: one.from, to: one.to, ...summary(posed, one) }));
  return { tiers, languages };
}

const nodesOf = ({ graph }: Posed, edges: readonly number[]): number[] =>
  edges.flatMap((edge) => [graph.giver[edge] ?? -1, graph.receiver[edge] ?? -1]);

/** Nodes on the paths by which each tier and language was entered first. */
const leadNodes = (view: View, { posed, entered }: Crossed): number[] =>
  [...new Set(entered.flatMap(({ earliest }) => nodesOf(posed, earliest.edges)))].filter(
    (node) => view.nodes[node] !== undefined,
  );

/**
 * Answers a crossings question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function crossings(
  loaded: Loaded,
  question: CrossingsQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<CrossingsAnswer> {
  const asked: Asked = {
    question,
    from: await settle(loaded, question.from),
    to: question.to === undefined ? undefined : await settle(loaded, question.to),
  };
  const crossed = await cross(loaded, asked, new Set());
  const { posed, entered } = crossed;
  const { view } = posed;
  const citations = new CitationList(loaded);
  const shown = await tellCrossings(loaded, crossed, question.limit, citations);
  const lead = leading(entered);
  const nodes = leadNodes(view, crossed);
  const disputes = await sideChanges(
    loaded,
    view,
    [...posed.sources, ...posed.targets],
    outcomeOf(crossed),
    async (without) => outcomeOf(await cross(loaded, asked, without)),
  );
  const answer: Omit<CrossingsAnswer, "digest"> = {
    kind: "crossings",
    question: { ...question, to: question.to ?? null },
    ends: { from: toldEnd(posed.from), to: crossed.to ? toldEnd(crossed.to) : null },
    order: lead?.earliest.order ?? "none",
    basis: lead ? pathBasis(posed.graph, lead.earliest.edges) : null,
    ...summaries(crossed),
    crossings: shown,
    omitted: entered.flatMap(({ hops }) => hops).length - shown.length,
    ...disputes,
    limits: [
      ...limitsOf(crossed),
      ...countedSideBySide(
        loaded,
        posed,
        entered.flatMap(({ hops }) => hops.map(({ edges }) => edges.at(-1) ?? -1)),
      ),
      ...loaded.limitsOf(view),
    ],
    remarks: remarksOn(loaded, keysAround(view, nodes), undefined, citations),
    coverage: coverageOf(view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(view, [asked.from, ...(asked.to ? [asked.to] : [])]),
      ...(await assumptionsFor(loaded, view, nodes)),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
