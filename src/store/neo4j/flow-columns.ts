/**
 * Flow edges in columns, page by page, at one version: first the things at their ends, which edges
 * then name by number alone. Ends with `busy` as the other streams do.
 */
import { z } from "zod";
import { basisOfRank, basisRank, basisSchema, DEFAULT_FLOOR } from "../../model/basis.ts";
import { RELATION, RELATIONS } from "../../model/edge.ts";
import { type FlowColumns, TRAIT } from "../../model/flow-columns.ts";
import type { Key } from "../../model/key.ts";
import type { MergedNode } from "../../model/merged.ts";
import { edgeTime, type ResolvedTime } from "../../model/resolve.ts";
import { highOf, type Interval, lowOf } from "../../model/time.ts";
import { bitsOf, earliestBasisOf, latestBasisOf, withBases, withBasesOf } from "../derive/bases.ts";
import { damaged } from "../derive/claim-facts.ts";
import { edgeWith } from "../derive/edge-name.ts";
import { FlowBatches } from "../derive/flow-batches.ts";
import { TimedNode } from "../derive/timed-node.ts";
import type { Database } from "./database.ts";
import { intervalOf } from "./numbers.ts";
import { type ReaderState, readState } from "./reading.ts";
import { attestedSchema, readKey, readNode, readRelation } from "./rows.ts";
import { pageAt } from "./streams.ts";

const texts = z.array(z.string());
const numbers = z.array(z.number());
const thingPageSchema = z.object({
  numbers,
  names: texts,
  attested: z.array(attestedSchema),
  states: texts,
  fixed: z.array(z.boolean()),
  earliest: numbers,
  latest: numbers,
});
type ThingPage = z.infer<typeof thingPageSchema>;

const flowPageSchema = z.object({
  relations: texts,
  givers: numbers,
  receivers: numbers,
  bases: z.array(basisSchema),
  states: texts,
  earliest: numbers,
  latest: numbers,
  last: z.string().nullable(),
});
type FlowPage = z.infer<typeof flowPageSchema>;

/** Things at the ends of flow edges, in the order of their numbers. */
class Things {
  readonly keys: Key[] = [];
  /** Bits of TRAIT, packed with the bases of the bounds. */
  readonly traits: number[] = [];
  readonly earliest: number[] = [];
  readonly latest: number[] = [];
  readonly #indexOf = new Map<number, number>();

  add(page: ThingPage): void {
    for (const [at, number] of page.numbers.entries()) {
      this.#indexOf.set(number, this.keys.length);
      const [key, attested] = [readKey(page.names[at] ?? ""), page.attested[at] ?? "none"];
      const states = page.states[at] ?? "";
      if (states === "") {
        const bounds = intervalOf(page.earliest[at] ?? 0, page.latest[at] ?? 0);
        this.#addPlain(key, attested, page.fixed[at] === true, bounds);
      } else this.#addTold(readNode(key, attested, states));
    }
  }

  index(number: number): number {
    const index = this.#indexOf.get(number);
    if (index === undefined) throw damaged("an edge that ends at nothing");
    return index;
  }

  cannotChange(index: number): boolean {
    return (bitsOf(this.traits[index] ?? 0) & TRAIT.cannotChange) !== 0;
  }

  published(index: number): ResolvedTime {
    const packed = this.traits[index] ?? 0;
    const [earliest, latest] = [this.earliest[index] ?? 0, this.latest[index] ?? 0];
    return {
      earliest: Number.isFinite(earliest) ? earliest : null,
      latest: Number.isFinite(latest) ? latest : null,
      earliestBasis: basisOfRank(earliestBasisOf(packed)),
      latestBasis: basisOfRank(latestBasisOf(packed)),
      conflict: false,
    };
  }

  /** Of which only recorded claims speak, if any do. */
  #addPlain(key: Key, attested: string, fixed: boolean, bounds: Interval): void {
    const isAttested = attested === "recorded" || attested === "reported";
    const traits = (fixed ? TRAIT.cannotChange : 0) | (isAttested ? TRAIT.attested : 0);
    this.#put(key, withBasesOf(traits, 0), bounds);
  }

  #addTold(node: MergedNode): void {
    const timed = new TimedNode(node);
    const { published } = timed.resolved;
    this.#put(node.key, withBases(timed.traits, published), published);
  }

  #put(key: Key, traits: number, bounds: Interval): void {
    this.keys.push(key);
    this.traits.push(traits);
    this.earliest.push(lowOf(bounds));
    this.latest.push(highOf(bounds));
  }
}

async function readThings(database: Database, state: ReaderState): Promise<Things> {
  const things = new Things();
  const page = (after: number) =>
    pageAt(database, state, "things/list-flow-things", { after }, thingPageSchema);
  for (let next = page(-1); ; ) {
    const row = await next;
    const last = row?.numbers.at(-1);
    if (row === undefined || last === undefined) return things;
    next = page(last);
    // It is awaited next, unless this page cannot be read.
    next.catch(() => undefined);
    things.add(row);
  }
}

/** The basis of an edge, packed with those of its bounds. */
function basesOf(things: Things, page: FlowPage, at: number, giver: number, receiver: number) {
  const own = basisRank(page.bases[at] ?? "inferred");
  const relation = readRelation(page.relations[at] ?? "");
  if (things.cannotChange(receiver)) return withBasesOf(own, things.traits[receiver] ?? 0);
  const givesWhenPublished = RELATION[relation].atGiver && things.cannotChange(giver);
  if (givesWhenPublished) return withBasesOf(own, things.traits[giver] ?? 0);
  const [subject, object] = [things.keys[giver], things.keys[receiver]];
  if (subject === undefined || object === undefined) throw damaged("an edge that ends at nothing");
  const edge = edgeWith({ relation, subject, object }, page.states[at] ?? "");
  const end = (index: number) => ({ cannotChange: false, published: things.published(index) });
  return withBases(own, edgeTime(edge, end(giver), end(receiver), DEFAULT_FLOOR));
}

async function* flowPages(database: Database, state: ReaderState): AsyncGenerator<FlowPage> {
  const page = (after: string) =>
    pageAt(database, state, "edges/list-flow-columns", { after }, flowPageSchema);
  for (let next = page(""); ; ) {
    const row = await next;
    if (row === undefined || row.last === null) return;
    next = page(row.last);
    // A page that is not waited for, because the reader went away, has nobody to tell.
    next.catch(() => undefined);
    yield row;
  }
}

export async function* streamFlowColumns(database: Database): AsyncGenerator<FlowColumns> {
  const state = await readState(database);
  const things = await readThings(database, state);
  const batches = new FlowBatches(things);
  for await (const page of flowPages(database, state)) {
    for (let at = 0; at < page.givers.length; at += 1) {
      const giver = things.index(page.givers[at] ?? 0);
      const receiver = things.index(page.receivers[at] ?? 0);
      const time = intervalOf(page.earliest[at] ?? 0, page.latest[at] ?? 0);
      const relation = RELATIONS.indexOf(readRelation(page.relations[at] ?? ""));
      const bases = basesOf(things, page, at, giver, receiver);
      const full = batches.put(giver, receiver, lowOf(time), highOf(time), relation, bases);
      if (full) yield batches.take();
    }
  }
  yield* batches.rest();
}
