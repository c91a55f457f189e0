/**
 * W8: one pair asked of a store that is not read whole. The store holds a million edges between
 * made-up posts, written through its own import and kept for the next run. Answers are checked
 * against those of the claims that were written, and no edge may be read twice.
 */
import { mkdir, rename, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Claim, Fact } from "../../../src/model/claim.ts";
import { edgeKey } from "../../../src/model/edge.ts";
import { HeadwaterError } from "../../../src/model/errors.ts";
import { type Key, parseKey } from "../../../src/model/key.ts";
import type { Store } from "../../../src/store/contract.ts";
import { openSqliteStore } from "../../../src/store/sqlite/sqlite-store.ts";
import { type Frame, readFrame } from "../../../src/trace/part/frame.ts";
import { readPart } from "../../../src/trace/part/part.ts";
import { traceQuestionSchema } from "../../../src/trace/question.ts";
import { settleQuestion, solve } from "../../../src/trace/solve.ts";
import { importFile } from "../../store/check.ts";
import { hashOf } from "../../store/generated-evidence.ts";
import { check, median } from "../measure.ts";
import { randomFrom } from "../random.ts";

const POSTS = 500_000;
/** Earlier posts that each has something from. */
const GIVERS = 2;
/** How far back those lie at most, mostly much nearer. */
const BACK = 20_000;
/** Every so many posts one is much reshared. */
const FAMOUS = 2_000;
const START = Date.UTC(2017, 4, 5);
const STEP_MS = 400;
const FILES = 20;
const ASKED = 500;
const MAX_FRONTIER = 5_000;
/** Pairs between which more lies have larger frontiers, and are not asked to the end. */
const MAX_EDGES = 10 * MAX_FRONTIER;
const MAX_HOPS = 12;

const postKey = (n: number): Key => parseKey(`twitter:status/${9_000_000_000 + n}`);

/** Posts that gave something to each, in the order of the posts: half of what is reshared is famous. */
function givers(): Int32Array {
  const random = randomFrom(7);
  const all = new Int32Array(POSTS * GIVERS).fill(-1);
  for (let n = 1; n < POSTS; n += 1) {
    for (let i = 0; i < GIVERS; i += 1) {
      const any = n - 1 - Math.floor(random() ** 2 * Math.min(n, BACK));
      const famous = any - (any % FAMOUS);
      all[n * GIVERS + i] = i === 0 && random() < 0.5 ? famous : any;
    }
  }
  return all;
}

function claimOf(n: number, from: Int32Array): Claim {
  const post = postKey(n);
  const at = START + n * STEP_MS;
  const facts: Fact[] = [
    { fact: "item", item: post, type: "post", platform: "twitter" },
    { fact: "time", item: post, kind: "published", earliest: at, latest: at },
  ];
  for (let i = 0; i < GIVERS; i += 1) {
    const giver = from[n * GIVERS + i] ?? -1;
    if (giver < 0) continue;
    const relation = i === 0 ? "RESHARED_BY" : "QUOTES";
    const [subject, object] = i === 0 ? [postKey(giver), post] : [post, postKey(giver)];
    facts.push({ fact: "edge", relation, subject, object });
  }
  const place = {
    bytes: [n * 100, n * 100 + 99] as [number, number],
    record: n + 1,
    as: "json",
  } as const;
  return { subject: post, place, basis: "recorded", facts };
}

async function madeStore(from: Int32Array): Promise<Store> {
  const folder = process.env["HEADWATER_BENCH"] ?? join(tmpdir(), "headwater-bench");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `pair-over-store-${POSTS * GIVERS}.db`);
  if (await stat(path).catch(() => undefined)) return openSqliteStore(path);
  const half = `${path}.${process.pid}`;
  const store = openSqliteStore(half);
  const each = POSTS / FILES;
  for (let file = 0; file < FILES; file += 1) {
    const claims = Array.from({ length: each }, (_, i) => claimOf(file * each + i, from));
    await importFile(store, { hash: hashOf(file + 1), claims }, { batch: 500 });
  }
  await store.close();
  await rename(half, path);
  return openSqliteStore(path);
}

interface Pair {
  source: number;
  target: number;
}

/** Fewest hops from one post to another, by what gave to what; undefined if nothing flows. */
function hopsBetween(from: Int32Array, { source, target }: Pair): number | undefined {
  let level = new Set([target]);
  const seen = new Set(level);
  for (let hops = 0; level.size > 0; hops += 1) {
    if (level.has(source)) return hops;
    const next = new Set<number>();
    for (const post of level) {
      for (const giver of from.subarray(post * GIVERS, (post + 1) * GIVERS)) {
        if (giver < source || seen.has(giver)) continue;
        seen.add(giver);
        next.add(giver);
      }
    }
    level = next;
  }
  return undefined;
}

/** Half of them by going back from the target, so that something flows; half at random. */
function pairs(from: Int32Array): Pair[] {
  const random = randomFrom(11);
  const some = () => Math.floor(random() * POSTS);
  return Array.from({ length: ASKED }, (_, i) => {
    let source = some();
    const target = some();
    if (i % 2 === 1)
      return source < target ? { source, target } : { source: target, target: source };
    source = target;
    const hops = 1 + Math.floor(random() * MAX_HOPS);
    for (let hop = 0; hop < hops; hop += 1) {
      const giver = from[source * GIVERS + Math.floor(random() * GIVERS)] ?? -1;
      if (giver >= 0) source = giver;
    }
    return { source, target };
  }).filter(({ source, target }) => source !== target);
}

interface Measured {
  ms: number;
  hops: number | undefined;
  roundTrips: number;
  levels: number;
  widest: number;
  edges: number;
  twice: number;
}

/** The store, with the key of every edge that it gives noted. */
const counting = (store: Store, given: string[]): Store =>
  new Proxy(store, {
    get(_, name) {
      if (name === "expand") {
        return async (...asked: Parameters<Store["expand"]>) => {
          const edges = await store.expand(...asked);
          given.push(...edges.map(edgeKey));
          return edges;
        };
      }
      const member: unknown = Reflect.get(store, name);
      return typeof member === "function" ? member.bind(store) : member;
    },
  });

/** Undefined where too much lies between the two. */
async function askPair(
  store: Store,
  frame: Frame,
  { source, target }: Pair,
): Promise<Measured | undefined> {
  const question = traceQuestionSchema.parse({ from: postKey(source), to: postKey(target) });
  const asked = { kind: "trace" as const, question };
  const begun = performance.now();
  const part = await readPart(store, frame, asked, MAX_EDGES).catch((error) => {
    if (error instanceof HeadwaterError && error.code === "too-long") return undefined;
    throw error;
  });
  if (!part) return undefined;
  const { loaded } = part;
  const { path } = await solve(loaded, await settleQuestion(loaded, question));
  const ms = performance.now() - begun;
  const given: string[] = [];
  await readPart(counting(store, given), frame, asked);
  return {
    ms,
    hops: path?.length,
    roundTrips: part.roundTrips,
    levels: part.levels,
    widest: part.widest,
    edges: part.edgesRead,
    twice: given.length - new Set(given).size,
  };
}

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

export interface PairOverStore {
  what: "reached" | "not reached";
  pairs: number;
  p50Ms: number;
  p99Ms: number;
  roundTrips: number;
  levels: number;
  widest: number;
  edges: number;
}

const summary = (what: PairOverStore["what"], measured: readonly Measured[]): PairOverStore => ({
  what,
  pairs: measured.length,
  p50Ms: percentile(
    measured.map(({ ms }) => ms),
    0.5,
  ),
  p99Ms: percentile(
    measured.map(({ ms }) => ms),
    0.99,
  ),
  roundTrips: median(measured.map(({ roundTrips }) => roundTrips)),
  levels: median(measured.map(({ levels }) => levels)),
  widest: Math.max(...measured.map(({ widest }) => widest)),
  edges: median(measured.map(({ edges }) => edges)),
});

/** Pairs whose largest level has at most 5,000 keys; medians of reads, levels and edges. */
export async function pairOverStore(): Promise<PairOverStore[]> {
  const from = givers();
  const store = await madeStore(from);
  try {
    const frame = await readFrame(store);
    const measured: Measured[] = [];
    for (const pair of pairs(from)) {
      const one = await askPair(store, frame, pair);
      if (!one || one.widest > MAX_FRONTIER) continue;
      check(one.hops === hopsBetween(from, pair), `${pair.source} to ${pair.target}: wrong answer`);
      check(one.twice === 0, `${pair.source} to ${pair.target}: an edge was read twice`);
      check(one.roundTrips <= one.levels + 2, `${pair.source} to ${pair.target}: too many reads`);
      measured.push(one);
    }
    return [
      summary(
        "reached",
        measured.filter(({ hops }) => hops !== undefined),
      ),
      summary(
        "not reached",
        measured.filter(({ hops }) => hops === undefined),
      ),
    ];
  } finally {
    await store.close();
  }
}
