// What is only talked about? Things that no evidence holds
// Answers: what others link to, quote or copy, though no claim in any file has it as its subject.
// It is what to collect next: the most referred to stands first.
//   :params {platform: ''}
// platform: a platform, with all that lies in it, or '' for all.
// At most 50 things, with up to 5 that refer to each.
// Cannot tell: whether the thing still exists, or what it says.
MATCH (thing:Item)
WHERE thing.attested = 'none' AND ($platform = '' OR thing.platform = $platform OR thing.platform STARTS WITH $platform + '/')
WITH thing, count { (thing)-[:FLOWS_TO]->() } AS references
ORDER BY references DESC, thing.key
LIMIT 50
CALL (thing) {
  OPTIONAL MATCH (thing)-[flow:FLOWS_TO]->(taker:Item)
  RETURN flow, taker
  ORDER BY flow.earliest, taker.key
  LIMIT 5
}
RETURN thing.key AS key, references, thing, flow, taker
ORDER BY references DESC, key
