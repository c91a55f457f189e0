/** Where addresses lead, followed from those that are nodes. */

import { MAX_LEADS, type SameFact, type Stated, type StoredClaim } from "../../model/claim.ts";
import { compare } from "../../model/compare.ts";
import type { Key } from "../../model/key.ts";

/** A claim that is found by an address, under the name by which the store finds it. */
export interface FoundLead {
  address: string;
  claim: StoredClaim;
}

const ordinalOf = ({ id, evidence }: StoredClaim): number => Number(id.slice(evidence.length + 1));
const byId = (x: Stated<SameFact>, y: Stated<SameFact>): number =>
  compare(x.claim.evidence, y.claim.evidence) ||
  ordinalOf(x.claim) - ordinalOf(y.claim) ||
  x.claim.facts.indexOf(x.fact) - y.claim.facts.indexOf(y.fact);

/** `find` gives the claims found by the addresses that are nodes, or by those that it is given. */
export async function followLeads(
  find: (addresses: "nodes" | readonly string[]) => Promise<readonly FoundLead[]>,
  nameOf: (key: Key) => string,
): Promise<Stated<SameFact>[]> {
  const found: Stated<SameFact>[] = [];
  const asked = new Set<string>();
  let next: "nodes" | readonly string[] = "nodes";
  for (let step = 0; step < MAX_LEADS && next.length > 0; step += 1) {
    const targets = new Set<string>();
    for (const { address, claim } of await find(next)) {
      asked.add(address);
      for (const fact of claim.facts) {
        if (fact.fact !== "leads-to" || nameOf(fact.a) !== address) continue;
        found.push({ claim, fact });
        targets.add(nameOf(fact.b));
      }
    }
    next = [...targets].filter((target) => !asked.has(target));
    for (const target of next) asked.add(target);
  }
  return found.sort(byId);
}
