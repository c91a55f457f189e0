/** What claims say of one node or edge, each thing once. */
import type { EdgeFact, Fact } from "../../model/claim.ts";
import { datedBy, edgeKey } from "../../model/edge.ts";
import type { Key } from "../../model/key.ts";
import type { Interval } from "../../model/time.ts";
import type { ClaimFacts } from "./claim-facts.ts";

export const bounds = ({ earliest, latest }: Interval): Interval => ({ earliest, latest });

/** What of a fact `mergeNode` reads for the key. */
function aboutNode(key: Key, fact: Fact): Fact[] {
  switch (fact.fact) {
    case "item": {
      if (fact.item !== key) return [];
      const { at: _, ...rest } = fact;
      return [rest];
    }
    case "account": {
      if (fact.account !== key) return [];
      const { at: _, ...rest } = fact;
      return [rest];
    }
    case "time":
      if (fact.item !== key) return [];
      return [{ fact: "time", kind: fact.kind, item: key, ...bounds(fact) }];
    case "edge":
      if (fact.time === undefined || !datedBy(fact).includes(key)) return [];
      return [{ ...withoutPlace(fact), time: bounds(fact.time) }];
    default:
      return [];
  }
}

const withoutPlace = ({ fact, relation, subject, object }: EdgeFact): EdgeFact => ({
  fact,
  relation,
  subject,
  object,
});

/**
 * Claims about one node or edge, those that say the same kept once: what is kept grows with what is
 * said, not with how often.
 */
export class Said {
  readonly #claims = new Map<string, ClaimFacts>();
  readonly #about: (claim: ClaimFacts) => ClaimFacts;

  private constructor(about: (claim: ClaimFacts) => ClaimFacts) {
    this.#about = about;
  }

  static ofNode(key: Key): Said {
    return new Said(({ basis, subject, shownBy, facts }) => ({
      basis,
      ...(subject === key ? { subject, shownBy } : {}),
      facts: facts.flatMap((fact) => aboutNode(key, fact)),
    }));
  }

  static ofEdge(edge: string): Said {
    return new Said(({ basis, shownBy, facts }) => ({
      basis,
      shownBy,
      facts: facts.flatMap((fact) =>
        fact.fact === "edge" && edgeKey(fact) === edge
          ? [{ ...withoutPlace(fact), ...(fact.time ? { time: bounds(fact.time) } : {}) }]
          : [],
      ),
    }));
  }

  add(claim: ClaimFacts): void {
    const about = this.#about(claim);
    this.#claims.set(JSON.stringify(about), about);
  }

  get claims(): ClaimFacts[] {
    return [...this.#claims.values()];
  }
}
