// What is claimed of a thing?
// Answers: every claim that types, dates or names the thing or has it as its subject, around it.
//   :params {key: 'case:macronleaks/pol-op'}
// At most 100 claims. Click one: `source` says who makes it, `body` what it says and where it stands,
// and the file is that of the evidence whose `file` is its number divided by 1,000,000,000.
// Cannot tell: remarks, which change nothing ("What else is said of it?"), and claims on edges alone.
MATCH (thing:Thing {key: $key})<-[about:ABOUT]-(claim:Claim)
OPTIONAL MATCH (evidence:Evidence {file: claim.number / 1000000000})
RETURN thing, about, claim, evidence.name AS file
ORDER BY claim.number
LIMIT 100
