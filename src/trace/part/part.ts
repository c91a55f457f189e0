/**
 * The part of a store that one question needs, read by look-ups, for stores too large to be read
 * whole.
 *
 * The answer's order, path, times, basis and arrival are those that the whole store gives, unless
 * order facts contradict each other somewhere: the whole graph then leaves all that is connected
 * with the contradiction untightened, and a contradiction is seen here only where it is in what was
 * read. The basis may be told weaker where a thing that can change is the source, and where order
 * facts through things of exact times put one item before another. What else an answer shows
 * (coverage, disputes, what came nearest, paths by inferred edges, further paths) is told of the
 * part, and `limits` says so.
 */
import { DEFAULT_FLOOR } from "../../model/basis.ts";
import type { Key } from "../../model/key.ts";
import { type Interval, OPEN } from "../../model/time.ts";
import type { Loaded } from "../loaded.ts";
import type { TraceQuestion } from "../question.ts";
import { parseSelector, type Selector, settle } from "../selector.ts";
import { type Solution, solve, stepOrder } from "../solve.ts";
import { type Asked, assemble, loadSoFar } from "./assemble.ts";
import { Ends, readAccounts, readRemoved } from "./ends.ts";
import { Expansion } from "./expansion.ts";
import { Fetched, type PartReader } from "./fetched.ts";
import type { Frame } from "./frame.ts";
import { type PartQuestion, type Wanted, wantedFor } from "./wanted.ts";

/** Flow edges read for one question; they take as much memory as a store of so many that is read whole. */
const MAX_EDGES = 2_000_000;
/** Things that words may match, as `settle` shows them and one more. */
const MAX_HITS = 11;

type Settled = Exclude<Selector, { kind: "words" }>;

interface Part {
  loaded: Loaded;
  /** What reading it took: reads of the store, levels expanded, keys of the largest, flow edges. */
  roundTrips: number;
  levels: number;
  widest: number;
  edgesRead: number;
}

/** What each text names; what words match is read, to settle which one thing they mean. */
async function settled(
  reader: PartReader,
  frame: Frame,
  maxEdges: number,
  texts: readonly string[],
): Promise<(text: string) => Settled> {
  const fetched = new Fetched(reader, maxEdges);
  const whole = new Set<Key>();
  for (const text of texts) {
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
  const loaded = assemble({ reader, frame, fetched, spread: "beside" }, whole, whole);
  const selectors = new Map<string, Settled>();
  for (const text of texts) selectors.set(text, await settle(loaded, text));
  return (text) => {
    const selector = selectors.get(text);
    if (!selector) throw new Error(`"${text}" was not settled`);
    return selector;
  };
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
function windowOf({ between, floors }: Wanted, { joinsItems }: Frame): Interval | undefined {
  const areTheirs = floors.every((floor) => floor === DEFAULT_FLOOR);
  return joinsItems || !areTheirs ? undefined : between;
}

async function endsOf(
  wanted: Wanted,
  ends: Ends,
  settledAs: (text: string) => Settled,
): Promise<Record<"sources" | "targets" | "out", Set<Key>>> {
  const named = async (texts: readonly string[]): Promise<Set<Key>> => {
    const keys = new Set<Key>();
    for (const text of texts) {
      for (const key of await ends.of(text, settledAs(text))) keys.add(key);
    }
    return keys;
  };
  return {
    sources: await named(wanted.from),
    targets: await named(wanted.to),
    out: await named(wanted.without),
  };
}

function expansionFor(posed: Asked, wanted: Wanted): Expansion {
  const { frame, fetched, spread, sources, targets, named, anyWay } = posed;
  return new Expansion(fetched, frame, anyWay ? named : sources, targets, {
    spread,
    window: windowOf(wanted, frame),
    anyWay,
  });
}

/** Whether a question can be answered before all that lies between the ends is read. */
const mayStop = ({ by, paths }: TraceQuestion, { targets }: Asked): boolean =>
  targets.size === 1 && paths === 1 && (by === "earliest" || by === "fewest-hops");

/** Reads on until nothing more is wanted; gives what answers sooner, if something does. */
async function readOn(
  expansion: Expansion,
  posed: Asked,
  asked: PartQuestion,
  settledAs: (text: string) => Settled,
): Promise<Loaded> {
  let trace = asked.kind === "trace" && mayStop(asked.question, posed) ? asked.question : undefined;
  while (!expansion.ended) {
    await expansion.step();
    if (!trace || !expansion.met || expansion.ended) continue;
    const { from, to, without } = trace;
    const question = {
      asked: trace,
      from: settledAs(from),
      to: settledAs(to),
      without: without.map(settledAs),
    };
    trace = undefined;
    const loaded = await loadSoFar(posed);
    if (isDecided(await solve(loaded, question), expansion.levels)) return loaded;
  }
  return loadSoFar(posed);
}

/**
 * Reads the part of a store that answers the question.
 * @throws HeadwaterError `bad-selector`, `no-match`, `ambiguous-selector`; `too-long` where the
 * answer needs more than look-ups around the ends can give.
 */
export async function readPart(
  reader: PartReader,
  frame: Frame,
  asked: PartQuestion,
  maxEdges = MAX_EDGES,
): Promise<Part> {
  const wanted = wantedFor(asked);
  const texts = [...wanted.from, ...wanted.to, ...wanted.without];
  const settledAs = await settled(reader, frame, maxEdges, texts);
  const fetched = new Fetched(reader, maxEdges);
  const { sources, targets, out } = await endsOf(
    wanted,
    new Ends(reader, fetched, frame),
    settledAs,
  );
  const posed: Asked = {
    reader,
    frame,
    fetched,
    spread: wanted.spread,
    floors: wanted.floors,
    triesAccounts: wanted.triesAccounts,
    sources,
    targets,
    named: new Set([...sources, ...targets, ...out]),
    removed: await readRemoved(fetched, frame, out),
    anyWay: wanted.floors.includes("inferred"),
  };
  const expansion = expansionFor(posed, wanted);
  const loaded = await readOn(expansion, posed, asked, settledAs);
  return {
    loaded,
    roundTrips: fetched.roundTrips,
    levels: expansion.levels,
    widest: expansion.widest,
    edgesRead: fetched.edgeCount,
  };
}
