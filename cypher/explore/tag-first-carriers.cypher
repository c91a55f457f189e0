// Who used the tag first?
// Answers: the items that carry a tag, by the time at which they were surely out, with their accounts.
//   :params {tag: 'tag:macronleaks'}
// tag: in lower case.
// `mayBeFirst`: no other that carries it was surely out before.
// At most 25. A shared tag is no edge: nothing is said of who had it from whom.
// Cannot tell: what is not in evidence; `headwater first tag:…` also counts order facts.
MATCH (tag:Thing {key: $tag})<-[:TAGGED]-(item:Item)
WHERE item.attested IN ['recorded', 'reported']
WITH tag, min(item.latest) AS outBy
MATCH (tag)<-[tagged:TAGGED]-(item:Item)
WHERE item.attested IN ['recorded', 'reported']
OPTIONAL MATCH (item)-[by:POSTED_BY]->(account:Account)
RETURN item.key AS key, item.published AS published, item.earliest <= outBy AS mayBeFirst,
  tag, tagged, item, by, account
ORDER BY item.latest, item.earliest, key
LIMIT 25
