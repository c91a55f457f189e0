// Purpose: a page of the flow edges that readers see, by earliest and latest. Ends are matched last: a seek that reads them too (as the two seeks do that an OR is planned as) stops at an edge that is deleted meanwhile, and gives none after it.
// Parameters: after, the last position of the page before; limit; version, visible.
// Returns: one row of columns: relations, givers, receivers, states, earliest, latest; last, the position by which the next page is asked for.
MATCH ()-[r:FLOWS_TO]->()
USING INDEX SEEK r:FLOWS_TO(position)
WHERE r.position > $after AND r.number < $visible AND coalesce(r.until, $version + 1) > $version
WITH r ORDER BY r.position LIMIT $limit
MATCH (giver)-[r]->(receiver)
WITH giver, r, receiver ORDER BY r.position
RETURN collect(r.relation) AS relations, collect(coalesce(giver.longKey, giver.key)) AS givers,
  collect(coalesce(receiver.longKey, receiver.key)) AS receivers, collect(r.states) AS states,
  collect(r.earliest) AS earliest, collect(r.latest) AS latest, max(r.position) AS last
