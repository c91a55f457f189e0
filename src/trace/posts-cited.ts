/** The words that say which account posted what, read at once for all that an answer tells. */
import { countsUnder } from "../graph/snapshot.ts";
import type { StoredClaim } from "../model/claim.ts";
import { edgeKey } from "../model/edge.ts";
import { type CitationList, leadingClaims } from "./citations.ts";
import { membersOf } from "./claims-behind.ts";
import type { Loaded } from "./loaded.ts";
import type { Posed } from "./solve.ts";

interface Post {
  item: number;
  account: number;
}

type Graphed = Pick<Posed, "view" | "graph">;

/** Keys under which claims say that it was posted by the account, or by a name that it bore. */
function keysOf(posed: Graphed, { item, account }: Post): string[] {
  const { view } = posed;
  const chosen = view.accountOf[item] === account ? (view.postedBy.get(item) ?? []) : [];
  const any = membersOf(posed, item).flatMap((subject) =>
    membersOf(posed, account).map((object) => edgeKey({ relation: "POSTED_BY", subject, object })),
  );
  return [...new Set([...chosen, ...any])];
}

/** Numbers of citations for each post. */
export async function citePosts(
  loaded: Loaded,
  posed: Graphed,
  posts: readonly Post[],
  citations: CitationList,
): Promise<number[][]> {
  const keys = posts.map((post) => keysOf(posed, post));
  const saying = new Map<string, StoredClaim[]>();
  const counts = countsUnder(posed.view.filter);
  for (const claim of await loaded.reader.claimsAbout([], [...new Set(keys.flat())])) {
    if (!counts(claim)) continue;
    for (const fact of claim.facts) {
      if (fact.fact !== "edge" || fact.relation !== "POSTED_BY") continue;
      const key = edgeKey(fact);
      saying.set(key, [...(saying.get(key) ?? []), claim]);
    }
  }
  return keys.map((some) => {
    const wanted = new Set(some);
    const claims = new Set(some.flatMap((key) => saying.get(key) ?? []));
    const at = ({ facts }: StoredClaim) =>
      facts.find((fact) => fact.fact === "edge" && wanted.has(edgeKey(fact)))?.at;
    return leadingClaims([...claims]).map((claim) => citations.cite(claim, at(claim)));
  });
}
