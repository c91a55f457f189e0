/** Edges as a large question-and-answer site has them: heavy-tailed, repeated, tied in time. */
import { randomFrom } from "../random.ts";

/** Source, target, time in seconds. */
export type EdgeRecord = readonly [number, number, number];

const START = 1_217_567_877;
/** One edge in three shares the second of the one before; else seconds pass. */
const TIED = 0.35;
const MEAN_PAUSE = 5.8;
/** Two edges in five repeat one of the last contacts, half of them the other way. */
const REPEATED = 0.4;
const REMEMBERED = 1 << 16;
/** Spreads neighbouring ranks over all ids, so that busy nodes do not share cache lines. */
const STRIDE = 1_000_003;

/**
 * In the order of time. A node's rank r has a share of the edges that falls with r^(-2/3), so that
 * degrees follow a power law of exponent 2.5. The same seed gives the same edges.
 */
export function* generatedEdges(size: {
  edges: number;
  nodes: number;
  seed: number;
}): Generator<EdgeRecord> {
  const { edges, nodes, seed } = size;
  const random = randomFrom(seed);
  const draw = (): number => (Math.floor(nodes * random() ** 3) * STRIDE) % nodes;
  const recent = new Uint32Array(2 * REMEMBERED);
  let time = START;
  for (let made = 0; made < edges; made += 1) {
    if (random() >= TIED) time += 1 + Math.floor(-Math.log(1 - random()) * (MEAN_PAUSE - 0.5));
    let [source, target] = [draw(), draw()];
    if (made > 0 && random() < REPEATED) {
      const which = 2 * Math.floor(random() * Math.min(made, REMEMBERED));
      const turned = random() < 0.5 ? 1 : 0;
      source = recent[which + turned] ?? source;
      target = recent[which + 1 - turned] ?? target;
    }
    const place = 2 * (made % REMEMBERED);
    recent[place] = source;
    recent[place + 1] = target;
    yield [source, target, time];
  }
}
