/** Merging more claims into a stored state against merging all of them at once. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "vitest";
import type { Claim } from "../../src/model/claim.ts";
import { edgeKey } from "../../src/model/edge.ts";
import { mergeEdge, mergeNode } from "../../src/model/merge.ts";
import { foldEdge, foldNode } from "../../src/store/derive/fold.ts";
import { Gathered } from "../../src/store/derive/gathered.ts";
import { Said } from "../../src/store/derive/said.ts";
import { generatedClaim } from "./generated-evidence.ts";
import { item, key, PAGE, published, says } from "./made-evidence.ts";

function gather(claims: readonly Claim[]): Gathered {
  const gathered = new Gathered();
  for (const [index, claim] of claims.entries()) gathered.add(index + 1, claim);
  return gathered;
}

const parts = fc.tuple(
  fc.array(generatedClaim, { maxLength: 6 }),
  fc.array(generatedClaim, { maxLength: 30 }),
);

describe("folding", () => {
  it("gives the node that all claims give, unless the stored one is lossy", () => {
    const exact = { folded: 0, lossy: 0 };
    fc.assert(
      fc.property(parts, ([before, after]) => {
        const gathered = gather(after);
        for (const [node, { claims }] of gather(before).nodes) {
          const stored = foldNode(node, undefined, claims);
          assert.deepEqual(stored.merged, mergeNode(node, before));
          const further = gathered.nodes.get(node)?.claims ?? [];
          const folded = foldNode(node, stored.merged, further).merged;
          if (stored.lossy) exact.lossy += 1;
          else {
            assert.deepEqual(folded, mergeNode(node, [...before, ...after]));
            exact.folded += 1;
          }
        }
      }),
      { numRuns: 1_000 },
    );
    assert.ok(exact.folded > 1_000 && exact.lossy > 0);
  });

  it("gives the edge that all claims give, unless the stored one is lossy", () => {
    fc.assert(
      fc.property(parts, ([before, after]) => {
        const gathered = gather(after);
        for (const [name, { edge, claims }] of gather(before).edges) {
          const stored = foldEdge(edge, undefined, claims);
          assert.deepEqual(stored?.merged, mergeEdge(edge, before));
          if (!stored || stored.lossy) continue;
          const further = gathered.edges.get(name)?.claims ?? [];
          const folded = foldEdge(edge, stored.merged, further)?.merged;
          assert.deepEqual(folded, mergeEdge(edge, [...before, ...after]));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("loses nothing by keeping what is said twice only once", () => {
    fc.assert(
      fc.property(fc.array(generatedClaim, { maxLength: 12 }), (claims) => {
        const { nodes, edges } = gather(claims);
        for (const node of nodes.keys()) {
          const said = Said.ofNode(node);
          for (const claim of [...claims, ...claims]) said.add(claim);
          assert.ok(said.claims.length <= claims.length);
          assert.deepEqual(mergeNode(node, said.claims), mergeNode(node, claims));
        }
        for (const { edge } of edges.values()) {
          const said = Said.ofEdge(edgeKey(edge));
          for (const claim of [...claims, ...claims]) said.add(claim);
          assert.deepEqual(mergeEdge(edge, said.claims), mergeEdge(edge, claims));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("knows when a stored interval stands for several", () => {
    const page = key(PAGE);
    const lossy = (...times: [number, number][]): boolean =>
      foldNode(
        page,
        undefined,
        times.map(([from, to]) => says([published(PAGE, from, to)])),
      ).lossy;
    assert.equal(lossy([0, 10]), false);
    assert.equal(lossy([0, 10], [2, 3], [0, 10]), false);
    assert.equal(lossy([0, 10], [5, 15]), true, "an intersection");
    assert.equal(lossy([0, 1], [5, 6]), true, "a hull");
    assert.equal(foldNode(page, undefined, [says([item(PAGE)])]).lossy, false);
    const recorded = [says([published(PAGE, 0, 10)]), says([published(PAGE, 5, 15)])];
    const reported = says([published(PAGE, 5, 10)], { basis: "reported" });
    assert.equal(foldNode(page, undefined, [...recorded, reported]).lossy, true, "of its basis");
  });
});
