/** Clears away what no reader sees: what a change that was cut off left, and what the last one took away. */
import { z } from "zod";
import { TimedNode } from "../derive/timed-node.ts";
import type { Values } from "./database.ts";
import { SPAN } from "./numbers.ts";
import { attestedSchema, countSchema, readNode } from "./rows.ts";
import { thingRow } from "./thing.ts";
import type { Turn } from "./turn.ts";

/** Rows deleted or changed in one transaction. */
const LIMIT = 5_000;

/** Runs the query until nothing is left for it. */
async function exhaust(turn: Turn, query: string, values: Values): Promise<void> {
  for (let count = LIMIT; count === LIMIT; ) {
    await turn.write(async (run) => {
      const [row] = await run(query, { ...values, limit: LIMIT }, countSchema);
      count = row?.count ?? 0;
    });
  }
}

const changedSchema = z.object({
  key: z.string(),
  name: z.string(),
  attested: attestedSchema,
  states: z.string(),
  lossy: z.boolean(),
  words: z.string().nullable(),
  size: z.number().nullable(),
});

async function restoreThings(turn: Turn): Promise<void> {
  for (;;) {
    const values = { version: turn.version, limit: LIMIT };
    const rows = await turn.database.read("undo/list-changed", values, changedSchema);
    if (rows.length === 0) return;
    const things = rows.map(({ name, attested, states, lossy, words, size }) => {
      const timed = new TimedNode(readNode(name, attested, states));
      const before = words === null || size === null ? undefined : { line: words, size };
      return thingRow(timed, lossy, before);
    });
    await turn.write(async (run) => {
      await run("undo/restore-things", { things }, countSchema);
    });
    await turn.write(async (run) => {
      await run("undo/forget-things", { keys: rows.map(({ key }) => key) }, countSchema);
    });
  }
}

const EDGES = ["flow-edges", "posted-by", "tagged", "mentions"];

/** Undoes a change that was cut off; may itself be cut off, and begun again. */
export async function undo(turn: Turn): Promise<void> {
  const { version, visible } = turn;
  for (const edges of EDGES) {
    await exhaust(turn, `undo/delete-${edges}`, { visible });
    await exhaust(turn, `undo/revive-${edges}`, { version });
  }
  await exhaust(turn, "undo/revive-things", { version });
  await restoreThings(turn);
  await exhaust(turn, "undo/delete-claims", { visible });
  await exhaust(turn, "undo/delete-attributes", { visible });
  await exhaust(turn, "undo/delete-things", { visible });
}

const droppedSchema = z.object({ dropped: z.array(z.number()) });
const versionSchema = z.object({ version: z.number() });

/** What a change leaves behind when it is published. */
export interface Leftovers {
  /** Files that were taken back. */
  dropped: Iterable<number>;
  /** Whether edges, or things, ended. */
  edges: boolean;
  things: boolean;
  /** Whether things keep what they were before. */
  changes: boolean;
}

/** Of a writer that was cut off when it swept. */
export async function findLeftovers(turn: Turn): Promise<Leftovers> {
  const [left] = await turn.database.read("sweep/find-leftovers", {}, droppedSchema);
  return { dropped: left?.dropped ?? [], edges: true, things: true, changes: true };
}

/** Deletes what ended with a version, which is the one that readers see now. */
export async function sweep(turn: Turn, version: number, left: Leftovers): Promise<void> {
  for (const file of left.dropped) {
    const range = { first: file * SPAN, end: (file + 1) * SPAN };
    await exhaust(turn, "sweep/delete-claims", range);
    await exhaust(turn, "sweep/delete-attributes", range);
  }
  const ended = [...(left.edges ? EDGES : []), ...(left.things ? ["things"] : [])];
  for (const some of ended) await exhaust(turn, `sweep/delete-${some}`, { version });
  if (left.changes) await exhaust(turn, "sweep/forget-changes", { version });
  await turn.write(async (run) => {
    await run("sweep/note-swept", {}, versionSchema);
  });
}
