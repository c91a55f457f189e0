/** Takes an evidence file's claims back, within a change. */

import { readFacts } from "../derive/claim-facts.ts";
import { edgeWith } from "../derive/edge-name.ts";
import { Gathered } from "../derive/gathered.ts";
import { type Change, timeAmong } from "./change.ts";
import type { Database } from "./database.ts";
import { findEdges } from "./edge-rows.ts";
import { fileOf, SPAN } from "./numbers.ts";
import { claimPageSchema } from "./rows.ts";

/** Claims read at a time. */
const CHUNK = 2_000;

/** The claims of a file in their order, whether it is visible or not. */
export async function* claimPages(database: Database, file: number) {
  const end = (file + 1) * SPAN;
  for (let after = file * SPAN; ; ) {
    const values = { after, end, limit: CHUNK };
    const [page] = await database.read("claims/list-claims", values, claimPageSchema);
    const last = page?.numbers.at(-1);
    if (page === undefined || last === undefined) return;
    yield page;
    after = last;
  }
}

export async function takeBack(change: Change, file: number): Promise<void> {
  change.dropped.add(file);
  for await (const page of claimPages(change.database, file)) {
    const gathered = new Gathered();
    for (const [index, number] of page.numbers.entries()) {
      gathered.add(number, readFacts(page.bodies[index] ?? ""));
    }
    await unlink(change, gathered);
  }
}

async function unlink(change: Change, gathered: Gathered): Promise<void> {
  for (const { key, ids } of gathered.nodes.values()) {
    if (ids.length > 0) change.staleThings.add(key);
    change.loose.add(key);
  }
  for (const subject of gathered.described) change.described.add(subject);
  const edges = new Map([...gathered.edges].map(([key, { edge }]) => [key, edge]));
  const things = await change.things.find(gathered.nodes.keys());
  const writes = change.edgeWrites();
  for (const [key, before] of await findEdges(change.database, [...edges.values()])) {
    const edge = edges.get(key);
    const claims = before.claims.filter((number) => !change.dropped.has(fileOf(number)));
    if (edge === undefined || claims.length === before.claims.length) continue;
    const merged = edgeWith(edge, before.states);
    change.staleEdges.set(key, edge);
    // What the claims that are left come to is found at the end.
    writes.put({
      folded: { merged, lossy: true },
      claims,
      before,
      time: timeAmong(merged, things),
    });
  }
  await change.writeEdges(writes);
}
