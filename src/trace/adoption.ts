/** The answer to "how did it spread": how many items and accounts had taken a thing by each moment. */

import { countsUnder } from "../graph/snapshot.ts";
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import { compare } from "../model/compare.ts";
import { edgeKey } from "../model/edge.ts";
import type { AdoptionAnswer, Curve } from "../model/journey-answer.ts";
import { type Key, kindOfKey } from "../model/key.ts";
import { many } from "../model/plain-text.ts";
import { siteOf } from "../model/platform.ts";
import { spokenBounds } from "../model/spoken-time.ts";
import { highOf, intervalOf, lowOf } from "../model/time.ts";
import { curveOf, type Taker } from "./adoption-curve.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList, leadingClaims } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { givenPath } from "./engine/given-path.ts";
import { evidenceState } from "./evidence-state.ts";
import { tellPath } from "./hops.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { AdoptionQuestion } from "./question.ts";
import { refsOf } from "./refs.ts";
import { endOf, type Selector, settle, toldEnd } from "./selector.ts";
import { type Outcome, sideChanges } from "./side-changes.ts";
import { type Posed, solvePosed } from "./solve.ts";
import { carriers, reachedBy, type Taken } from "./takers.ts";

type Settled = Exclude<Selector, { kind: "words" }>;

interface Adopted extends Taken {
  posed: Posed;
  /** Of known time on some side. */
  dated: readonly Taker[];
  undated: readonly Taker[];
}

const tagOf = (selector: Settled): Key | undefined =>
  selector.kind === "key" && kindOfKey(selector.key) === "tag" ? selector.key : undefined;

async function adopt(
  loaded: Loaded,
  question: AdoptionQuestion,
  of: Settled,
  without: ReadonlySet<ClaimId>,
): Promise<Adopted> {
  const view = await loaded.view(question.basis, without);
  const end = await endOf(loaded, view, question.of, of);
  const starts = new Set(end.items);
  const others = view.nodes.flatMap((node, item) =>
    node.attested && !node.account && !starts.has(item) ? [item] : [],
  );
  const tag = tagOf(of);
  const posed: Posed = {
    view,
    graph: loaded.graph(view),
    from: end,
    to: end,
    without: [],
    sources: end.items,
    targets: tag === undefined ? others : [],
    removed: undefined,
    window: { earliest: lowOf(question.between), latest: highOf(question.between) },
  };
  const taken = tag === undefined ? reachedBy(posed) : carriers(loaded, posed, tag);
  const isDated = ({ low, high }: Taker) => Number.isFinite(low) || Number.isFinite(high);
  return {
    ...taken,
    posed,
    dated: taken.takers.filter(isDated),
    undated: taken.takers.filter((taker) => !isDated(taker)),
  };
}

function bySite({ posed, dated }: Adopted): [string, Taker[]][] {
  const site = ({ item }: Taker): string => {
    const platform = posed.view.nodes[item]?.platform;
    return platform === undefined ? "unknown platform" : siteOf(platform);
  };
  return [...Map.groupBy(dated, site)].sort(([a], [b]) => compare(a, b));
}

const spokenBand = ({ certain, possible }: Curve["items"]): string =>
  certain === possible ? `${certain}` : `${certain} to ${possible}`;

const spokenCurve = ({ items, accounts, first }: Curve): string =>
  `${many(spokenBand(items), "item")}, ${many(spokenBand(accounts), "account")}, the earliest ${spokenBounds(first)}`;

function outcomeOf(adopted: Adopted): Outcome {
  const curves: [string, readonly Taker[]][] = [["in all", adopted.dated], ...bySite(adopted)];
  const { nodes } = adopted.posed.view;
  return new Map([
    ...curves.map(([name, takers]) => [name, spokenCurve(curveOf(takers, 2))] as const),
    ...adopted.takers.map(
      ({ item, low, high, sure }) =>
        [
          nodes[item]?.key ?? "",
          `order ${sure ? "certain" : "possible"}, ${spokenBounds(intervalOf(low, high))}`,
        ] as const,
    ),
  ]);
}

/** The words that say that an item carries the tag, and when it was published. */
async function citeCarrier(
  loaded: Loaded,
  { view }: Posed,
  item: number,
  tag: Key,
  citations: CitationList,
): Promise<number[]> {
  const node = view.nodes[item];
  const keys = node ? (node.join?.members ?? [node.key]) : [];
  const written = keys.map((subject) => edgeKey({ relation: "TAGGED", subject, object: tag }));
  const counts = countsUnder(view.filter);
  const names = new Set<Key>(keys);
  const tagging = (await loaded.reader.claimsAbout([], written)).filter(counts);
  const dating = (await loaded.reader.claimsAbout(keys, [])).filter(
    (claim) =>
      counts(claim) && claim.facts.some((fact) => fact.fact === "time" && names.has(fact.item)),
  );
  const at = (claim: StoredClaim, of: "TAGGED" | "time") =>
    claim.facts.find((fact) =>
      of === "time"
        ? fact.fact === "time" && names.has(fact.item)
        : fact.fact === "edge" && fact.relation === of && fact.object === tag,
    )?.at;
  const numbers = [
    ...leadingClaims(tagging).map((claim) => citations.cite(claim, at(claim, "TAGGED"))),
    ...leadingClaims(dating).map((claim) => citations.cite(claim, at(claim, "time"))),
  ];
  return [...new Set(numbers)];
}

/** A path to an item that no order fact refuses. */
function checkedPathTo({ posed, pathTo }: Adopted, item: number): readonly number[] | undefined {
  const path = pathTo(item);
  if (path && givenPath(posed.graph, path, posed.window)) return path;
  return solvePosed({ ...posed, targets: [item] }, "earliest").path;
}

async function tellTakers(
  loaded: Loaded,
  adopted: Adopted,
  tag: Key | undefined,
  limit: number,
  citations: CitationList,
): Promise<AdoptionAnswer["takers"]> {
  const { posed, dated } = adopted;
  const ref = refsOf(loaded, posed.view, posed.graph);
  const told: AdoptionAnswer["takers"] = [];
  const inOrder = dated.toSorted((a, b) => compare(a.low, b.low) || compare(a.high, b.high));
  for (const { item, low, high, sure } of inOrder.slice(0, limit)) {
    const order = sure ? "certain" : "possible";
    const time = intervalOf(low, high);
    if (tag !== undefined) {
      const claims = await citeCarrier(loaded, posed, item, tag, citations);
      told.push({ item: ref(item), order, time, path: null, claims });
      continue;
    }
    const edges = checkedPathTo(adopted, item);
    if (!edges) continue;
    const path = await tellPath(loaded, posed, edges, order, citations);
    told.push({ item: ref(item), order, time, path, claims: [] });
  }
  return told;
}

function limitsOf({ posed, takers, canChange }: Adopted, tag: Key | undefined): string[] {
  const limits: string[] = [];
  const { earliest, latest } = posed.window;
  if (Number.isFinite(earliest) || Number.isFinite(latest)) {
    limits.push("within a window, certain is sound but not complete");
  }
  if (tag === undefined && takers.length > 0) {
    limits.push(
      "certainly taken is exact while order facts lie along the flow; possibly taken is an upper bound: no world has more by then, but all may not be that early in one world",
    );
  }
  if (tag !== undefined) {
    limits.push("reshares are not counted: what they carry is what was posted first");
  }
  if (Number.isFinite(earliest)) {
    limits.push("only what took it within the window is counted");
  }
  if (canChange > 0) {
    limits.push(
      `${canChange} of the items that carry it can change: nothing says by when they took it`,
    );
  }
  return limits;
}

const keysOf = ({ view }: Posed, takers: readonly Taker[]): Key[] =>
  takers.flatMap(({ item }) => view.nodes[item]?.key ?? []);

/** Keys of undated takers that are told. */
const MAX_UNDATED = 100;

/**
 * Answers an adoption question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function adoption(
  loaded: Loaded,
  question: AdoptionQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<AdoptionAnswer> {
  const of = await settle(loaded, question.of);
  const tag = tagOf(of);
  const adopted = await adopt(loaded, question, of, new Set());
  const { posed, takers, dated, undated } = adopted;
  const { view, from } = posed;
  const citations = new CitationList(loaded);
  const shown = await tellTakers(loaded, adopted, tag, question.takers, citations);
  const disputes = await sideChanges(
    loaded,
    view,
    posed.sources,
    outcomeOf(adopted),
    async (without) => outcomeOf(await adopt(loaded, question, of, without)),
  );
  const sure = takers.some((taker) => taker.sure);
  const shownItems = shown.flatMap(({ item }) => view.indexOf.get(item.key) ?? []);
  const answer: Omit<AdoptionAnswer, "digest"> = {
    kind: "adoption",
    question,
    by: tag === undefined ? "reach" : "tag",
    ends: { of: toldEnd(from) },
    order: takers.length === 0 ? "none" : sure ? "certain" : "possible",
    basis: adopted.basis ?? null,
    whole: curveOf(dated, question.points),
    perPlatform: bySite(adopted).map(([platform, some]) => ({
      platform,
      curve: curveOf(some, question.points),
    })),
    undated: {
      count: undated.length,
      items: keysOf(posed, undated.slice(0, MAX_UNDATED)),
    },
    withoutAccount: dated.filter(({ account }) => account === -1).length,
    takers: shown,
    ...disputes,
    limits: [...limitsOf(adopted, tag), ...loaded.limitsOf(view)],
    coverage: coverageOf(view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(view, [of]),
      ...(await assumptionsFor(loaded, view, shownItems)),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
