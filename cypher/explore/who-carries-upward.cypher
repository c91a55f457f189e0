// Who carries things up the tiers?
// Answers: the accounts, or else the sites, whose items took most from a lower tier, and from which platforms.
//   :params {tier: 'bridge'}
// tier: the tier that they are in, `bridge` or `mainstream`.
// A table of at most 25, from the first 10,000 hops into that tier.
// Cannot tell: intent; nor what is not in evidence: an account of which all posts were imported stands
// before one of which few were.
MATCH (taker:Item {tier: $tier})
MATCH (giver:Item)-[flow:FLOWS_TO]->(taker)
WHERE flow.basis <> 'inferred'
  AND (giver.tier = 'fringe' AND $tier <> 'fringe' OR giver.tier = 'bridge' AND $tier = 'mainstream')
WITH taker, giver LIMIT 10000
OPTIONAL MATCH (taker)-[:POSTED_BY]->(account:Account)
WITH coalesce(account.key, taker.platform) AS who, taker, giver
RETURN who, count(DISTINCT taker) AS items, count(DISTINCT giver) AS taken,
  collect(DISTINCT split(giver.platform, '/')[0]) AS fromPlatforms
ORDER BY items DESC, who
LIMIT 25
