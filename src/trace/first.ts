/** The answer to "which of these stands first": in the evidence loaded, never in the world. */
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { FirstAnswer, FirstGroup } from "../model/answer.ts";
import { admits } from "../model/basis.ts";
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import type { Key } from "../model/key.ts";
import { siteOf, tierSchema } from "../model/platform.ts";
import { assumptionsFor, handleAssumptions } from "./assumptions.ts";
import { CitationList, leadingClaims } from "./citations.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf } from "./digest.ts";
import { MAX_DISPUTES, relevantContradictions } from "./disputes.ts";
import { evidenceState } from "./evidence-state.ts";
import { type Group, groupsOf } from "./first-groups.ts";
import type { Loaded, ReadQuote } from "./loaded.ts";
import type { FirstQuestion } from "./question.ts";
import { refsOf } from "./refs.ts";
import { keysAround, remarksOn } from "./remarks.ts";
import { type End, endOf, type Selector, settle } from "./selector.ts";
import { decide, highAt, lowAt, type Standing, standing } from "./standing.ts";
import { tiersOf } from "./tiers.ts";

type Settled = Exclude<Selector, { kind: "words" }>;

interface Posed {
  view: View;
  graph: TemporalGraph;
  ends: readonly End[];
  items: readonly number[];
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

const keysOf = (view: View, items: readonly number[]): Key[] =>
  items.flatMap((item) => view.nodes[item]?.key ?? []);

async function tellStanding(
  loaded: Loaded,
  posed: Posed,
  among: readonly number[],
  stand: Standing | undefined,
  citations: CitationList,
): Promise<FirstAnswer["first"]> {
  const { view, graph } = posed;
  const ref = refsOf(loaded, view, graph);
  const told: FirstAnswer["first"] = [];
  const counts = (claim: StoredClaim) =>
    admits(view.filter.floor, claim.basis) && !view.filter.without.has(claim.id);
  for (const item of stand?.items ?? []) {
    const keys = new Set(view.nodes[item]?.join?.members ?? keysOf(view, [item]));
    const claims = (await loaded.reader.claimsAbout([...keys], [])).filter(
      (claim) =>
        counts(claim) && claim.facts.some((fact) => fact.fact === "time" && keys.has(fact.item)),
    );
    const { basis, edges } = decide(posed, among, item);
    const written = edges.flatMap((edge) => view.edges[edge]?.written ?? []);
    const deciding = (await loaded.reader.claimsAbout([], written)).filter(counts);
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
        ...leadingClaims(deciding).map((claim) => citations.cite(claim)),
      ],
    });
  }
  return told;
}

const same = (a: readonly Key[], b: readonly Key[]): boolean => a.join(" ") === b.join(" ");

async function disputesOf(
  loaded: Loaded,
  question: FirstQuestion,
  selectors: readonly Settled[],
  posed: Posed,
  stand: Standing | undefined,
): Promise<FirstAnswer["disputes"]> {
  const granted = { order: stand?.order ?? "none", first: keysOf(posed.view, stand?.items ?? []) };
  const relevant = await relevantContradictions(loaded, posed, posed.items);
  const disputes: FirstAnswer["disputes"] = [];
  for (const { name, kind, about, says, sides } of relevant.slice(0, MAX_DISPUTES)) {
    const tried: FirstAnswer["disputes"][number]["sides"] = [];
    for (const side of sides) {
      const other = await pose(loaded, question, selectors, new Set(side.removes));
      const taken = standing(other.graph, other.items);
      const order = taken?.order ?? "none";
      const first = keysOf(other.view, taken?.items ?? []);
      const changes: ("order" | "first")[] = [];
      if (order !== granted.order) changes.push("order");
      if (!same(first, granted.first)) changes.push("first");
      tried.push({
        says: side.says,
        sources: [...side.sources],
        claims: [...side.claims],
        removes: [...side.removes],
        order,
        first,
        changes,
      });
    }
    if (tried.every((side) => side.changes.length === 0)) continue;
    disputes.push({ name, kind, about: [...about], says, sides: tried });
  }
  return disputes;
}

/** Items told of each list of a group. */
const MAX_TOLD = 20;

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
    items: items.slice(0, MAX_TOLD).map(ref),
  });
  const keyOf = (item: number) => ref(item).key;
  const { dated, standing: stand, before, missing, originals } = group;
  return {
    order: stand?.order ?? "none",
    first: await tellStanding(loaded, posed, dated, stand, citations),
    appeared: group.appeared,
    before: { certain: counted(before.certain), possible: counted(before.possible) },
    missing: missing.slice(0, MAX_TOLD).map((one) => ({ ...one, item: keyOf(one.item) })),
    missingCount: missing.length,
    originals: originals
      .slice(0, MAX_TOLD)
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
  const groups = groupsOf(posed, posed.items, (item) => {
    const platform = posed.view.nodes[item]?.platform;
    return platform === undefined ? "unknown platform" : siteOf(platform);
  });
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
  const told = await tellStanding(loaded, posed, posed.items, stand, citations);
  const disputes = await disputesOf(loaded, question, selectors, posed, stand);
  const undated = posed.items.filter(
    (item) =>
      !(stand?.order === "certain" && stand.items.includes(item)) &&
      lowAt(posed.graph, item) === Number.NEGATIVE_INFINITY &&
      highAt(posed.graph, item) === Number.POSITIVE_INFINITY,
  );
  const platforms = await perPlatform(loaded, posed, citations);
  const tiers = await perTier(loaded, posed, citations);
  const shown = posed.items.slice(0, 100);
  const answer: Omit<FirstAnswer, "digest"> = {
    kind: "first",
    question,
    ends: posed.ends.map(({ asked, inEvidence, items }) => ({
      asked,
      inEvidence,
      items: items.length,
    })),
    order: stand?.order ?? "none",
    basis: told[0]?.basis ?? null,
    disputed: disputes.length > 0,
    disputes,
    first: told,
    perPlatform: platforms,
    perTier: tiers,
    undated: keysOf(posed.view, undated),
    remarks: remarksOn(loaded, keysAround(posed.view, stand?.items ?? []), undefined, citations),
    coverage: coverageOf(posed.view),
    citations: await citations.read(readQuote),
    assumptions: [
      ...handleAssumptions(posed.view, selectors),
      ...(await assumptionsFor(loaded, posed.view, shown)),
    ],
    software,
    evidence: evidenceState(loaded),
  };
  return { ...answer, digest: digestOf(answer) };
}
