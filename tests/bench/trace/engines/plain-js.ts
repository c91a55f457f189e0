/** One pass over the edges in time order with a label for each node, as anyone would write it. */
import {
  type Arrivals,
  answerArrivals,
  answerRemovals,
  type Columns,
  readColumns,
  readQuestion,
  readRemovalsQuestion,
} from "./engine.ts";

const NEVER = 0x7fff_ffff;

function sweep({ source, target, time }: Columns, label: Int32Array, from: number): Arrivals {
  label.fill(NEVER);
  label[from] = time[0] ?? 0;
  let first = 0;
  while (first < time.length) {
    const now = time[first] ?? 0;
    let changed = false;
    let at = first;
    for (; at < time.length && time[at] === now; at += 1) {
      const v = target[at] ?? 0;
      if ((label[source[at] ?? 0] ?? NEVER) <= now && (label[v] ?? 0) > now) {
        label[v] = now;
        changed = true;
      }
    }
    // Edges of one moment may follow each other in any order.
    if (!changed || at === first + 1) first = at;
  }
  return count(label);
}

function count(label: Int32Array): Arrivals {
  let [reach, sum] = [0, 0];
  for (const arrival of label) {
    if (arrival === NEVER) continue;
    reach += 1;
    sum += arrival;
  }
  return { reach, sum };
}

/** Without a node: what leads to it leads nowhere. */
const withoutNode = ({ source, target, time }: Columns, node: number): Columns => ({
  ...{ source, time, target: target.map((v, at) => (v === node ? (source[at] ?? v) : v)) },
});

const removals = readRemovalsQuestion();
if (removals !== undefined) {
  await answerRemovals(removals, () => {
    const columns = readColumns(removals.path);
    const label = new Int32Array(removals.nodes);
    const without = removals.removed.map((node) => withoutNode(columns, node));
    return () => without.map((some) => sweep(some, label, removals.source));
  });
} else {
  const question = readQuestion();
  await answerArrivals(question, async () => {
    const columns = readColumns(question.path);
    const label = new Int32Array(question.nodes);
    return (source) => sweep(columns, label, source);
  });
}
