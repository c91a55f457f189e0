// With and without time: is the path a path?
// Answers: the shortest way from one thing to another when time is ignored, and beside it the
// shortest way that time allows. `inTime` is null where only the static path exists: nothing went that way.
//   :params {from: 'case:macronleaks/emleaks', to: 'twitter:@wikileaks'}
// from, to: keys of items, or of accounts, which stand for all that they posted.
// At most 6 hops. Look at the table too: the picture shows both paths as one.
// Cannot tell: as "How did it get from here to there? (possible order)".
CYPHER 25
MATCH (source:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $from})
MATCH (target:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $to})
MATCH ignoringTime = SHORTEST 1
  (source) ((:Item)-[step:FLOWS_TO WHERE step.basis <> 'inferred']->(:Item)){1,6} (target)
OPTIONAL MATCH inTime = SHORTEST 1 (
  (source) ((:Item)-[hop:FLOWS_TO WHERE hop.basis <> 'inferred']->(:Item)){1,6} (target)
  WHERE allReduce(
    arrival = source.earliest,
    e IN hop | CASE WHEN arrival > e.earliest THEN arrival ELSE e.earliest END,
    arrival <= e.latest
  )
)
RETURN source.key AS from, target.key AS to, ignoringTime, inTime
LIMIT 25
