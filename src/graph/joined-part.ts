/**
 * The part of a store's view that joins have a hand in: what is said to be the same as something
 * else, or to lead to it, with all edges there. The rest of the view is as the store streams it.
 */
import { DEFAULT_FLOOR } from "../model/basis.ts";
import type { SameFact, Stated } from "../model/claim.ts";
import { edgeKey, flowOf, flows } from "../model/edge.ts";
import type { FlowColumns } from "../model/flow-columns.ts";
import { type Key, kindOfKey } from "../model/key.ts";
import type { MergedEdge, MergedNode } from "../model/merged.ts";
import { type GraphReader, readSnapshot, type Snapshot } from "./snapshot.ts";
import { type View, viewOf } from "./view.ts";

export interface ColumnReader extends GraphReader {
  flowColumns(): AsyncIterable<FlowColumns>;
  nodesOf(keys: readonly Key[]): Promise<MergedNode[]>;
  edgesOf(keys: readonly Key[]): Promise<MergedEdge[]>;
}

const FILTER = { floor: DEFAULT_FLOOR, without: new Set<never>() };
/** Keys asked for together. */
const CHUNK = 500;

async function inChunks<T>(
  keys: Iterable<Key>,
  read: (keys: readonly Key[]) => Promise<T[]>,
): Promise<T[]> {
  const all = [...keys];
  const found: T[] = [];
  for (let at = 0; at < all.length; at += CHUNK) {
    for (const one of await read(all.slice(at, at + CHUNK))) found.push(one);
  }
  return found;
}

const isAccount = (key: Key): boolean => kindOfKey(key) === "account";

/** Whether statements, one after another, connect an account with an end of flow edges that is none. */
function mixesAccounts(
  statements: readonly Stated<SameFact>[],
  nodes: ReadonlyMap<Key, MergedNode>,
  isEnd: (key: Key) => boolean,
): boolean {
  const beside = new Map<Key, Key[]>();
  for (const { fact } of statements) {
    for (const [from, to] of [[fact.a, fact.b] as const, [fact.b, fact.a] as const]) {
      beside.set(from, [...(beside.get(from) ?? []), to]);
    }
  }
  const isCalled = (key: Key): boolean =>
    Object.values(nodes.get(key)?.states ?? {}).some((state) => state.account === true);
  const connected = new Set([...beside.keys()].filter((key) => isAccount(key) || isCalled(key)));
  for (const key of connected) {
    if (isEnd(key) && !isAccount(key)) return true;
    for (const next of beside.get(key) ?? []) connected.add(next);
  }
  return false;
}

/** What the view takes of the keys: they, all edges at them, and what is at the other ends. */
async function snapshotAround(
  reader: ColumnReader,
  version: string,
  nodes: ReadonlyMap<Key, MergedNode>,
  statements: Pick<Snapshot, "joins" | "leads">,
): Promise<Snapshot> {
  const found = await inChunks(nodes.keys(), (keys) => reader.edgesOf(keys));
  const edges = [...new Map(found.map((edge) => [edgeKey(edge), edge])).values()];
  const flowEdges = edges.filter(({ relation }) => flows(relation));
  const others = new Set<Key>();
  for (const { subject, object } of flowEdges) others.add(subject).add(object);
  const ends = await inChunks(others, (keys) => reader.nodesOf(keys));
  return {
    version,
    nodes: new Map([...nodes, ...ends.map((node) => [node.key, node] as const)]),
    flowEdges,
    otherEdges: edges.filter((edge) => flowOf(edge) === undefined),
    disputed: [],
    members: [],
    remarks: [],
    ...statements,
  };
}

/** What is to be taken from a view in place of the columns: edges at some nodes, or all of them. */
export interface JoinedPart {
  view: View;
  /** The keys whose edges are those of the view. */
  keys: ReadonlySet<Key> | "all";
}

/**
 * At the default basis floor; undefined where joins change nothing that flows. `isEnd` tells of keys
 * that a flow edge ends at, `oddAccounts` that one of those is called an account and has no
 * account's key. Handles join accounts: where those may be ends, all is taken from the view.
 */
export async function joinedPart(
  reader: ColumnReader,
  version: string,
  isEnd: (keys: ReadonlySet<Key>) => (key: Key) => boolean,
  oddAccounts: boolean,
): Promise<JoinedPart | undefined> {
  const whole = async (): Promise<JoinedPart> => ({
    view: await viewOf(await readSnapshot(reader), reader, FILTER),
    keys: "all",
  });
  if (oddAccounts) return whole();
  const [joins, leads] = [await reader.joins(), await reader.leads()];
  const statements = [...joins, ...leads];
  const named = new Set(statements.flatMap(({ fact }) => [fact.a, fact.b]));
  const endsHere = isEnd(named);
  if (![...named].some(endsHere)) return undefined;
  const found = await inChunks(named, (keys) => reader.nodesOf(keys));
  const nodes = new Map(found.map((node) => [node.key, node]));
  if (mixesAccounts(statements, nodes, endsHere)) return whole();
  const around = await snapshotAround(reader, version, nodes, { joins, leads });
  return { view: await viewOf(around, reader, FILTER), keys: named };
}
