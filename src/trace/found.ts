/** What holds words, each told by its title or first words, or else by what it is. */
import type { StoredClaim } from "../model/claim.ts";
import type { Key } from "../model/key.ts";
import type { SearchHit, Store } from "../store/contract.ts";
import { statedTitles } from "./refs.ts";

function kindIn(claims: readonly StoredClaim[], key: Key): string | undefined {
  for (const fact of claims.flatMap(({ facts }) => facts)) {
    if (fact.fact === "account" && fact.account === key) return "account";
    if (fact.fact === "edge" && fact.relation === "POSTED_BY" && fact.object === key) {
      return "account";
    }
    if (fact.fact === "item" && fact.item === key && fact.type !== undefined) {
      return fact.platform === undefined ? fact.type : `${fact.type} on ${fact.platform}`;
    }
  }
  return undefined;
}

/** What only statements say of something is looked up where it has no words of its own. */
export async function foundBy(
  store: Pick<Store, "search" | "remarks" | "claimsAbout">,
  words: string,
  limit: number,
): Promise<SearchHit[]> {
  const hits = await store.search(words, limit);
  const bare = hits.flatMap(({ key, excerpt }) => (excerpt === "" ? [key] : []));
  if (bare.length === 0) return hits;
  const titles = statedTitles(await store.remarks());
  const claims = await store.claimsAbout(bare, []);
  return hits.map(({ key, excerpt }) => ({
    key,
    excerpt: excerpt || (titles.get(key) ?? kindIn(claims, key) ?? "item"),
  }));
}
