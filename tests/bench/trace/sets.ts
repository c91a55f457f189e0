/**
 * The input of `npm run bench:trace`. Every engine reads the same file: records of three
 * little-endian uint32 `source target time` in the order of time (seconds), so that it can be
 * written as a stream and read by any language in one call. Beside it stands what is asked of it.
 */
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { randomFrom } from "../random.ts";
import { type EdgeRecord, generatedEdges } from "./generate.ts";
import { type Expected, readReference } from "./reference.ts";

const RECORDS_AT_ONCE = 1 << 16;
/** The first are those of the reference, or else the busiest; the rest are drawn. */
const SOURCES = 15;
const BUSIEST = 8;
/** Drawn places of the file: some anywhere, more among the last thousandth, whose senders reach few. */
const DRAWN = { anywhere: 8, late: 16 };

const aboutSchema = z.object({
  edges: z.int(),
  nodes: z.int(),
  /** Seconds of the first edge: the arrival at a source itself. */
  start: z.int(),
  /** The one that most edges leave, unless the reference begins with another. */
  hub: z.int(),
  /** The hub first; some reach almost everything, some almost nothing. */
  sources: z.array(z.int()),
  /** The 32 that most edges leave, but for the hub. */
  removed: z.array(z.int()),
});

export interface InputSet extends z.infer<typeof aboutSchema> {
  id: string;
  path: string;
  /** From the datasets' folder; empty for a generated set. */
  reference: readonly Expected[];
}

export interface Sets {
  sets: InputSet[];
  /** Why some set is not there. */
  skipped: string[];
}

interface Recipe {
  id: string;
  count: number;
  nodes: number;
  edges: () => Iterable<EdgeRecord>;
  reference: readonly Expected[];
}

/** Writes the sets that are not there yet. */
export function prepareSets(work: string, datasets: string | undefined, large: boolean): Sets {
  const recipes: Recipe[] = [];
  const skipped: string[] = [];
  if (datasets === undefined) {
    skipped.push("Higgs and CollegeMsg: HEADWATER_DATASETS names no folder of datasets");
  } else recipes.push(higgs(datasets), collegeMsg(datasets));
  recipes.push(generated("generated-10M", 10_000_000, 410_000));
  if (large) recipes.push(generated("generated-63M", 63_497_050, 2_601_977));
  return { sets: recipes.map((recipe) => prepare(work, recipe)), skipped };
}

const generated = (id: string, count: number, nodes: number): Recipe => ({
  id,
  count,
  nodes,
  edges: () => generatedEdges({ edges: count, nodes, seed: 7 }),
  reference: [],
});

/** A acts on what B posted, so the thing flows from the second column to the first. */
const higgs = (datasets: string): Recipe =>
  fromText(join(datasets, "higgs/higgs-activity_time.txt.gz"), "higgs_flow(col2->col1)", {
    ...{ id: "higgs", datasets, row: ([actor, author, time]) => [author, actor, time] },
  });

const collegeMsg = (datasets: string): Recipe =>
  fromText(join(datasets, "collegemsg/CollegeMsg.txt.gz"), "CollegeMsg", {
    ...{ id: "collegemsg", datasets, row: (record) => record },
  });

function fromText(
  path: string,
  name: string,
  how: { id: string; datasets: string; row: (record: EdgeRecord) => EdgeRecord },
): Recipe {
  const { edges: count, rows } = readReference(how.datasets, name);
  const records = () =>
    gunzipSync(readFileSync(path))
      .toString("latin1")
      .trimEnd()
      .split("\n")
      .map((line) => how.row(threeNumbers(line)))
      .sort((a, b) => a[2] - b[2]);
  return { id: how.id, count, nodes: 0, edges: records, reference: rows };
}

function threeNumbers(line: string): EdgeRecord {
  const [first, second, third] = line.split(" ").map(Number);
  if (first === undefined || second === undefined || third === undefined || !(third >= 0)) {
    throw new Error(`no edge: ${line}`);
  }
  return [first, second, third];
}

function prepare(work: string, recipe: Recipe): InputSet {
  const path = join(work, `${recipe.id}.edges`);
  const about = `${path}.json`;
  if (!existsSync(about)) writeFileSync(about, JSON.stringify(write(path, recipe)));
  const read = aboutSchema.parse(JSON.parse(readFileSync(about, "utf8")));
  return { ...read, id: recipe.id, path, reference: recipe.reference };
}

function write(path: string, recipe: Recipe): z.infer<typeof aboutSchema> {
  const file = openSync(path, "w");
  const buffer = Buffer.alloc(RECORDS_AT_ONCE * 12);
  const drawn = drawnPositions(recipe.count);
  const senders: number[] = [];
  const leaving = new Map<number, number>();
  let [at, edges, nodes, start] = [0, 0, recipe.nodes, -1];
  for (const [source, target, time] of recipe.edges()) {
    buffer.writeUInt32LE(source, at);
    buffer.writeUInt32LE(target, at + 4);
    buffer.writeUInt32LE(time, at + 8);
    at += 12;
    if (at === buffer.length) {
      writeSync(file, buffer);
      at = 0;
    }
    if (drawn.has(edges)) senders.push(source);
    if (start < 0) start = time;
    leaving.set(source, (leaving.get(source) ?? 0) + 1);
    nodes = Math.max(nodes, source + 1, target + 1);
    edges += 1;
  }
  writeSync(file, buffer, 0, at);
  closeSync(file);
  if (edges !== recipe.count) throw new Error(`${recipe.id}: ${edges} edges, not ${recipe.count}`);
  const busiest = [...leaving].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([node]) => node);
  const known = recipe.reference.map(({ source }) => source);
  const first = known.length > 0 ? known : busiest.slice(0, BUSIEST);
  const sources = [...new Set([...first, ...senders.reverse()])].slice(0, SOURCES);
  const hub = sources[0] ?? 0;
  const removed = busiest.filter((node) => node !== hub).slice(0, 32);
  return { edges, nodes, start, hub, sources, removed };
}

function drawnPositions(edges: number): Set<number> {
  const random = randomFrom(11);
  const drawn = new Set<number>();
  for (let n = 0; n < DRAWN.anywhere + DRAWN.late; n += 1) {
    const from = n < DRAWN.anywhere ? 0 : edges * 0.999;
    drawn.add(Math.floor(from + random() * (edges - from)));
  }
  return drawn;
}
