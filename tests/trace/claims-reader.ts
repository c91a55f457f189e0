/**
 * A reader over a plain list of claims: everything is merged afresh from all of them, so what it
 * shows is what the claims say and nothing else.
 */
import type {
  Claim,
  Fact,
  MemberFact,
  RemarkFact,
  SameFact,
  Stated,
  StoredClaim,
} from "../../src/model/claim.ts";
import { claimId, MAX_LEADS } from "../../src/model/claim.ts";
import { datedBy, edgeKey, flowOf, flows } from "../../src/model/edge.ts";
import type { EvidenceRecord, Hash } from "../../src/model/evidence.ts";
import { type Key, kindOfKey } from "../../src/model/key.ts";
import { mergeEdge, mergeNode } from "../../src/model/merge.ts";
import type { MergedEdge } from "../../src/model/merged.ts";
import { edgeTime, resolveNode } from "../../src/model/resolve.ts";
import { highOf, lowOf } from "../../src/model/time.ts";
import type { TraceReader } from "../../src/trace/loaded.ts";

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byNumber = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

const SETS = new Set(["tag", "group", "tier"]);
const isNode = (key: Key): boolean => !SETS.has(kindOfKey(key));

function keysNamed(fact: Fact): Key[] {
  switch (fact.fact) {
    case "item":
    case "time":
      return [fact.item];
    case "account":
      return [fact.account];
    case "edge":
      return [fact.subject, fact.object];
    case "same-as":
    case "not-same":
      return [fact.a, fact.b];
    default:
      return [];
  }
}

const nodesNamed = (claim: Claim): Key[] =>
  [
    ...(claim.subject === undefined ? [] : [claim.subject]),
    ...claim.facts.flatMap(keysNamed),
  ].filter(isNode);

/** Whether a claim says something of a node: of an edge only the bounds that date it. */
const isAbout = (claim: Claim, nodes: ReadonlySet<Key>): boolean =>
  (claim.subject !== undefined && nodes.has(claim.subject)) ||
  claim.facts.some((fact) => {
    if (fact.fact !== "edge") return keysNamed(fact).some((key) => nodes.has(key));
    return fact.time !== undefined && datedBy(fact).some((key) => nodes.has(key));
  });

const states = (claim: Claim, edges: ReadonlySet<string>): boolean =>
  claim.facts.some((fact) => fact.fact === "edge" && edges.has(edgeKey(fact)));

function ordinalOf({ id, evidence }: StoredClaim): number {
  return Number(id.slice(evidence.length + 1));
}

/** Gives each claim its id, in the order of its file. */
export function store(hash: Hash, claims: readonly Claim[]): StoredClaim[] {
  return claims.map((claim, i) => ({ ...claim, id: claimId(hash, i + 1), evidence: hash }));
}

async function* inBatches<T>(all: readonly T[]): AsyncGenerator<T[]> {
  for (let at = 0; at < all.length; at += 2) yield all.slice(at, at + 2);
}

export class ClaimsReader implements TraceReader {
  readonly #claims: readonly StoredClaim[];
  readonly #evidence: readonly EvidenceRecord[];

  constructor(claims: readonly StoredClaim[], evidence: readonly EvidenceRecord[] = []) {
    this.#claims = claims.toSorted(
      (a, b) => byText(a.evidence, b.evidence) || ordinalOf(a) - ordinalOf(b),
    );
    this.#evidence = evidence;
  }

  async version(): Promise<string> {
    return "1";
  }

  nodes() {
    const keys = [...new Set(this.#claims.flatMap(nodesNamed))].sort(byText);
    return inBatches(keys.map((key) => mergeNode(key, this.#claims)));
  }

  #edges(flowing: boolean): MergedEdge[] {
    const facts = this.#claims
      .flatMap((claim) => claim.facts)
      .filter((fact) => fact.fact === "edge")
      .filter((fact) => flows(fact.relation) === flowing);
    const byKey = new Map(facts.map((fact) => [edgeKey(fact), fact]));
    return [...byKey.values()].flatMap((fact) => mergeEdge(fact, this.#claims) ?? []);
  }

  flowEdges() {
    const timed = this.#edges(true).map((edge) => {
      const node = (key: Key) => resolveNode(mergeNode(key, this.#claims), "reported");
      const { giver, receiver } = flowOf(edge) ?? { giver: edge.object, receiver: edge.subject };
      return { edge, time: edgeTime(edge, node(giver), node(receiver), "reported") };
    });
    timed.sort(
      (a, b) =>
        byNumber(lowOf(a.time), lowOf(b.time)) ||
        byNumber(highOf(a.time), highOf(b.time)) ||
        byText(edgeKey(a.edge), edgeKey(b.edge)),
    );
    return inBatches(timed.map(({ edge }) => edge));
  }

  otherEdges() {
    return inBatches(this.#edges(false));
  }

  async claimsAbout(nodes: readonly Key[], edges: readonly string[]): Promise<StoredClaim[]> {
    const [keys, edgeKeys] = [new Set(nodes), new Set(edges)];
    return this.#claims.filter((claim) => isAbout(claim, keys) || states(claim, edgeKeys));
  }

  async claimsOf(ids: readonly StoredClaim["id"][]): Promise<StoredClaim[]> {
    const asked = new Set(ids);
    return this.#claims.filter(({ id }) => asked.has(id));
  }

  async *claimsIn(hash: Hash): AsyncGenerator<StoredClaim[]> {
    yield* inBatches(this.#claims.filter(({ evidence }) => evidence === hash));
  }

  async disputed(): Promise<StoredClaim[]> {
    return this.#claims.filter(({ dispute }) => dispute !== undefined);
  }

  #stated<F extends Fact>(is: (fact: Fact) => fact is F): Stated<F>[] {
    return this.#claims.flatMap((claim) =>
      claim.facts.filter(is).map((fact): Stated<F> => ({ claim, fact })),
    );
  }

  async joins(): Promise<Stated<SameFact>[]> {
    return this.#stated(
      (fact): fact is SameFact => fact.fact === "same-as" || fact.fact === "not-same",
    );
  }

  /** Followed afresh from every node, address by address. */
  async leads(): Promise<Stated<SameFact>[]> {
    const leads = this.#stated((fact): fact is SameFact => fact.fact === "leads-to");
    const reached = new Set(this.#claims.flatMap(nodesNamed));
    for (let step = 1; step < MAX_LEADS; step += 1) {
      const targets = leads.filter(({ fact }) => reached.has(fact.a)).map(({ fact }) => fact.b);
      for (const target of targets) reached.add(target);
    }
    return leads.filter(({ fact }) => reached.has(fact.a));
  }

  async members(): Promise<Stated<MemberFact>[]> {
    return this.#stated((fact): fact is MemberFact => fact.fact === "member");
  }

  async remarks(): Promise<Stated<RemarkFact>[]> {
    return this.#stated((fact): fact is RemarkFact => fact.fact === "remark");
  }

  async evidence(): Promise<EvidenceRecord[]> {
    return [...this.#evidence];
  }

  /** Nodes whose title, text or key holds the words. */
  async search(words: string, limit: number) {
    const wanted = words.toLowerCase();
    const hits: { key: Key; excerpt: string }[] = [];
    for await (const nodes of this.nodes()) {
      for (const node of nodes) {
        const { title, text } = resolveNode(node, "inferred");
        const excerpt = [title, text, node.key].find((one) => one?.toLowerCase().includes(wanted));
        if (excerpt !== undefined) hits.push({ key: node.key, excerpt });
      }
    }
    return hits.slice(0, limit);
  }
}
