/**
 * Brings things and edges into line with the claims that are left or that could not be folded in:
 * merges them again, ends those without claims or uses, and times the edges around those that moved.
 */
import { z } from "zod";
import { edgeKey, RELATION, RELATIONS } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { MergedNode } from "../../model/merged.ts";
import { readFacts } from "../derive/claim-facts.ts";
import { type EdgeName, edgeWith } from "../derive/edge-name.ts";
import { type Folded, foldEdge, foldNode } from "../derive/fold.ts";
import { isNodeKey } from "../derive/gathered.ts";
import { Said } from "../derive/said.ts";
import { type Change, timeAmong } from "./change.ts";
import { findEdges } from "./edge-rows.ts";
import { SPAN, shortKey } from "./numbers.ts";
import { claimRowSchema, countSchema, readEdge, readKey } from "./rows.ts";

/** Things or edges looked at together. */
const CHUNK = 500;
/** Claims read together. */
const CLAIMS = 2_000;

function* inChunks<T>(all: Iterable<T>, size = CHUNK): Generator<T[]> {
  let chunk: T[] = [];
  for (const one of all) {
    chunk.push(one);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Who is to hear what each claim says, by its number. */
type Hearers = Map<number, Said[]>;

function hear(hearers: Hearers, numbers: readonly number[], said: Said): Said {
  for (const number of numbers) {
    const list = hearers.get(number);
    if (list) list.push(said);
    else hearers.set(number, [said]);
  }
  return said;
}

/** Reads each claim once. */
async function tellAll(change: Change, hearers: Hearers): Promise<void> {
  for (const numbers of inChunks(hearers.keys(), CLAIMS)) {
    const rows = await change.database.read("claims/find-claims", { numbers }, claimRowSchema);
    for (const { number, body } of rows) {
      const facts = readFacts(body);
      for (const said of hearers.get(number) ?? []) said.add(facts);
    }
  }
}

const aboutSchema = z.object({ key: z.string(), number: z.number() });

/** Numbers of the claims about things, but for those that are taken back. */
async function claimsAbout(change: Change, keys: readonly Key[]): Promise<Map<string, number[]>> {
  const about = new Map<string, number[]>();
  const rows = await change.database.read(
    "claims/list-about",
    { keys: keys.map(shortKey) },
    aboutSchema,
  );
  for (const { key, number } of rows) {
    if (change.isDropped(number)) continue;
    const numbers = about.get(key) ?? [];
    about.set(key, numbers);
    numbers.push(number);
  }
  return about;
}

async function settleThings(change: Change, keys: readonly Key[]): Promise<void> {
  const about = await claimsAbout(change, keys);
  const hearers: Hearers = new Map();
  const all = keys.map((key) => {
    const numbers = about.get(shortKey(key)) ?? [];
    return { key, numbers, said: hear(hearers, numbers, Said.ofNode(key)) };
  });
  await tellAll(change, hearers);
  const merged = new Map<Key, Folded<MergedNode>>();
  for (const { key, numbers, said } of all) {
    const nothing = { merged: { key, states: {} }, lossy: false };
    merged.set(key, numbers.length === 0 ? nothing : foldNode(key, undefined, said.claims));
  }
  await change.writeThings(merged);
}

/** Things at the ends of edges, as they are. */
const endsAmong = (change: Change, edges: readonly EdgeName[]) =>
  change.things.find(new Set(edges.flatMap(({ subject, object }) => [subject, object])));

async function settleEdges(change: Change, edges: readonly EdgeName[]): Promise<void> {
  const stored = await findEdges(change.database, edges);
  const things = await endsAmong(change, edges);
  const hearers: Hearers = new Map();
  const all = edges.flatMap((edge) => {
    const before = stored.get(edgeKey(edge));
    if (before === undefined) return [];
    return [{ edge, before, said: hear(hearers, before.claims, Said.ofEdge(edgeKey(edge))) }];
  });
  await tellAll(change, hearers);
  const writes = change.edgeWrites();
  for (const { edge, before, said } of all) {
    const folded = foldEdge(edge, undefined, said.claims);
    if (folded === undefined) {
      writes.end(edge, before);
      change.loose.add(edge.subject).add(edge.object);
      continue;
    }
    const { claims } = before;
    writes.put({ folded, claims, before, time: timeAmong(folded.merged, things) });
  }
  await change.writeEdges(writes);
}

const datedSchema = z.object({ relation: z.string(), source: z.string(), target: z.string() });
const AT_GIVER = RELATIONS.filter((relation) => RELATION[relation].atGiver);

async function retime(change: Change, keys: readonly Key[]): Promise<void> {
  const values = { keys: keys.map(shortKey), atGiver: AT_GIVER };
  const rows = await change.database.read("edges/find-dated-by", values, datedSchema);
  const edges = new Map(
    rows.map(({ relation, source, target }) => {
      const edge = readEdge(relation, source, target, "{}");
      return [edgeKey(edge), edge];
    }),
  );
  for (const some of inChunks(edges.values())) await timeEdges(change, some);
}

async function timeEdges(change: Change, edges: readonly EdgeName[]): Promise<void> {
  const stored = await findEdges(change.database, edges);
  const things = await endsAmong(change, edges);
  const writes = change.edgeWrites();
  for (const edge of edges) {
    const before = stored.get(edgeKey(edge));
    if (before === undefined) continue;
    const merged = edgeWith(edge, before.states);
    const time = timeAmong(merged, things);
    if (time?.earliest === before.time?.earliest && time?.latest === before.time?.latest) continue;
    const { claims, lossy } = before;
    writes.put({ folded: { merged, lossy }, claims, before, time });
  }
  await change.writeEdges(writes);
}

const keySchema = z.object({ key: z.string() });

async function endUnused(change: Change, keys: readonly Key[]): Promise<void> {
  const values = { keys: keys.map(shortKey), dropped: [...change.dropped], span: SPAN };
  const unused = await change.database.read("things/find-unused", values, keySchema);
  if (unused.length === 0) return;
  change.leftovers.things = true;
  const { version } = change.turn;
  await change.turn.write(async (run) => {
    await run("things/end-things", { keys: unused.map(({ key }) => key), version }, countSchema);
  });
}

export async function settle(change: Change): Promise<void> {
  for (const keys of inChunks(change.staleThings)) await settleThings(change, keys);
  for (const edges of inChunks(change.staleEdges.values())) await settleEdges(change, edges);
  for (const keys of inChunks(change.moved)) await retime(change, keys);
  const described = [...change.described].filter(isNodeKey).map(readKey);
  for (const keys of inChunks(described)) await change.writeDescribed(keys);
  for (const keys of inChunks(change.loose)) await endUnused(change, keys);
}
