/**
 * Reads of everything, page by page, at one version. They end with `busy` when the store changes
 * meanwhile, as what a change takes away is deleted soon after it.
 */
import { z } from "zod";
import type { StoredClaim } from "../../model/claim.ts";
import type { Hash } from "../../model/evidence.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import type { FlowEdge } from "../contract.ts";
import { compareText } from "../derive/compare-text.ts";
import { isNodeKey } from "../derive/gathered.ts";
import type { Database, Values } from "./database.ts";
import { MAX_KEY, SPAN } from "./numbers.ts";
import {
  byEdge,
  changedMeanwhile,
  isSame,
  type ReaderState,
  readState,
  seen,
  visibleClaims,
} from "./reading.ts";
import { attestedSchema, claimPageSchema, readEdge, readFlowEdge, readNode } from "./rows.ts";
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

/** A page at the version that the stream began with. */
export async function pageAt<T>(
  database: Database,
  state: ReaderState,
  query: string,
  values: Values,
  row: z.ZodType<T>,
): Promise<T | undefined> {
  const [page] = await database.read(query, { ...values, limit: LIMIT, ...seen(state) }, row);
  if (isSame(state, await readState(database))) return page;
  throw changedMeanwhile(database);
}

/**
 * Sorts runs of what belongs together. The last run of a batch is held back: the next may hold more
 * of it.
 */
async function* inRuns<T>(
  batches: AsyncIterable<T[]>,
  belong: (a: T, b: T) => boolean,
  compare: (a: T, b: T) => number,
): AsyncGenerator<T[]> {
  let run: T[] = [];
  for await (const batch of batches) {
    const ended: T[] = [];
    for (const one of batch) {
      const [first] = run;
      if (first !== undefined && !belong(first, one)) {
        for (const sorted of run.length > 1 ? run.sort(compare) : run) ended.push(sorted);
        run = [];
      }
      run.push(one);
    }
    if (ended.length > 0) yield ended;
  }
  if (run.length > 0) yield run.sort(compare);
}

async function* nodePages(database: Database): AsyncGenerator<MergedNode[]> {
  const state = await readState(database);
  for (let after = ""; ; ) {
    const page = await pageAt(database, state, "things/list-things", { after }, thingPageSchema);
    const last = page?.keys.at(-1);
    if (page === undefined || last === undefined) return;
    yield page.names.flatMap((name, index) =>
      isNodeKey(name)
        ? [readNode(name, page.attested[index] ?? "none", page.states[index] ?? "{}")]
        : [],
    );
    after = last;
  }
}

/** Keys that are cut come by what is left of them. */
const cutAlike = (a: MergedNode, b: MergedNode): boolean =>
  a.key.length > MAX_KEY && a.key.slice(0, MAX_KEY) === b.key.slice(0, MAX_KEY);

export const streamNodes = (database: Database): AsyncGenerator<MergedNode[]> =>
  inRuns(nodePages(database), cutAlike, (a, b) => compareText(a.key, b.key));

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

async function* flowPages(database: Database): AsyncGenerator<FlowEdge[]> {
  const state = await readState(database);
  const page = (after: string) =>
    pageAt(database, state, "edges/list-flow-edges", { after }, flowPageSchema);
  for (let next = page(""); ; ) {
    const row = await next;
    if (row === undefined || row.last === null) return;
    next = page(row.last);
    // A page that is not waited for, because the reader went away, has nobody to tell.
    next.catch(() => undefined);
    yield edgesOf(row);
  }
}

export const streamFlowEdges = (database: Database): AsyncGenerator<FlowEdge[]> =>
  inRuns(flowPages(database), sameTime, byEdge);

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
    const page = await pageAt(
      database,
      state,
      "edges/list-other-edges",
      { after },
      otherPageSchema,
    );
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
  const state = await readState(database);
  const file = await findFile(database, hash);
  if (file === undefined) return;
  const files = new Map([[file, hash]]);
  const end = (file + 1) * SPAN;
  for (let after = file * SPAN; ; ) {
    const values = { after, end };
    const page = await pageAt(database, state, "claims/list-claims", values, claimPageSchema);
    const last = page?.numbers.at(-1);
    if (page === undefined || last === undefined) return;
    const rows = page.numbers.map((number, index) => ({ number, body: page.bodies[index] ?? "" }));
    yield visibleClaims(rows, files);
    after = last;
  }
}
