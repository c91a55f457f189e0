// Purpose: a page of the edges along which nothing flows. Ends are matched last: a seek that reads them too (as the two seeks do that an OR is planned as) stops at an edge that is deleted meanwhile, and gives none after it.
// Parameters: after, the last number of the page before; limit; version, visible.
// Returns: one row of columns: relations, subjects, objects, states; last, the number by which the next page is asked for.
CALL () {
  MATCH ()-[r:POSTED_BY]->()
  USING INDEX SEEK r:POSTED_BY(number)
  WHERE r.number > $after AND r.number < $visible
    AND r.states IS NOT NULL AND coalesce(r.until, $version + 1) > $version
  RETURN r ORDER BY r.number LIMIT $limit
  UNION ALL
  MATCH ()-[r:TAGGED]->()
  USING INDEX SEEK r:TAGGED(number)
  WHERE r.number > $after AND r.number < $visible
    AND r.states IS NOT NULL AND coalesce(r.until, $version + 1) > $version
  RETURN r ORDER BY r.number LIMIT $limit
  UNION ALL
  MATCH ()-[r:MENTIONS]->()
  USING INDEX SEEK r:MENTIONS(number)
  WHERE r.number > $after AND r.number < $visible
    AND r.states IS NOT NULL AND coalesce(r.until, $version + 1) > $version
  RETURN r ORDER BY r.number LIMIT $limit
}
WITH r ORDER BY r.number LIMIT $limit
MATCH (subject)-[r]->(object)
RETURN collect(type(r)) AS relations, collect(coalesce(subject.longKey, subject.key)) AS subjects,
  collect(coalesce(object.longKey, object.key)) AS objects, collect(r.states) AS states,
  max(r.number) AS last
