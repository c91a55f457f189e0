/** Facts that claims on a list state, each with its claim. */
import type { MemberFact, RemarkFact, SameFact, Stated, StoredClaim } from "../../model/claim.ts";

/** Of things that are one, or are not; where addresses lead is read apart. */
export const joinsIn = (claims: readonly StoredClaim[]): Stated<SameFact>[] =>
  claims.flatMap((claim) =>
    claim.facts.flatMap((fact) =>
      fact.fact === "same-as" || fact.fact === "not-same" ? [{ claim, fact }] : [],
    ),
  );

export const membersIn = (claims: readonly StoredClaim[]): Stated<MemberFact>[] =>
  claims.flatMap((claim) =>
    claim.facts.flatMap((fact) => (fact.fact === "member" ? [{ claim, fact }] : [])),
  );

export const remarksIn = (claims: readonly StoredClaim[]): Stated<RemarkFact>[] =>
  claims.flatMap((claim) =>
    claim.facts.flatMap((fact) => (fact.fact === "remark" ? [{ claim, fact }] : [])),
  );
