/**
 * The part of a store that one trace question needs, read by look-ups, for stores too large to be
 * read whole.
 *
 * The answer's order, path, times, basis and arrival are those that the whole store gives, unless
 * order facts contradict each other somewhere: the whole graph then leaves all that is connected
 * with the contradiction untightened, and a contradiction is seen here only where it is in what was
 * read. Where a thing that can change is the source, the first hop's basis may be told weaker. What
 * else an answer shows (coverage, disputes, what came nearest, paths by inferred edges,
 * further paths) is told of the part, and `limits` says so.
 */
import { BASES, type Basis, basisRank, DEFAULT_FLOOR } from "../../model/basis.ts";
import type { Key } from "../../model/key.ts";
import { OPEN } from "../../model/time.ts";
import type { Loaded } from "../loaded.ts";
import type { TraceQuestion } from "../question.ts";
import { parseSelector } from "../selector.ts";
import { type SettledQuestion, type Solution, settleQuestion, solve, stepOrder } from "../solve.ts";
import { type Asked, assemble, loadSoFar } from "./assemble.ts";
import { Between } from "./between.ts";
import { Ends, readAccounts, readRemoved } from "./ends.ts";
import { Fetched, type PartLimits, type PartReader } from "./fetched.ts";
import type { Frame } from "./frame.ts";

/** Flow edges read for one question; they take as much memory as a store of so many that is read whole. */
const MAX_EDGES = 2_000_000;
/** Things that words may match, as `settle` shows them and one more. */
const MAX_HITS = 11;

interface Part {
  loaded: Loaded;
  /** What reading it took: reads of the store, levels expanded, keys of the largest, flow edges. */
  roundTrips: number;
  levels: number;
  widest: number;
  edgesRead: number;
}

/** The floors at which the question may have to be solved. */
const floorsOf = ({ basis, by }: TraceQuestion): Basis[] =>
  by === "best-basis" ? BASES.slice(0, basisRank(basis) + 1) : [basis];

/** Reads what words match, to settle which one thing they mean. */
async function settled(
  reader: PartReader,
  frame: Frame,
  limits: PartLimits,
  asked: TraceQuestion,
): Promise<SettledQuestion> {
  const fetched = new Fetched(reader, limits);
  const whole = new Set<Key>();
  for (const text of [asked.from, asked.to, ...asked.without]) {
    const selector = parseSelector(text);
    if (selector.kind !== "words") continue;
    const hits = await fetched.search(selector.words, MAX_HITS);
    for (const key of await readAccounts(fetched, frame, hits)) whole.add(key);
  }
  if (whole.size > 0) {
    const names = [...whole];
    await fetched.readNodes(names);
    await fetched.readOthers(names);
    await fetched.expand(names, "forward", OPEN);
    await fetched.expand(names, "backward", OPEN);
  }
  return settleQuestion(assemble({ reader, frame, fetched }, whole, whole), asked);
}

/**
 * Whether no path that has yet to be read could be the answer: the thing arrives for certain, in
 * as few hops as any path has, at the one moment when it can. Nor could one that makes the first
 * hop better founded, by an order of things between that needs no times.
 */
function isDecided({ order, path, targets, view, graph }: Solution, levels: number): boolean {
  const [target] = targets;
  const [first] = path ?? [];
  const node = view.nodes[target ?? -1];
  if (order !== "certain" || !path || first === undefined) return false;
  if (path.length > levels || targets.length !== 1) return false;
  if (stepOrder(graph, undefined, first).basisRank > (graph.basis[first] ?? 0)) return false;
  const { earliest, latest } = node?.published ?? OPEN;
  return node?.cannotChange === true && earliest !== null && earliest === latest;
}

/** The window in which the times that a store keeps can be trusted: they are those of the default floor, without joins. */
const windowOf = ({ between, basis, by }: TraceQuestion, { joinsItems }: Frame) =>
  joinsItems || basis !== DEFAULT_FLOOR || by === "best-basis" ? undefined : between;

/**
 * Reads the part of a store that answers the question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`; `too-long` where the
 * answer needs more than look-ups between the ends can give. What the signal says when it is aborted.
 */
export async function readPart(
  reader: PartReader,
  frame: Frame,
  asked: TraceQuestion,
  { maxEdges = MAX_EDGES, signal }: { maxEdges?: number; signal?: AbortSignal } = {},
): Promise<Part> {
  const limits: PartLimits = { maxEdges, ...(signal ? { signal } : {}) };
  const question = await settled(reader, frame, limits, asked);
  const fetched = new Fetched(reader, limits);
  const ends = new Ends(reader, fetched, frame);
  const sources = await ends.of(asked.from, question.from);
  const targets = await ends.of(asked.to, question.to);
  const out = new Set<Key>();
  for (const [i, selector] of question.without.entries()) {
    for (const key of await ends.of(asked.without[i] ?? "", selector)) out.add(key);
  }
  const posed: Asked = {
    reader,
    frame,
    fetched,
    question,
    floors: floorsOf(asked),
    sources,
    targets,
    named: new Set([...sources, ...targets, ...out]),
    removed: await readRemoved(fetched, frame, out),
    anyWay: asked.basis === "inferred",
  };
  const between = posed.anyWay
    ? new Between(fetched, frame, posed.named, new Set(), { window: undefined, anyWay: true })
    : new Between(fetched, frame, sources, targets, {
        window: windowOf(asked, frame),
        anyWay: false,
      });
  const part = (loaded: Loaded): Part => ({
    loaded,
    roundTrips: fetched.roundTrips,
    levels: between.levels,
    widest: between.widest,
    edgesRead: fetched.edgeCount,
  });
  const byArrival = asked.by === "earliest" || asked.by === "fewest-hops";
  let mayBeDecided = targets.size === 1 && asked.paths === 1 && byArrival;
  while (!between.ended) {
    await between.step();
    if (!mayBeDecided || !between.met || between.ended) continue;
    mayBeDecided = false;
    const loaded = await loadSoFar(posed);
    if (isDecided(await solve(loaded, question), between.levels)) return part(loaded);
  }
  return part(await loadSoFar(posed));
}
