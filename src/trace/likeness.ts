/** Near copies of a thing, told side by side. */
import { HOW } from "../graph/near-copies/alike.ts";
import { type Compared, compareTexts } from "../graph/near-copies/compare.ts";
import { holderOf } from "../graph/near-copies/holders.ts";
import { RUN } from "../graph/near-copies/words.ts";
import type { View } from "../graph/view.ts";
import type { Likeness } from "../model/answer.ts";
import type { ShowAnswer } from "../model/show-answer.ts";
import { type CitationList, leadingClaims } from "./citations.ts";
import { membersOf, textFinder } from "./claims-behind.ts";
import { alikeTo, MAX_TOLD, orderOf } from "./copies-told.ts";
import type { Loaded } from "./loaded.ts";
import { refsOf } from "./refs.ts";
import { shownParts } from "./stretches.ts";

const rounded = (part: number): number => Math.round(part * 1000) / 1000;

export const likenessOf = ({ runsShared, ofEither, ofShorter }: Compared): Likeness => ({
  how: HOW,
  run: RUN,
  runsShared,
  ofEither: rounded(ofEither),
  ofShorter: rounded(ofShorter),
});

export async function tellNearCopies(
  loaded: Loaded,
  view: View,
  node: number,
  citations: CitationList,
): Promise<Pick<ShowAnswer, "nearCopies" | "nearCopyCount">> {
  if (view.nearCopies.looks.has(node)) return { nearCopies: [], nearCopyCount: 0 };
  const graph = loaded.graph(view);
  const others = alikeTo(view, graph, node);
  const told = others.slice(0, MAX_TOLD);
  if (told.length === 0) return { nearCopies: [], nearCopyCount: 0 };
  const ref = refsOf(loaded, view, graph);
  const own = holderOf(view, graph, node);
  const claims = await loaded.reader.claimsAbout(
    [own, ...told].flatMap(({ node: one }) => membersOf({ view }, one)),
    [],
  );
  const textOf = (one: number): string => view.nodes[one]?.text ?? "";
  const citing = (one: number): number[] => {
    const find = textFinder({ view }, one);
    return leadingClaims(claims.filter(find)).map((claim) =>
      citations.cite(claim, find(claim)?.at),
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
