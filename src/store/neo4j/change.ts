/**
 * A change that is being written: claims come in, files are taken back, and nodes and edges follow.
 * Readers go on seeing the version before until it is published.
 */
import { z } from "zod";
import type { Claim } from "../../model/claim.ts";
import { edgeKey } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge, MergedNode } from "../../model/merged.ts";
import { endsOf, readFacts } from "../derive/claim-facts.ts";
import { type EdgeName, edgeWith } from "../derive/edge-name.ts";
import { type Folded, foldEdge, foldNode } from "../derive/fold.ts";
import { type AboutEdge, type AboutNode, type Gathered, isNodeKey } from "../derive/gathered.ts";
import { describedBy, listsOf, type StatedList } from "../derive/stored-claim.ts";
import { TimedNode, timeOfEdge } from "../derive/timed-node.ts";
import { attributesIn, sameWords, type Words, wordsOf } from "../derive/words.ts";
import { claimNames } from "./claim-names.ts";
import type { Database, Values } from "./database.ts";
import { EdgeWrites, findEdges, type StoredEdge } from "./edge-rows.ts";
import { type KeptThing, KeptThings } from "./kept.ts";
import { fileOf, SPAN, shortKey } from "./numbers.ts";
import { countSchema } from "./rows.ts";
import { storedStates, type ThingRow, thingRow } from "./thing.ts";
import type { Turn } from "./turn.ts";

export interface NumberedClaim {
  number: number;
  claim: Claim;
  body: string;
}

const attributeSchema = z.object({ key: z.string(), number: z.number(), body: z.string() });

const LABEL: Readonly<Record<StatedList, string>> = {
  join: "Join",
  member: "Membership",
  remark: "Remark",
  dispute: "Disputed",
};

interface ToldThing {
  thing: KeptThing;
  newWords: boolean;
}
/** Things whose states or words changed. */
type Told = Map<Key, ToldThing>;

/** Things to be written in one transaction. */
interface ThingWrites {
  added: ThingRow[];
  changed: ThingRow[];
}

export class Change {
  readonly turn: Turn;
  readonly database: Database;
  readonly things: KeptThings;
  /** Files that are taken back. */
  readonly dropped = new Set<number>();
  /** To be merged again from the claims about them. */
  readonly staleThings = new Set<Key>();
  readonly staleEdges = new Map<string, EdgeName>();
  /** Their time changed, so that edges have to be timed again. */
  readonly moved = new Set<Key>();
  /** Lost a claim or an edge, perhaps the last. */
  readonly loose = new Set<Key>();
  /** What publishing it leaves to be swept, besides files taken back. */
  readonly leftovers = { edges: false, things: false, changes: false };
  /** Their words changed through attributes. */
  readonly described = new Set<string>();
  #last: number;

  constructor(turn: Turn) {
    this.turn = turn;
    this.database = turn.database;
    this.things = new KeptThings(turn);
    this.#last = turn.visible - 1;
    if (turn.visible > Number.MAX_SAFE_INTEGER - 2 * SPAN) throw new Error("no numbers are left");
  }

  /** The number of the file that the change brings. */
  get file(): number {
    return this.turn.version + 1;
  }

  readonly nextNumber = (): number => {
    this.#last += 1;
    return this.#last;
  };

  readonly isDropped = (claim: number): boolean => this.dropped.has(fileOf(claim));

  edgeWrites(): EdgeWrites {
    return new EdgeWrites(this.turn.visible, this.nextNumber);
  }

  /** Writes a batch of claims and what follows from them. */
  async add(claims: readonly NumberedClaim[], gathered: Gathered): Promise<void> {
    const there = await this.things.find(gathered.nodes.keys());
    const isNew = new Set([...gathered.nodes.keys()].filter((key) => !there.has(key)));
    const told = this.#tell(gathered.nodes.values(), there);
    for (const subject of gathered.described) this.described.add(subject);
    const things = await this.#thingWrites(told, isNew);
    const edges = await this.#tellEdges(gathered.edges.values(), there, isNew);
    this.#leave(things.changed, edges);
    await this.#keepShown(told);
    await this.turn.write(async (run) => {
      const { version } = this.turn;
      const { added, changed } = things;
      if (added.length > 0) await run("things/create-things", { things: added }, countSchema);
      if (changed.length > 0) await run("things/change-things", { things: changed }, countSchema);
      await run("claims/create-claims", { claims: claimRows(claims, gathered) }, countSchema);
      await edges.write(run, version);
    });
  }

  /** Folds in what is said of things, and puts what they are now into `there`. */
  #tell(said: Iterable<AboutNode>, there: Map<Key, KeptThing>): Told {
    const told: Told = new Map();
    for (const { key, claims } of said) {
      const before = there.get(key);
      if (before?.lossy && claims.length > 0) {
        this.staleThings.add(key);
        continue;
      }
      if (before && claims.length === 0) continue;
      const folded = foldNode(key, before?.timed.node, claims);
      const changed = this.#put(key, before, folded);
      if (changed === undefined) continue;
      there.set(key, changed.thing);
      told.set(key, changed);
    }
    return told;
  }

  /** What a thing comes to; undefined if that is what it was. */
  #put(
    key: Key,
    before: KeptThing | undefined,
    { merged, lossy }: Folded<MergedNode>,
  ): ToldThing | undefined {
    const thing = { timed: new TimedNode(merged), lossy, shown: before?.shown ?? false };
    if (before) {
      const [was, is] = [storedStates(before.timed.node), storedStates(merged)];
      const same = was.states === is.states && was.attested === is.attested;
      if (same && before.lossy === lossy) return undefined;
      if (!thing.timed.timesAs(before.timed)) this.moved.add(key);
    }
    this.things.keep(key, thing);
    return { thing, newWords: before === undefined || !sameWords(before.timed.node, merged) };
  }

  async #thingWrites(told: Told, isNew: ReadonlySet<Key>): Promise<ThingWrites> {
    const words = await this.#wordsOf(told);
    const writes: ThingWrites = { added: [], changed: [] };
    for (const [key, { thing }] of told) {
      const row = thingRow(thing.timed, thing.lossy, words.get(key));
      if (!isNew.has(key)) writes.changed.push(row);
      else {
        const properties = { ...row.properties, number: this.nextNumber() };
        writes.added.push({ ...row, properties });
      }
    }
    return writes;
  }

  /** Of those that have new ones. */
  async #wordsOf(told: Told): Promise<Map<Key, Words>> {
    const respelt = [...told].filter(([key, { newWords }]) => newWords && isNodeKey(key));
    const attributes = await this.#attributesOf(respelt.map(([key]) => key));
    return new Map(
      respelt.map(([key, { thing }]) => [
        key,
        wordsOf(thing.timed.node, attributes.get(key) ?? []),
      ]),
    );
  }

  async #attributesOf(keys: readonly Key[]): Promise<Map<Key, string[]>> {
    const attributes = new Map<Key, string[]>();
    if (keys.length === 0) return attributes;
    const names = new Map(keys.map((key) => [shortKey(key), key]));
    const values = { keys: [...names.keys()] };
    const rows = await this.database.read("things/list-attributes", values, attributeSchema);
    for (const { key, number, body } of rows) {
      const name = names.get(key);
      if (name === undefined || this.isDropped(number)) continue;
      const list = attributes.get(name) ?? [];
      attributes.set(name, list);
      list.push(...attributesIn(readFacts(body), name));
    }
    return attributes;
  }

  async #tellEdges(
    said: Iterable<AboutEdge>,
    things: ReadonlyMap<Key, KeptThing>,
    isNew: ReadonlySet<Key>,
  ): Promise<EdgeWrites> {
    const all = [...said];
    const perhapsStored = all.filter(
      ({ source, target }) => !isNew.has(source.key) && !isNew.has(target.key),
    );
    const stored = await findEdges(
      this.database,
      perhapsStored.map(({ edge }) => edge),
    );
    const writes = this.edgeWrites();
    for (const about of all) this.#tellEdge(about, stored.get(edgeKey(about.edge)), things, writes);
    return writes;
  }

  #tellEdge(
    { edge, ids, claims: said }: AboutEdge,
    before: StoredEdge | undefined,
    things: ReadonlyMap<Key, KeptThing>,
    writes: EdgeWrites,
  ): void {
    const claims = [...(before?.claims ?? []), ...ids];
    if (before?.lossy) this.staleEdges.set(edgeKey(edge), edge);
    const stored = before && edgeWith(edge, before.states);
    // What a lossy one comes to is left to the end.
    const folded: Folded<MergedEdge> | undefined =
      before?.lossy && stored ? { merged: stored, lossy: true } : foldEdge(edge, stored, said);
    if (folded === undefined) throw new Error(`no claim states ${edgeKey(edge)}`);
    writes.put({ folded, claims, before, time: timeAmong(folded.merged, things) });
  }

  /** Writes things that were merged again. */
  async writeThings(merged: ReadonlyMap<Key, Folded<MergedNode>>): Promise<void> {
    const there = await this.things.find(merged.keys());
    const told: Told = new Map();
    for (const [key, folded] of merged) {
      const changed = this.#put(key, there.get(key), folded);
      if (changed) told.set(key, changed);
    }
    await this.#writeChanged(told);
  }

  /** Writes the words of things whose attributes changed. */
  async writeDescribed(keys: readonly Key[]): Promise<void> {
    const there = await this.things.find(keys);
    await this.#writeChanged(
      new Map([...there].map(([key, thing]) => [key, { thing, newWords: true }])),
    );
  }

  async #writeChanged(told: Told): Promise<void> {
    const { changed } = await this.#thingWrites(told, new Set());
    if (changed.length === 0) return;
    this.leftovers.changes = true;
    await this.#keepShown(told);
    await this.turn.write(async (run) => {
      await run("things/change-things", { things: changed }, countSchema);
    });
  }

  /** Keeps what readers see of things, in a transaction before the one that changes them. */
  async #keepShown(told: Told): Promise<void> {
    const shown = [...told].filter(([, { thing }]) => thing.shown);
    if (shown.length === 0) return;
    const { version, visible } = this.turn;
    const values = { keys: shown.map(([key]) => shortKey(key)), version, visible };
    await this.turn.write(async (run) => {
      await run("things/keep-things", values, countSchema);
    });
    for (const [, { thing }] of shown) thing.shown = false;
  }

  async writeEdges(edges: EdgeWrites): Promise<void> {
    if (edges.size === 0) return;
    this.#leave([], edges);
    await this.turn.write((run) => edges.write(run, this.turn.version));
  }

  #leave(changed: readonly ThingRow[], edges: EdgeWrites): void {
    this.leftovers.changes ||= changed.length > 0;
    this.leftovers.edges ||= edges.ends;
  }
}

const labelsOf = (claim: Claim): string[] => [
  ...[...listsOf(claim)].map((list) => LABEL[list]),
  ...(claim.facts.some(({ fact }) => fact === "leads-to") ? ["Lead"] : []),
];

function claimRows(claims: readonly NumberedClaim[], gathered: Gathered): Values[] {
  const about = new Map<number, string[]>(claims.map(({ number }) => [number, []]));
  for (const { key, ids } of gathered.nodes.values()) {
    for (const number of ids) about.get(number)?.push(shortKey(key));
  }
  return claims.map(({ number, claim, body }) => ({
    labels: labelsOf(claim),
    properties: {
      number,
      body,
      basis: claim.basis,
      source: claim.source?.name ?? null,
      dispute: claim.dispute ?? null,
      ...claimNames(claim),
    },
    about: about.get(number) ?? [],
    describes: describedBy(claim).map(shortKey),
  }));
}

/** When the receiver took the thing, by the things as they are. */
export function timeAmong(edge: MergedEdge, things: ReadonlyMap<Key, KeptThing>) {
  const { source, target } = endsOf(edge);
  const timed = (key: Key) => {
    const thing = things.get(key);
    if (thing === undefined) throw new Error(`${key} was named and has no node`);
    return thing.timed;
  };
  return timeOfEdge(
    edge,
    () => timed(source),
    () => timed(target),
  );
}
