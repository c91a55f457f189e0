// Who says so? Evidence behind an edge
// Answers: the claims that state an edge, the file that each stands in, and the place within it.
//   :params {giver: 'case:macronleaks/emleaks', receiver: 'case:macronleaks/pol-op'}
// giver, receiver: keys of the two things, in the direction of the flow.
// A table. `place` says which bytes, and which record, of the file `evidence`.
// At most 100 claims.
// Cannot tell: the words themselves, which are in no database. `headwater show` reads them from the
// bytes, and `headwater evidence show` tells where the file came from.
MATCH (:Thing {key: $giver})-[edge:FLOWS_TO]->(:Thing {key: $receiver})
UNWIND edge.claims AS number
MATCH (claim:Claim {number: number})
MATCH (evidence:Evidence {file: number / 1000000000})
RETURN edge.relation AS relation, edge.when AS when, claim.basis AS basis, claim.source AS source,
  claim.dispute AS dispute, evidence.name AS file, evidence.hash AS evidence,
  evidence.origin AS origin, number % 1000000000 AS claim,
  split(split(claim.body, '"place":')[1], '}')[0] + '}' AS place, claim.body AS body
ORDER BY relation, number
LIMIT 100
