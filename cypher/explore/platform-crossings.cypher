// Where did it leave the platform for a higher tier?
// Answers: which items and accounts took something from a platform into a higher tier, and when.
//   :params {platform: '4chan'}
// platform: a platform, with all that lies in it.
// At most 100 crossings. Tiers are fringe, bridge and mainstream, by the platforms' defaults.
// Cannot tell: tiers that statements give to a platform or an account; `headwater trace` applies them.
MATCH (giver:Item)
WHERE giver.platform = $platform OR giver.platform STARTS WITH $platform + '/'
MATCH (giver)-[flow:FLOWS_TO]->(taker:Item)
WHERE [giver.tier, taker.tier] IN [['fringe', 'bridge'], ['fringe', 'mainstream'], ['bridge', 'mainstream']]
  AND flow.basis <> 'inferred'
OPTIONAL MATCH (taker)-[by:POSTED_BY]->(account:Account)
RETURN giver, flow, taker, by, account
ORDER BY flow.earliest, taker.key
LIMIT 100
