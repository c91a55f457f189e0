/** What a batch of claims says, by node and edge. */
import type { Claim } from "../../model/claim.ts";
import { edgeKey, flowOf } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { MergedEdge } from "../../model/merge.ts";
import { type ClaimFacts, type Ends, endsOf } from "./rows.ts";

export interface About {
  /** Ids of the claims, ascending. */
  ids: number[];
  claims: ClaimFacts[];
}

export interface AboutEdge extends About, Ends<Key> {
  edge: Pick<MergedEdge, "relation" | "subject" | "object">;
}

/** Tags, groups and tiers are named by edges and sets, and are no nodes. */
export const isNodeKey = (key: string): boolean =>
  !key.startsWith("tag:") && !key.startsWith("group:") && !key.startsWith("tier:");

function add(about: About, id: number, claim: ClaimFacts): void {
  if (about.ids.at(-1) === id) return;
  about.ids.push(id);
  about.claims.push(claim);
}

export class Gathered {
  /** Every key that is named; without claims where only an edge names it. */
  readonly nodes = new Map<Key, About>();
  /** By edge key. */
  readonly edges = new Map<string, AboutEdge>();
  /** Subjects of attributes, whose words change. */
  readonly described = new Set<string>();

  add(id: number, claim: Pick<Claim, keyof ClaimFacts>): void {
    if (claim.subject !== undefined) this.#says(claim.subject, id, claim);
    for (const fact of claim.facts) {
      switch (fact.fact) {
        case "item":
        case "time":
          this.#says(fact.item, id, claim);
          break;
        case "account":
          this.#says(fact.account, id, claim);
          break;
        case "edge": {
          add(this.#edge(fact), id, claim);
          if (fact.time !== undefined) {
            const receiver = flowOf(fact)?.receiver;
            if (receiver !== undefined) this.#says(receiver, id, claim);
          }
          break;
        }
        case "same-as":
        case "not-same":
          this.#says(fact.a, id, claim);
          this.#says(fact.b, id, claim);
          break;
        case "remark":
          if (fact.kind === "attribute") this.described.add(fact.subject);
          break;
        default:
          break;
      }
    }
  }

  #says(key: Key, id: number, claim: ClaimFacts): void {
    if (isNodeKey(key)) add(this.#named(key), id, claim);
  }

  #named(key: Key): About {
    let about = this.nodes.get(key);
    if (about === undefined) {
      about = { ids: [], claims: [] };
      this.nodes.set(key, about);
    }
    return about;
  }

  #edge(edge: AboutEdge["edge"]): AboutEdge {
    const key = edgeKey(edge);
    let about = this.edges.get(key);
    if (about === undefined) {
      const { relation, subject, object } = edge;
      about = {
        ids: [],
        claims: [],
        edge: { relation, subject, object },
        ...endsOf(edge),
      };
      this.edges.set(key, about);
      this.#named(about.source);
      this.#named(about.target);
    }
    return about;
  }
}
