/**
 * Edges of a text file, as research graphs are published: a line each, its columns apart by blanks,
 * tabs or commas; lines that begin with `#` or `%` are comments. Times are seconds since 1970. No
 * command reads such files: the engine's answers are checked on them.
 */
import { basisRank } from "../model/basis.ts";
import { RELATIONS } from "../model/edge.ts";
import { HeadwaterError } from "../model/errors.ts";
import type { EdgeList } from "./build-graph.ts";

/** What a column of a line holds. The thing flows from giver to receiver, at a time or between two. */
export type EdgeColumn = "giver" | "receiver" | "time" | "latest" | "other";

export interface ReadEdges {
  list: EdgeList;
  /** Names of the nodes, as written, by number. */
  names: readonly string[];
}

const SEPARATOR = /\s*,\s*|\s+/;

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of text) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function instantIn(written: string | undefined, where: string): number {
  const instant = written === undefined || written === "" ? Number.NaN : Number(written) * 1000;
  if (Number.isFinite(instant)) return instant;
  throw new HeadwaterError("bad-structure", `"${written ?? ""}" is no time in seconds`, { where });
}

/**
 * Reads edges of nodes that can change, each edge with an event of its own, of basis *recorded*.
 * @throws HeadwaterError `bad-structure` with file and line, for a line without its columns, or that ends before it begins
 */
export async function readEdgeList(
  text: AsyncIterable<string>,
  columns: readonly EdgeColumn[],
  file: string,
): Promise<ReadEdges> {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  };
  const place = (column: EdgeColumn) => columns.indexOf(column);
  const [from, to, time, until] = [
    place("giver"),
    place("receiver"),
    place("time"),
    place("latest"),
  ];
  const [giver, receiver]: [number[], number[]] = [[], []];
  const [earliest, latest]: [number[], number[]] = [[], []];
  let number = 0;
  for await (const line of linesOf(text)) {
    number += 1;
    const written = line.trim();
    if (written === "" || written.startsWith("#") || written.startsWith("%")) continue;
    const where = `${file}, line ${number}`;
    const cells = written.split(SEPARATOR);
    const [source, target] = [cells[from], cells[to]];
    if (!source || !target) {
      throw new HeadwaterError("bad-structure", `"${written}" has no ${columns.join(", ")}`, {
        where,
      });
    }
    giver.push(numberOf(source));
    receiver.push(numberOf(target));
    const at = instantIn(cells[time], where);
    earliest.push(at);
    if (until === -1) continue;
    const last = instantIn(cells[until], where);
    if (last < at) throw new HeadwaterError("bad-structure", "it ends before it begins", { where });
    latest.push(last);
  }
  const times = Float64Array.from(earliest);
  const edges = giver.length;
  return {
    names: [...numbers.keys()],
    list: {
      nodeCount: numbers.size,
      giver: Int32Array.from(giver),
      receiver: Int32Array.from(receiver),
      earliest: times,
      latest: until === -1 ? times : Float64Array.from(latest),
      relation: new Uint8Array(edges).fill(RELATIONS.indexOf("MATCHES")),
      basis: new Uint8Array(edges).fill(basisRank("recorded")),
      step: new Uint8Array(edges),
      nodeEarliest: new Float64Array(numbers.size).fill(Number.NEGATIVE_INFINITY),
      nodeLatest: new Float64Array(numbers.size).fill(Number.NEGATIVE_INFINITY),
    },
  };
}
