/** A set of edges as the files that Neo4j imports: as it is, and expanded in time. */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Columns } from "./engines/engine.ts";

const LINES_AT_ONCE = 10_000;

interface Files {
  nodes: string;
  edges: string;
}

function writer(path: string, head: string) {
  const file = openSync(path, "w");
  let lines = [head];
  const flush = (): void => {
    writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  };
  return {
    add(line: string): void {
      lines.push(line);
      if (lines.length >= LINES_AT_ONCE) flush();
    },
    close(): void {
      if (lines.length > 0) flush();
      closeSync(file);
    },
  };
}

/** Nodes with `id`, edges with their time `t`. */
export function writeFlow(folder: string, { source, target, time }: Columns): Files {
  const files = { nodes: join(folder, "flow-nodes.csv"), edges: join(folder, "flow-edges.csv") };
  const nodes = writer(files.nodes, "key:ID(P),id:long");
  for (const node of new Set([...source, ...target])) nodes.add(`${node},${node}`);
  nodes.close();
  const edges = writer(files.edges, ":START_ID(P),:END_ID(P),t:long");
  time.forEach((at, edge) => {
    edges.add(`${source[edge]},${target[edge]},${at}`);
  });
  edges.close();
  return files;
}

/**
 * A node for each moment `at` which something arrives at a `node`, and one for its beginning, which
 * alone has `start` (the node again). An edge leads from each to the node's next moment, and along
 * each of its edges from its last moment by then.
 */
export function expandInTime(folder: string, { source, target, time }: Columns): Files {
  const files = { nodes: join(folder, "at-nodes.csv"), edges: join(folder, "at-edges.csv") };
  const nodes = writer(files.nodes, "key:ID(At),node:long,at:long,start:long");
  const edges = writer(files.edges, ":START_ID(At),:END_ID(At)");
  let moments = 0;
  /** Last moment of each node so far: its number, and its time unless it is the beginning. */
  const last = new Map<number, { moment: number; at: number | undefined }>();
  const add = (node: number, at: number | undefined) => {
    const added = { moment: moments, at };
    nodes.add(`${moments},${node},${at ?? time[0]},${at === undefined ? node : ""}`);
    moments += 1;
    last.set(node, added);
    return added;
  };
  const lastOf = (node: number) => last.get(node) ?? add(node, undefined);
  for (let first = 0, end = 0; first < time.length; first = end) {
    for (end = first; end < time.length && time[end] === time[first]; end += 1) {
      const before = lastOf(target[end] ?? 0);
      if (before.at === time[end]) continue;
      edges.add(`${before.moment},${add(target[end] ?? 0, time[end]).moment}`);
    }
    for (let edge = first; edge < end; edge += 1) {
      const [from, to] = [lastOf(source[edge] ?? 0), lastOf(target[edge] ?? 0)];
      if (from !== to) edges.add(`${from.moment},${to.moment}`);
    }
  }
  nodes.close();
  edges.close();
  return files;
}
