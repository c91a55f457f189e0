// Purpose: a page of the edges along which nothing flows.
// Parameters: after, the last number of the page before; limit; version, visible.
// Returns: one row of columns: relations, subjects, objects, states; last, the number by which the next page is asked for.
CALL () {
  MATCH (subject)-[r:POSTED_BY]->(object) WHERE r.number > $after AND r.number < $visible
  RETURN subject, r, object ORDER BY r.number LIMIT $limit
  UNION ALL
  MATCH (subject)-[r:TAGGED]->(object) WHERE r.number > $after AND r.number < $visible
  RETURN subject, r, object ORDER BY r.number LIMIT $limit
  UNION ALL
  MATCH (subject)-[r:MENTIONS]->(object) WHERE r.number > $after AND r.number < $visible
  RETURN subject, r, object ORDER BY r.number LIMIT $limit
}
WITH subject, r, object ORDER BY r.number LIMIT $limit
WITH collect({r: r, subject: subject, object: object}) AS page, max(r.number) AS last
WITH last, [edge IN page WHERE (edge.r.until IS NULL OR edge.r.until > $version)] AS shown
RETURN [edge IN shown | type(edge.r)] AS relations,
  [edge IN shown | coalesce(edge.subject.longKey, edge.subject.key)] AS subjects,
  [edge IN shown | coalesce(edge.object.longKey, edge.object.key)] AS objects,
  [edge IN shown | edge.r.states] AS states, last
