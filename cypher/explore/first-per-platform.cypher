// What carried it first, platform by platform?
// Answers: of the thing and all that it can have reached, the item that stands first on each platform.
//   :params {of: 'case:macronleaks/emleaks'}
// of: key of an item, or of an account, which stands for all that it posted.
// `order` is certain when one item is out before any other can have been, else possible: several are listed.
// At most 4 hops, 100 items.
// Cannot tell: what stood first in the world, only what does in the evidence loaded. `headwater first`
// also counts order facts, and so may name fewer, or call certain what is possible here.
CYPHER 25
MATCH (source:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $of})
MATCH (source) ((:Item)-[hop:FLOWS_TO WHERE hop.basis <> 'inferred']->(:Item)){0,4} (carrier:Item)
WHERE carrier.platform IS NOT NULL AND carrier.attested IN ['recorded', 'reported'] AND allReduce(
  arrival = source.earliest,
  e IN hop | CASE WHEN arrival > e.earliest THEN arrival ELSE e.earliest END,
  arrival <= e.latest
)
WITH DISTINCT split(carrier.platform, '/')[0] AS platform, carrier
WITH platform, collect(carrier) AS carriers, min(carrier.latest) AS outBy
WITH platform, [one IN carriers WHERE one.earliest <= outBy] AS rivals
UNWIND rivals AS carrier
OPTIONAL MATCH (carrier)-[:POSTED_BY]->(account:Account)
RETURN platform, CASE size(rivals) WHEN 1 THEN 'certain' ELSE 'possible' END AS order,
  carrier.published AS published, carrier.key AS key, carrier, account
ORDER BY carrier.latest, carrier.earliest, key
LIMIT 100
