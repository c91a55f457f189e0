// What links to it, directly or through a thread?
// Answers: the items that link to a paste, page or thread, and those that link to a thread in which such an item stands.
//   :params {key: 'case:macronleaks/emleaks'}
// At most 100 ways. The relations are as they were written: an arrow points from who links to what is linked to.
// Cannot tell: when, and on what basis. FLOWS_TO beside each relation says that, the other way round.
CYPHER 25
MATCH way = (:Thing {key: $key})<-[:LINKS_TO]-(:Item)
  ((:Item)-[:PART_OF]->(:Item)<-[:LINKS_TO]-(:Item)){0,1}
RETURN way
LIMIT 100
