/** Things as the change that is being written has left them; those met lately are kept at hand. */
import { z } from "zod";
import type { Key } from "../../model/key.ts";
import { TimedNode } from "../derive/timed-node.ts";
import { shortKey } from "./numbers.ts";
import { attestedSchema, readNode } from "./rows.ts";
import type { Turn } from "./turn.ts";

/** Things kept at hand, in two halves. */
const MAX_KEPT = 16_000;

const rowSchema = z.object({
  key: z.string(),
  attested: attestedSchema,
  states: z.string(),
  lossy: z.boolean(),
  shown: z.boolean(),
});

export interface KeptThing {
  timed: TimedNode;
  /** The states stand for more times than they show, so that they are merged again from all claims. */
  lossy: boolean;
  /** Readers see it so: that is kept beside it before it changes. */
  shown: boolean;
}

export class KeptThings {
  readonly #turn: Turn;
  #kept = new Map<Key, KeptThing>();
  #keptBefore = new Map<Key, KeptThing>();

  constructor(turn: Turn) {
    this.#turn = turn;
  }

  /** Those that are there. */
  async find(keys: Iterable<Key>): Promise<Map<Key, KeptThing>> {
    const found = new Map<Key, KeptThing>();
    const unmet: Key[] = [];
    for (const key of keys) {
      const kept = this.#kept.get(key) ?? this.#keptBefore.get(key);
      if (kept === undefined) unmet.push(key);
      else found.set(key, kept);
    }
    for (const [key, thing] of await this.#read(unmet)) found.set(key, thing);
    for (const [key, thing] of found) this.keep(key, thing);
    return found;
  }

  keep(key: Key, thing: KeptThing): void {
    if (this.#kept.size >= MAX_KEPT / 2) {
      this.#keptBefore = this.#kept;
      this.#kept = new Map();
    }
    this.#kept.set(key, thing);
  }

  async #read(keys: readonly Key[]): Promise<Map<Key, KeptThing>> {
    const found = new Map<Key, KeptThing>();
    if (keys.length === 0) return found;
    const names = new Map(keys.map((key) => [shortKey(key), key]));
    const { database, version, visible } = this.#turn;
    const values = { keys: [...names.keys()], version, visible };
    const rows = await database.read("things/find-things", values, rowSchema);
    for (const { key, attested, states, lossy, shown } of rows) {
      const name = names.get(key);
      if (name === undefined) continue;
      found.set(name, { timed: new TimedNode(readNode(name, attested, states)), lossy, shown });
    }
    return found;
  }
}
