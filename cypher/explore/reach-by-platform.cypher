// How far did it get? Platforms that it can have reached
// Answers: how many items of each platform the thing can have reached, and when it can first have been there.
//   :params {from: 'case:macronleaks/emleaks'}
// from: key of an item, or of an account, which stands for all that it posted.
// At most 4 hops: on a graph of millions of edges lower the 4 before you raise it.
// Cannot tell: the exact reach. Beyond 4 hops nothing is seen, and order facts may rule out some of it.
CYPHER 25
MATCH (source:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $from})
MATCH (source) ((:Item)-[hop:FLOWS_TO WHERE hop.basis <> 'inferred']->(:Item)){1,4} (reached:Item)
WHERE reached.attested IN ['recorded', 'reported'] AND allReduce(
  arrival = source.earliest,
  e IN hop | CASE WHEN arrival > e.earliest THEN arrival ELSE e.earliest END,
  arrival <= e.latest
)
WITH reached, min(reduce(
  arrival = source.earliest,
  e IN hop | CASE WHEN arrival > e.earliest THEN arrival ELSE e.earliest END
)) AS arrival, min(size(hop)) AS hops
WITH coalesce(reached.platform, 'unknown') AS platform, reached.tier AS tier, count(*) AS items,
  min(arrival) AS arrival, min(hops) AS fewestHops, collect(reached.key)[..5] AS someOfThem
RETURN platform, tier, items, fewestHops, someOfThem,
  CASE arrival WHEN -9007199254740991 THEN 'unknown' ELSE toString(datetime({epochMillis: arrival})) END
    AS notBefore
ORDER BY fewestHops, platform
LIMIT 50
