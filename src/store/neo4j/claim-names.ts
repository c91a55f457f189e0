/** What joins, memberships and remarks name, beside the claim's body, so that Cypher can follow them. */
import type { Claim, Fact } from "../../model/claim.ts";
import type { Values } from "./database.ts";
import { shortKey } from "./numbers.ts";

interface Named {
  subject: string;
  object: string | undefined;
}

function namedBy(fact: Fact): Named | undefined {
  switch (fact.fact) {
    case "same-as":
    case "not-same":
    case "leads-to":
      return { subject: fact.a, object: fact.b };
    case "member":
      return { subject: fact.member, object: fact.set };
    case "remark":
      return { subject: fact.subject, object: fact.object };
    default:
      return undefined;
  }
}

const distinct = (names: readonly string[]): string[] | null =>
  names.length === 0 ? null : [...new Set(names.map(shortKey))];

/** Members and the sets they are in, things that are joined or parted, addresses and where they lead, and what remarks are on. */
export function claimNames(claim: Claim): Values {
  const named = claim.facts.flatMap((fact) => namedBy(fact) ?? []);
  return {
    subjects: distinct(named.map(({ subject }) => subject)),
    objects: distinct(named.flatMap(({ object }) => object ?? [])),
  };
}
