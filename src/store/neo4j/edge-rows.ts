/** Edges as they are written: what the store needs, and what a person sees in Neo4j Browser. */
import { z } from "zod";
import { edgeKey, flows, RELATION } from "../../model/edge.ts";
import { basisOfEdge, type MergedEdge } from "../../model/merged.ts";
import type { Interval } from "../../model/time.ts";
import { endsOf } from "../derive/claim-facts.ts";
import type { EdgeName } from "../derive/edge-name.ts";
import type { Folded } from "../derive/fold.ts";
import type { Database, Run, Values } from "./database.ts";
import { boundsOf, intervalOf, positionOf, shortKey } from "./numbers.ts";
import { countSchema } from "./rows.ts";
import { spokenBounds } from "./thing.ts";

/** An edge as the change that is being written has left it. */
export interface StoredEdge {
  number: number;
  states: string;
  lossy: boolean;
  /** Numbers of the claims that state it. */
  claims: readonly number[];
  /** Where information flows. */
  time: Interval | undefined;
}

const rowSchema = z.object({
  index: z.number(),
  number: z.number(),
  states: z.string(),
  lossy: z.boolean(),
  claims: z.array(z.number()),
  earliest: z.number().nullable(),
  latest: z.number().nullable(),
});

/** Where an edge is found. */
export function placeOf(edge: EdgeName) {
  const { source, target } = endsOf(edge);
  return { relation: edge.relation, source: shortKey(source), target: shortKey(target) };
}

/** By edge key. */
export async function findEdges(
  database: Database,
  edges: readonly EdgeName[],
): Promise<Map<string, StoredEdge>> {
  const found = new Map<string, StoredEdge>();
  if (edges.length === 0) return found;
  const asked = edges.map((edge, index) => ({ index, ...placeOf(edge) }));
  for (const row of await database.read("edges/find-edges", { edges: asked }, rowSchema)) {
    const edge = edges[row.index];
    if (edge === undefined) continue;
    const { number, states, lossy, claims, earliest, latest } = row;
    const time = earliest === null || latest === null ? undefined : intervalOf(earliest, latest);
    found.set(edgeKey(edge), { number, states, lossy, claims, time });
  }
  return found;
}

export interface EdgeToWrite {
  folded: Folded<MergedEdge>;
  claims: readonly number[];
  time: Interval | undefined;
  /** What is there of it so far. */
  before: StoredEdge | undefined;
}

function propertiesOf(number: number, { folded, claims, time }: EdgeToWrite): Values {
  const { merged, lossy } = folded;
  const said = { number, states: JSON.stringify(merged.states), lossy, claims };
  const basis = basisOfEdge(merged);
  if (time === undefined) return { ...said, basis };
  return {
    ...said,
    basis,
    relation: merged.relation,
    ...boundsOf(time),
    when: spokenBounds(time),
    position: positionOf(time, number),
  };
}

/** Edges to be written in one transaction. Those that readers see are not changed: they end, and another takes their place. */
export class EdgeWrites {
  readonly #visible: number;
  readonly #next: () => number;
  readonly #flowing: Values[] = [];
  readonly #others: Values[] = [];
  readonly #changed: Values[] = [];
  readonly #ended: Values[] = [];

  constructor(visible: number, next: () => number) {
    this.#visible = visible;
    this.#next = next;
  }

  get size(): number {
    return this.#flowing.length + this.#others.length + this.#changed.length + this.#ended.length;
  }

  /** Whether any of them end. */
  get ends(): boolean {
    return this.#ended.length > 0;
  }

  put(edge: EdgeToWrite): void {
    const { merged } = edge.folded;
    const place = placeOf(merged);
    const { before } = edge;
    if (before && before.number >= this.#visible) {
      const { number } = before;
      this.#changed.push({ ...place, number, properties: propertiesOf(number, edge) });
      return;
    }
    if (before) this.#ended.push({ ...place, number: before.number });
    const properties = propertiesOf(this.#next(), edge);
    if (flows(merged.relation)) {
      const backward = RELATION[merged.relation].flow === "object-to-subject";
      this.#flowing.push({ ...place, properties, backward, isNew: before === undefined });
    } else this.#others.push({ ...place, properties });
  }

  end(edge: EdgeName, { number }: StoredEdge): void {
    this.#ended.push({ ...placeOf(edge), number });
  }

  async write(run: Run, version: number): Promise<void> {
    const [ended, changed] = [this.#ended, this.#changed];
    const [flowing, others] = [this.#flowing, this.#others];
    if (ended.length > 0) await run("edges/end-edges", { edges: ended, version }, countSchema);
    if (changed.length > 0) await run("edges/change-edges", { edges: changed }, countSchema);
    if (flowing.length > 0) await run("edges/create-flow-edges", { edges: flowing }, countSchema);
    if (others.length > 0) await run("edges/create-other-edges", { edges: others }, countSchema);
  }
}
