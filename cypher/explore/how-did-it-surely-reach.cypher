// How did it get from here to there? (certain order)
// Answers: by which hops it reached the second thing whatever the moments within the bounds were.
//   :params {from: 'case:macronleaks/emleaks', to: 'twitter:@wikileaks'}
// from, to: keys of items, or of accounts, which stand for all that they posted.
// A hop follows surely when the one before was over by then; when its giver cannot change and was
// there before whoever links to, quotes, answers, copies or reshares it; or when a part that cannot
// change enters its thread as it is posted. The first hop needs no more than that its giver was there.
// At most 6 hops; the fewest hops of each pair of items.
// Cannot tell: whether times of other things contradict these order facts; then `headwater trace`
// does not count them, and says possible. It may also know of order that is not written on the path.
CYPHER 25
MATCH (source:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $from})
MATCH (target:Item)-[:POSTED_BY]->{0,1}(:Thing {key: $to})
WHERE target.attested IN ['recorded', 'reported']
MATCH path = SHORTEST 1 (
  (source) ((:Item)-[hop:FLOWS_TO WHERE hop.basis <> 'inferred']->(:Item)){1,6} (target)
  WHERE allReduce(
    had = {by: source.latest, from: source.earliest, atSource: true, surely: true},
    e IN hop | {
      by: e.latest,
      from: CASE WHEN had.from > e.earliest THEN had.from ELSE e.earliest END,
      atSource: false,
      surely: had.from <= e.latest AND (
        had.by <= e.earliest
        OR (had.atSource OR startNode(e).cannotChange)
          AND e.relation IN ['LINKS_TO', 'QUOTES', 'REPLIES_TO', 'COPY_OF', 'RESHARED_BY']
        OR e.relation = 'PART_OF' AND startNode(e).cannotChange AND NOT endNode(e).cannotChange
      )
    },
    had.surely
  )
)
RETURN path
LIMIT 25
