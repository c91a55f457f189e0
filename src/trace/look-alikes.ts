/** Pictures that look like a thing's, told side by side by hash, size and file: none is ever shown. */
import { holderOf } from "../graph/near-copies/holders.ts";
import { bitsBetween, HOW_PICTURES } from "../graph/near-copies/pictures.ts";
import type { View } from "../graph/view.ts";
import type { LookAlike } from "../model/answer.ts";
import type { StoredClaim } from "../model/claim.ts";
import { findLook, findSize, LOOK_BITS } from "../model/picture-look.ts";
import type { ShowAnswer, ToldPicture } from "../model/show-answer.ts";
import { type CitationList, leadingClaims } from "./citations.ts";
import { membersOf } from "./claims-behind.ts";
import { alikeTo, MAX_TOLD, orderOf } from "./copies-told.ts";
import type { Loaded } from "./loaded.ts";
import { refsOf } from "./refs.ts";

export const lookAlikeOf = (a: string, b: string): LookAlike => ({
  how: HOW_PICTURES,
  bits: LOOK_BITS,
  differing: bitsBetween(a, b),
});

/** Where in the slice the claim tells what a picture looks like. */
export const lookAtOf = (claim: StoredClaim): string | undefined =>
  claim.facts.find((fact) => fact.fact === "remark" && findLook(fact) !== undefined)?.at;

const tellsLook = (claim: StoredClaim, keys: ReadonlySet<string>): boolean =>
  claim.facts.some(
    (fact) => fact.fact === "remark" && findLook(fact) !== undefined && keys.has(fact.subject),
  );

function toldPicture(loaded: Loaded, look: string, claims: readonly StoredClaim[]): ToldPicture {
  const [size] = claims.flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.fact === "remark" ? (findSize(fact) ?? []) : [])),
  );
  return {
    look,
    width: size?.width ?? null,
    height: size?.height ?? null,
    files: claims.map(({ evidence, place }) => ({
      hash: evidence,
      name: loaded.evidence.get(evidence)?.name ?? evidence,
      path: [...(place.path ?? [])],
    })),
  };
}

export async function tellLookAlikes(
  loaded: Loaded,
  view: View,
  node: number,
  citations: CitationList,
): Promise<Pick<ShowAnswer, "nearPictures" | "nearPictureCount">> {
  const { looks } = view.nearCopies;
  const look = looks.get(node);
  if (look === undefined) return { nearPictures: [], nearPictureCount: 0 };
  const graph = loaded.graph(view);
  const others = alikeTo(view, graph, node);
  const told = others.slice(0, MAX_TOLD);
  const ref = refsOf(loaded, view, graph);
  const own = holderOf(view, graph, node);
  const keysOf = (one: number) => membersOf({ view }, one);
  const claims = await loaded.reader.claimsAbout(
    [own, ...told].flatMap((one) => keysOf(one.node)),
    [],
  );
  const telling = (one: number): StoredClaim[] => {
    const keys = new Set<string>(keysOf(one));
    return leadingClaims(claims.filter((claim) => tellsLook(claim, keys)));
  };
  const ownClaims = telling(node);
  const ownPicture = toldPicture(loaded, look, ownClaims);
  const nearPictures = told.map((other) => {
    const otherClaims = telling(other.node);
    const otherLook = looks.get(other.node) ?? look;
    return {
      item: ref(other.node),
      order: orderOf(own, other),
      likeness: lookAlikeOf(look, otherLook),
      own: ownPicture,
      other: toldPicture(loaded, otherLook, otherClaims),
      claims: [...ownClaims, ...otherClaims].map((claim) => citations.cite(claim, lookAtOf(claim))),
    };
  });
  return { nearPictures, nearPictureCount: others.length };
}
