/** What a batch of claims says, by node and edge: of each claim only the facts about the one. */
import type { EdgeFact, Fact } from "../../model/claim.ts";
import { datedBy, edgeKey } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import { type ClaimFacts, type Ends, endsOf } from "./claim-facts.ts";

export interface About {
  /** Ids of the claims, ascending. */
  ids: number[];
  claims: ClaimFacts[];
}

export interface AboutNode extends About {
  readonly key: Key;
}

export interface AboutEdge extends About, Ends<AboutNode> {
  edge: Pick<EdgeFact, "relation" | "subject" | "object">;
}

/** Tags, groups and tiers are named by edges and sets, and are no nodes. */
export const isNodeKey = (key: string): boolean =>
  !key.startsWith("tag:") && !key.startsWith("group:") && !key.startsWith("tier:");

export class Gathered {
  /** Every key that is named; without claims where only an edge names it. */
  readonly nodes = new Map<Key, AboutNode>();
  /** By edge key. */
  readonly edges = new Map<string, AboutEdge>();
  /** Subjects of attributes, whose words change. */
  readonly described = new Set<string>();
  /** Addresses that are said to lead on. */
  readonly leading = new Set<string>();

  add(id: number, claim: ClaimFacts): void {
    if (claim.subject !== undefined) this.#says(claim.subject, id, claim);
    for (const fact of claim.facts) {
      switch (fact.fact) {
        case "item":
        case "time":
          this.#says(fact.item, id, claim, fact);
          break;
        case "account":
          this.#says(fact.account, id, claim, fact);
          break;
        case "edge": {
          said(this.#edge(fact), id, claim, fact);
          if (fact.time === undefined) break;
          for (const node of datedBy(fact)) this.#says(node, id, claim, fact);
          break;
        }
        case "same-as":
        case "not-same":
          this.#says(fact.a, id, claim);
          this.#says(fact.b, id, claim);
          break;
        case "leads-to":
          this.leading.add(fact.a);
          break;
        case "remark":
          if (fact.kind === "attribute") this.described.add(fact.subject);
          break;
        default:
          break;
      }
    }
  }

  #says(key: Key, id: number, claim: ClaimFacts, fact?: Fact): void {
    if (isNodeKey(key)) said(this.#named(key), id, claim, fact, claim.subject === key);
  }

  #named(key: Key): AboutNode {
    let about = this.nodes.get(key);
    if (about === undefined) {
      about = { key, ids: [], claims: [] };
      this.nodes.set(key, about);
    }
    return about;
  }

  #edge(edge: EdgeFact): AboutEdge {
    const key = edgeKey(edge);
    let about = this.edges.get(key);
    if (about === undefined) {
      const { source, target } = endsOf(edge);
      about = {
        ids: [],
        claims: [],
        edge,
        source: this.#named(source),
        target: this.#named(target),
      };
      this.edges.set(key, about);
    }
    return about;
  }
}

/** Adds what a claim says; of its subject and capture only where they tell something of the one. */
function said(about: About, id: number, claim: ClaimFacts, fact?: Fact, isSubject = true): void {
  const last = about.claims.at(-1);
  if (last !== undefined && about.ids.at(-1) === id) {
    if (fact) last.facts.push(fact);
    return;
  }
  const { basis } = claim;
  const facts = fact ? [fact] : [];
  about.ids.push(id);
  about.claims.push(
    isSubject ? { basis, subject: claim.subject, shownBy: claim.shownBy, facts } : { basis, facts },
  );
}
