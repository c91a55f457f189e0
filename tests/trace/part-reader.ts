/** Claims as a store that is read by look-ups: what it is asked for is counted. */
import { BASES } from "../../src/model/basis.ts";
import type { StoredClaim } from "../../src/model/claim.ts";
import { edgeKey, flowOf } from "../../src/model/edge.ts";
import type { EvidenceRecord } from "../../src/model/evidence.ts";
import type { Key } from "../../src/model/key.ts";
import type { MergedEdge, MergedNode } from "../../src/model/merged.ts";
import { edgeTime, resolveNode } from "../../src/model/resolve.ts";
import { highOf, type Interval, lowOf } from "../../src/model/time.ts";
import type { Direction, PartReader, TimedEdge } from "../../src/trace/part/fetched.ts";
import { ClaimsReader } from "./claims-reader.ts";

interface Graph {
  nodes: ReadonlyMap<Key, MergedNode>;
  flowEdges: readonly TimedEdge[];
  otherEdges: readonly MergedEdge[];
}

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}

export class PartClaimsReader extends ClaimsReader implements PartReader {
  readonly #graph: Graph;
  /** Edge keys, as often as `expand` gave them. */
  readonly given: string[] = [];
  /** Look-ups by key. */
  trips = 0;

  private constructor(
    claims: readonly StoredClaim[],
    evidence: readonly EvidenceRecord[],
    graph: Graph,
  ) {
    super(claims, evidence);
    this.#graph = graph;
  }

  static async over(
    claims: readonly StoredClaim[],
    evidence: readonly EvidenceRecord[] = [],
  ): Promise<PartClaimsReader> {
    const reader = new ClaimsReader(claims, evidence);
    const nodes = new Map((await all(reader.nodes())).map((node) => [node.key, node]));
    const resolved = (key: Key) => resolveNode(nodes.get(key) ?? { key, states: {} }, "reported");
    const flowEdges = (await all(reader.flowEdges())).flatMap((edge): TimedEdge[] => {
      const flow = flowOf(edge);
      if (!flow) return [];
      const time = edgeTime(edge, resolved(flow.giver), resolved(flow.receiver), "reported");
      return [{ ...edge, ...flow, earliest: time.earliest, latest: time.latest }];
    });
    const otherEdges = await all(reader.otherEdges());
    return new PartClaimsReader(claims, evidence, { nodes, flowEdges, otherEdges });
  }

  async nodesOf(keys: readonly Key[]): Promise<MergedNode[]> {
    this.trips += 1;
    const asked = new Set(keys);
    return [...this.#graph.nodes.values()].filter(({ key }) => asked.has(key));
  }

  async otherEdgesOf(keys: readonly Key[]): Promise<MergedEdge[]> {
    this.trips += 1;
    const asked = new Set(keys);
    return this.#graph.otherEdges.filter(
      ({ subject, object }) => asked.has(subject) || asked.has(object),
    );
  }

  async expand(
    keys: readonly Key[],
    direction: Direction,
    window: Interval,
    except: readonly string[],
  ): Promise<TimedEdge[]> {
    this.trips += 1;
    const [asked, known] = [new Set(keys), new Set(except)];
    const found = this.#graph.flowEdges.filter(
      (edge) =>
        asked.has(direction === "forward" ? edge.giver : edge.receiver) &&
        !known.has(edgeKey(edge)) &&
        lowOf(edge) <= highOf(window) &&
        highOf(edge) >= lowOf(window),
    );
    this.given.push(...found.map(edgeKey));
    return found;
  }

  /** Accounts are found by their handles too, as stores find them. */
  override async search(words: string, limit: number): Promise<{ key: Key; excerpt: string }[]> {
    const bearing = [...this.#graph.nodes.values()].filter((node) =>
      BASES.some((basis) => node.states[basis]?.handles?.some((handle) => handle === words)),
    );
    const hits = bearing.map(({ key }) => ({ key, excerpt: key }));
    const others = await super.search(words, limit);
    return [...hits, ...others.filter(({ key }) => hits.every((hit) => hit.key !== key))].slice(
      0,
      limit,
    );
  }
}
