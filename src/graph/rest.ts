/** What a store would show if it had never seen some of its claims. */
import type { ClaimId, StoredClaim } from "../model/claim.ts";
import { withoutClaims } from "./overlay.ts";
import type { ClaimFilter, GraphReader, Snapshot } from "./snapshot.ts";
import { edgeLeft, nodesLeft } from "./what-is-left.ts";

/** The snapshot of the claims that are left, at the same version. */
export async function snapshotWithout(
  snapshot: Snapshot,
  reader: GraphReader,
  without: ReadonlySet<ClaimId>,
): Promise<Snapshot> {
  const filter: ClaimFilter = { floor: "inferred", without };
  const overlay = await withoutClaims(snapshot, reader, without);
  const edges = (all: Snapshot["flowEdges"]) =>
    all.flatMap((stored) => edgeLeft(overlay, stored) ?? []);
  const stated = <S extends { claim: StoredClaim }>(all: readonly S[]): S[] =>
    all.filter(({ claim }) => !without.has(claim.id));
  return {
    version: snapshot.version,
    nodes: nodesLeft(snapshot, overlay, filter),
    flowEdges: edges(snapshot.flowEdges),
    otherEdges: edges(snapshot.otherEdges),
    disputed: snapshot.disputed.filter(({ id }) => !without.has(id)),
    joins: stated(snapshot.joins),
    leads: stated(snapshot.leads),
    members: stated(snapshot.members),
    remarks: stated(snapshot.remarks),
  };
}
