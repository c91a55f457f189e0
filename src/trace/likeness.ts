/** Near copies of a thing, told side by side. */
import { HOW } from "../graph/near-copies/alike.ts";
import { type Compared, compareTexts } from "../graph/near-copies/compare.ts";
import { RUN } from "../graph/near-copies/words.ts";
import type { TemporalGraph } from "../graph/temporal-graph.ts";
import type { View } from "../graph/view.ts";
import type { Likeness, ShowAnswer } from "../model/answer.ts";
import type { StoredClaim } from "../model/claim.ts";
import { type CitationList, leadingClaims } from "./citations.ts";
import { membersOf } from "./claims-behind.ts";
import type { Loaded } from "./loaded.ts";
import { refsOf } from "./refs.ts";
import { shownParts } from "./stretches.ts";

/** Near copies that are told, those that had the text first. */
const MAX_TOLD = 10;

const rounded = (part: number): number => Math.round(part * 1000) / 1000;

export const likenessOf = ({ runsShared, ofEither, ofShorter }: Compared): Likeness => ({
  how: HOW,
  run: RUN,
  runsShared,
  ofEither: rounded(ofEither),
  ofShorter: rounded(ofShorter),
});

const tellsText = (claim: StoredClaim, keys: ReadonlySet<string>): boolean =>
  claim.facts.some(
    (fact) => fact.fact === "item" && fact.text !== undefined && keys.has(fact.item),
  );

/** Where in the slice the claim tells a text. */
export const textAt = (claim: StoredClaim): string | undefined =>
  claim.facts.find((fact) => fact.fact === "item" && fact.text !== undefined)?.at;

interface Held {
  node: number;
  key: string;
  earliest: number;
  latest: number;
}

/** Between when and when the node came to have its text. */
function heldBy({ nodes, nearCopies }: View, graph: TemporalGraph, node: number): Held {
  const { key = "", cannotChange = false } = nodes[node] ?? {};
  const earliest = graph.low[node] ?? Number.NEGATIVE_INFINITY;
  const shown = nearCopies.shownBy.get(node)?.at ?? Number.POSITIVE_INFINITY;
  const latest = cannotChange ? (graph.high[node] ?? Number.POSITIVE_INFINITY) : shown;
  return { node, key, earliest, latest };
}

function orderOf(own: Held, other: Held): ShowAnswer["nearCopies"][number]["order"] {
  if (other.latest <= own.earliest && own.latest <= other.earliest) return "same moment";
  if (other.latest <= own.earliest) return "earlier";
  return own.latest <= other.earliest ? "later" : "not told by their times";
}

/** Those whose text is a near copy of the node's, the earliest first. */
function alikeTo(view: View, graph: TemporalGraph, node: number): Held[] {
  const others = new Set(view.nearCopies.sets.filter((set) => set.includes(node)).flat());
  others.delete(node);
  return [...others]
    .map((other) => heldBy(view, graph, other))
    .sort((a, b) => a.latest - b.latest || a.earliest - b.earliest || (a.key < b.key ? -1 : 1));
}

export async function tellNearCopies(
  loaded: Loaded,
  view: View,
  node: number,
  citations: CitationList,
): Promise<Pick<ShowAnswer, "nearCopies" | "nearCopyCount">> {
  const graph = loaded.graph(view);
  const others = alikeTo(view, graph, node);
  const told = others.slice(0, MAX_TOLD);
  if (told.length === 0) return { nearCopies: [], nearCopyCount: 0 };
  const ref = refsOf(loaded, view, graph);
  const own = heldBy(view, graph, node);
  const keysOf = (one: number) => membersOf({ view, graph }, one);
  const claims = await loaded.reader.claimsAbout(
    [own, ...told].flatMap((one) => keysOf(one.node)),
    [],
  );
  const textOf = (one: number): string => view.nodes[one]?.text ?? "";
  const citing = (one: number): number[] => {
    const keys = new Set(keysOf(one));
    return leadingClaims(claims.filter((claim) => tellsText(claim, keys))).map((claim) =>
      citations.cite(claim, textAt(claim)),
    );
  };
  return {
    nearCopyCount: others.length,
    nearCopies: told.map((other) => {
      const compared = compareTexts(textOf(node), textOf(other.node));
      return {
        item: ref(other.node),
        order: orderOf(own, other),
        likeness: likenessOf(compared),
        own: shownParts(compared.own),
        other: shownParts(compared.other),
        claims: [...new Set([...citing(node), ...citing(other.node)])],
      };
    }),
  };
}
