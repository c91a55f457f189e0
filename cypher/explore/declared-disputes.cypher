// What do sources disagree about? Statements of one dispute
// Answers: which statements cannot all hold, who makes them, and which edge each of them gives.
//   :params {dispute: 'wikileaks-link'}
// dispute: the name that the statements share, or '' for all.
// At most 100 statements. Statements that share a dispute and differ in what they point to exclude each other.
// Cannot tell: what follows. `headwater trace` answers each question once for each side.
MATCH (claim:Disputed)
WHERE $dispute IN ['', claim.dispute]
WITH claim ORDER BY claim.dispute, claim.number LIMIT 100
OPTIONAL MATCH (claim)-[about:ABOUT]->(thing:Thing)
OPTIONAL MATCH (thing)-[edge:FLOWS_TO|POSTED_BY|TAGGED|MENTIONS]-(other:Thing)
WHERE claim.number IN edge.claims
RETURN claim.dispute AS dispute, claim.source AS source, claim.basis AS basis,
  claim, about, thing, edge, other
ORDER BY dispute, claim.number
