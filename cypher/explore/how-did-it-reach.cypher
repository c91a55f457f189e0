// How did it get from here to there? (possible order)
// Answers: by which hops what the first thing holds can have reached the second, in the order of time.
//   :params {from: 'case:macronleaks/emleaks', to: 'twitter:@wikileaks'}
// from, to: keys of items, or of accounts, which stand for all that they posted.
// The earliest moment at which the thing can have arrived is carried along, and no hop may be over by then.
// At most 6 hops; the fewest hops of each pair of items. Raise the 6 to look further.
// Cannot tell: what `headwater trace` can. It also knows order facts beside the path (a post stood
// before whoever quotes it), same-as statements and handles, and so refuses or finds some paths more.
CYPHER 25
MATCH (source:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $from})
MATCH (target:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $to})
WHERE target.attested IN ['recorded', 'reported']
MATCH path = SHORTEST 1 (
  (source) ((:Item)-[hop:FLOWS_TO WHERE hop.basis <> 'inferred']->(:Item)){1,6} (target)
  WHERE allReduce(
    arrival = source.earliest,
    e IN hop | CASE WHEN arrival > e.earliest THEN arrival ELSE e.earliest END,
    arrival <= e.latest
  )
)
RETURN path
LIMIT 25
