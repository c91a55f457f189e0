// Purpose: a page of the flow edges that readers see, by earliest and latest, with the numbers of their ends. Ends are matched last, as in list-flow-edges.
// Parameters: after, the last position of the page before; limit; version, visible.
// Returns: one row of columns: relations, givers, receivers, bases, states, earliest, latest; last, the position by which the next page is asked for.
MATCH ()-[r:FLOWS_TO]->()
USING INDEX SEEK r:FLOWS_TO(position)
WHERE r.position > $after AND r.number < $visible AND coalesce(r.until, $version + 1) > $version
WITH r ORDER BY r.position LIMIT $limit
MATCH (giver)-[r]->(receiver)
WITH giver, r, receiver ORDER BY r.position
RETURN collect(r.relation) AS relations, collect(giver.number) AS givers,
  collect(receiver.number) AS receivers, collect(r.basis) AS bases, collect(r.states) AS states,
  collect(r.earliest) AS earliest, collect(r.latest) AS latest, max(r.position) AS last
