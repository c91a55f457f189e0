/** Reads of everything, page by page, at one version. */
import { z } from "zod";
import type { StoredClaim } from "../../model/claim.ts";
import type { Hash } from "../../model/evidence.ts";
import type { MergedEdge, MergedNode } from "../../model/merge.ts";
import type { FlowEdge } from "../contract.ts";
import { isNodeKey } from "../derive/gathered.ts";
import type { Database } from "./database.ts";
import { SPAN } from "./numbers.ts";
import { byEdge, readState, seen, visibleClaims } from "./reading.ts";
import { attestedSchema, readEdge, readFlowEdge, readNode } from "./rows.ts";
import { claimPageSchema } from "./take-back.ts";
import { findFile } from "./writing.ts";

/** Rows of a page. */
const LIMIT = 4_000;

const texts = z.array(z.string());
const numbers = z.array(z.number());
const thingPageSchema = z.object({
  keys: texts,
  names: texts,
  attested: z.array(attestedSchema),
  states: texts,
});

export async function* streamNodes(database: Database): AsyncGenerator<MergedNode[]> {
  const state = await readState(database);
  for (let after = ""; ; ) {
    const values = { after, limit: LIMIT, ...seen(state) };
    const [page] = await database.read("things/list-things", values, thingPageSchema);
    const last = page?.keys.at(-1);
    if (page === undefined || last === undefined) return;
    const nodes = page.names.flatMap((name, index) =>
      isNodeKey(name)
        ? [readNode(name, page.attested[index] ?? "none", page.states[index] ?? "{}")]
        : [],
    );
    if (nodes.length > 0) yield nodes;
    after = last;
  }
}

const flowPageSchema = z.object({
  relations: texts,
  givers: texts,
  receivers: texts,
  states: texts,
  earliest: numbers,
  latest: numbers,
  last: z.string().nullable(),
});
type FlowPage = z.infer<typeof flowPageSchema>;

const edgesOf = (page: FlowPage): FlowEdge[] =>
  page.relations.map((relation, index) =>
    readFlowEdge({
      relation,
      giver: page.givers[index] ?? "",
      receiver: page.receivers[index] ?? "",
      states: page.states[index] ?? "",
      earliest: page.earliest[index] ?? 0,
      latest: page.latest[index] ?? 0,
    }),
  );

const sameTime = (a: FlowEdge, b: FlowEdge): boolean =>
  a.earliest === b.earliest && a.latest === b.latest;

/** Sorts runs of one time by key. */
function byKeyWithinTimes(edges: FlowEdge[]): FlowEdge[] {
  const sorted: FlowEdge[] = [];
  for (let from = 0; from < edges.length; ) {
    let to = from + 1;
    const first = edges[from];
    for (let next = edges[to]; first && next && sameTime(first, next); next = edges[to]) to += 1;
    const run = edges.slice(from, to);
    for (const edge of run.length > 1 ? run.sort(byEdge) : run) sorted.push(edge);
    from = to;
  }
  return sorted;
}

export async function* streamFlowEdges(database: Database): AsyncGenerator<FlowEdge[]> {
  const state = await readState(database);
  const page = async (after: string): Promise<FlowPage | undefined> => {
    const values = { after, limit: LIMIT, ...seen(state) };
    const [row] = await database.read("edges/list-flow-edges", values, flowPageSchema);
    return row;
  };
  /** Edges of the time that the page before ended with: the next may hold more of it. */
  let held: FlowEdge[] = [];
  for (let next = page(""); ; ) {
    const row = await next;
    if (row === undefined || row.last === null) break;
    next = page(row.last);
    // A page that is not waited for, because the reader went away, has nobody to tell.
    next.catch(() => undefined);
    const edges = [...held, ...edgesOf(row)];
    const end = edges.at(-1);
    const open = end ? edges.findIndex((edge) => sameTime(edge, end)) : 0;
    held = edges.slice(open);
    if (open > 0) yield byKeyWithinTimes(edges.slice(0, open));
  }
  if (held.length > 0) yield byKeyWithinTimes(held);
}

const otherPageSchema = z.object({
  relations: texts,
  subjects: texts,
  objects: texts,
  states: texts,
  last: z.number().nullable(),
});

export async function* streamOtherEdges(database: Database): AsyncGenerator<MergedEdge[]> {
  const state = await readState(database);
  for (let after = -1; ; ) {
    const values = { after, limit: LIMIT, ...seen(state) };
    const [page] = await database.read("edges/list-other-edges", values, otherPageSchema);
    if (page === undefined || page.last === null) return;
    const edges = page.relations.map((relation, index) =>
      readEdge(
        relation,
        page.subjects[index] ?? "",
        page.objects[index] ?? "",
        page.states[index] ?? "",
      ),
    );
    if (edges.length > 0) yield edges;
    after = page.last;
  }
}

export async function* streamClaims(database: Database, hash: Hash): AsyncGenerator<StoredClaim[]> {
  const file = await findFile(database, hash);
  if (file === undefined) return;
  const files = new Map([[file, hash]]);
  const end = (file + 1) * SPAN;
  for (let after = file * SPAN; ; ) {
    const values = { after, end, limit: LIMIT };
    const [page] = await database.read("claims/list-claims", values, claimPageSchema);
    const last = page?.numbers.at(-1);
    if (page === undefined || last === undefined) return;
    const rows = page.numbers.map((number, index) => ({ number, body: page.bodies[index] ?? "" }));
    yield visibleClaims(rows, files);
    after = last;
  }
}
