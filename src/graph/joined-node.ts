/** The node that several keys give when they are joined. */
import { BASES, type Basis } from "../model/basis.ts";
import { type Key, kindOfKey } from "../model/key.ts";
import { mergeNode } from "../model/merge.ts";
import type { MergedNode, NodeState } from "../model/merged.ts";
import type { Join } from "./joins.ts";
import type { ClaimFilter, GraphReader } from "./snapshot.ts";

/** An account's states say only what it is called, so joined ones are simply united. */
function uniteAccounts(key: Key, members: readonly MergedNode[]): MergedNode {
  const states: Partial<Record<Basis, NodeState>> = {};
  const union = <T>(lists: readonly (readonly T[] | undefined)[]): T[] => [
    ...new Set(lists.flatMap((list) => list ?? [])),
  ];
  for (const basis of BASES) {
    const ofBasis = members.flatMap((member) => member.states[basis] ?? []);
    if (ofBasis.length === 0) continue;
    const [platforms, handles, names] = [
      union(ofBasis.map((state) => state.platforms)).sort(),
      union(ofBasis.map((state) => state.handles)).sort(),
      union(ofBasis.map((state) => state.names)).sort(),
    ];
    // What a basis does not say is left to the next.
    states[basis] = {
      account: true,
      ...(ofBasis.some((state) => state.named) ? { named: true } : {}),
      ...(platforms.length > 0 ? { platforms } : {}),
      ...(handles.length > 0 ? { handles } : {}),
      ...(names.length > 0 ? { names } : {}),
    };
  }
  const attested = BASES.find((basis) => members.some((member) => member.attested === basis));
  return { key, ...(attested === undefined ? {} : { attested }), states };
}

const isSaid = ({ attested, states }: MergedNode): boolean =>
  attested !== undefined || Object.keys(states).length > 0;

export async function joinedNode(
  join: Join,
  nodes: ReadonlyMap<Key, MergedNode>,
  reader: GraphReader,
  filter: ClaimFilter,
): Promise<MergedNode> {
  const members = join.members.flatMap((key) => nodes.get(key) ?? []);
  if (members.some((member) => kindOfKey(member.key) === "account")) {
    return uniteAccounts(join.key, members);
  }
  // Of all names but one nothing is said: what is said of that one is said of the thing.
  const [known, another] = members.filter(isSaid);
  if (another === undefined) return { ...(known ?? { states: {} }), key: join.key };
  const claims = await reader.claimsAbout(join.members, []);
  return mergeNode(
    join.key,
    claims.filter((claim) => !filter.without.has(claim.id)),
    new Set(join.members),
  );
}
