/** The answer to "which of these stands first": in the evidence loaded, never in the world. */
import { countsUnder } from "../graph/snapshot.ts";
import { type Basis, basisOfRank, basisRank } from "../model/basis.ts";
import type { ClaimId } from "../model/claim.ts";
import { edgeKey } from "../model/edge.ts";
import type { FirstAnswer, FirstGroup } from "../model/first-answer.ts";
import { tierSchema } from "../model/platform.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList, leadingClaims } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { evidenceState } from "./evidence-state.ts";
import {
  disputesOf,
  type FirstPosed,
  MAX_FIRST,
  MAX_IN_GROUP,
  platformOf,
} from "./first-disputes.ts";
import { type Group, groupsOf } from "./first-groups.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { FirstQuestion } from "./question.ts";
import { refsOf } from "./refs.ts";
import { keysAround, remarksOn } from "./remarks.ts";
import { type End, endOf, type Selector, settle, toldEnd } from "./selector.ts";
import { keysOf } from "./solve.ts";
import { bySurest, decide, highAt, lowAt, type Standing, standing } from "./standing.ts";
import { tiersOf } from "./tiers.ts";

type Settled = Exclude<Selector, { kind: "words" }>;

interface Posed extends FirstPosed {
  ends: readonly End[];
}

async function pose(
  loaded: Loaded,
  question: FirstQuestion,
  selectors: readonly Settled[],
  without: ReadonlySet<ClaimId>,
): Promise<Posed> {
  const view = await loaded.view(question.basis, without);
  const ends = await Promise.all(
    selectors.map((selector, i) => endOf(loaded, view, question.of[i] ?? "", selector)),
  );
  const items = [...new Set(ends.flatMap((end) => end.items))].sort((a, b) => a - b);
  return { view, graph: loaded.graph(view), ends, items };
}

async function tellStanding(
  loaded: Loaded,
  posed: Posed,
  among: readonly number[],
  stand: Standing | undefined,
  limit: number,
  citations: CitationList,
): Promise<FirstAnswer["first"]> {
  const { view, graph } = posed;
  const ref = refsOf(loaded, view, graph);
  const told: FirstAnswer["first"] = [];
  const counts = countsUnder(view.filter);
  for (const item of (stand?.items ?? []).toSorted(bySurest(graph)).slice(0, limit)) {
    const keys = new Set(view.nodes[item]?.join?.members ?? keysOf(view, [item]));
    const claims = (await loaded.reader.claimsAbout([...keys], [])).filter(
      (claim) =>
        counts(claim) && claim.facts.some((fact) => fact.fact === "time" && keys.has(fact.item)),
    );
    const { basis, edges } = decide(posed, among, item);
    const written = new Set(edges.flatMap((edge) => view.edges[edge]?.written ?? []));
    const deciding = (await loaded.reader.claimsAbout([], [...written])).filter(counts);
    told.push({
      item: ref(item),
      order: stand?.order ?? "possible",
      basis,
      claims: [
        ...leadingClaims(claims).map((claim) =>
          citations.cite(
            claim,
            claim.facts.find((fact) => fact.fact === "time" && keys.has(fact.item))?.at,
          ),
        ),
        ...leadingClaims(deciding).map((claim) =>
          citations.cite(
            claim,
            claim.facts.find((fact) => fact.fact === "edge" && written.has(edgeKey(fact)))?.at,
          ),
        ),
      ],
    });
  }
  return told;
}

async function tellGroup(
  loaded: Loaded,
  posed: Posed,
  group: Group,
  citations: CitationList,
): Promise<FirstGroup> {
  const { view, graph } = posed;
  const ref = refsOf(loaded, view, graph);
  const counted = (items: readonly number[]) => ({
    count: items.length,
    items: items.slice(0, MAX_IN_GROUP).map(ref),
  });
  const keyOf = (item: number) => ref(item).key;
  const { dated, standing: stand, before, missing, originals } = group;
  return {
    order: stand?.order ?? "none",
    first: await tellStanding(loaded, posed, dated, stand, MAX_IN_GROUP, citations),
    firstCount: stand?.items.length ?? 0,
    appeared: group.appeared,
    before: { certain: counted(before.certain), possible: counted(before.possible) },
    missing: missing.slice(0, MAX_IN_GROUP).map((one) => ({ ...one, item: keyOf(one.item) })),
    missingCount: missing.length,
    originals: originals
      .slice(0, MAX_IN_GROUP)
      .map(({ item, original }) => ({ item: keyOf(item), original: keyOf(original) })),
    originalsCount: originals.length,
  };
}

async function perPlatform(
  loaded: Loaded,
  posed: Posed,
  citations: CitationList,
): Promise<FirstAnswer["perPlatform"]> {
  const told: FirstAnswer["perPlatform"] = [];
  const groups = groupsOf(posed, posed.items, platformOf(posed));
  for (const group of groups) {
    told.push({ platform: group.name, ...(await tellGroup(loaded, posed, group, citations)) });
  }
  return told;
}

async function perTier(
  loaded: Loaded,
  posed: Posed,
  citations: CitationList,
): Promise<FirstAnswer["perTier"]> {
  const tierOf = tiersOf(loaded.snapshot, posed.view);
  const groups = groupsOf(posed, posed.items, (item) => tierOf(item) ?? "");
  const told: FirstAnswer["perTier"] = [];
  for (const tier of [...tierSchema.options, null]) {
    const group = groups.find(({ name }) => name === (tier ?? ""));
    if (group) told.push({ tier, ...(await tellGroup(loaded, posed, group, citations)) });
  }
  return told;
}

/** Of what stands first for certain the weakest; of what only may, that of the one that is there soonest. */
function basisOf(told: FirstAnswer["first"]): Basis | null {
  const [soonest] = told;
  if (soonest?.order !== "certain") return soonest?.basis ?? null;
  return basisOfRank(Math.max(...told.map(({ basis }) => basisRank(basis))));
}

/**
 * Answers a first question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`
 */
export async function first(
  loaded: Loaded,
  question: FirstQuestion,
  readQuote: ReadQuote,
  software: string,
): Promise<FirstAnswer> {
  const selectors = await Promise.all(question.of.map((text) => settle(loaded, text)));
  const posed = await pose(loaded, question, selectors, new Set());
  const stand = standing(posed.graph, posed.items);
  const citations = new CitationList(loaded);
  const told = await tellStanding(loaded, posed, posed.items, stand, MAX_FIRST, citations);
  const { disputes, disputesNotTried } = await disputesOf(loaded, posed, stand, (without) =>
    pose(loaded, question, selectors, without),
  );
  const undated = posed.items.filter(
    (item) =>
      !(stand?.order === "certain" && stand.items.includes(item)) &&
      lowAt(posed.graph, item) === Number.NEGATIVE_INFINITY &&
      highAt(posed.graph, item) === Number.POSITIVE_INFINITY,
  );
  const platforms = await perPlatform(loaded, posed, citations);
  const tiers = await perTier(loaded, posed, citations);
  const shown = [...told, ...[...platforms, ...tiers].flatMap((group) => group.first)];
  const nodes = new Set(shown.flatMap(({ item }) => posed.view.indexOf.get(item.key) ?? []));
  const answer: Omit<FirstAnswer, "digest"> = {
    kind: "first",
    question,
    ends: posed.ends.map(toldEnd),
    order: stand?.order ?? "none",
    basis: basisOf(told),
    disputed: disputes.length > 0,
    disputes,
    disputesNotTried,
    limits: [...loaded.limitsOf(posed.view)],
    first: told,
    firstCount: stand?.items.length ?? 0,
    perPlatform: platforms,
    perTier: tiers,
    undated: keysOf(posed.view, undated.slice(0, MAX_FIRST)),
    undatedCount: undated.length,
    remarks: remarksOn(loaded, keysAround(posed.view, stand?.items ?? []), undefined, citations),
    coverage: coverageOf(posed.view, loaded.snapshot),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(posed.view, selectors),
      ...(await assumptionsFor(loaded, posed.view, [...nodes].slice(0, MAX_FIRST))),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
