// Purpose: a page of the flow edges that readers see, by earliest and latest.
// Parameters: after, the last position of the page before; limit; version, visible.
// Returns: one row of columns: relations, givers, receivers, states, earliest, latest; last, the position by which the next page is asked for.
MATCH (giver)-[r:FLOWS_TO]->(receiver)
USING INDEX SEEK r:FLOWS_TO(position)
WHERE r.position > $after AND r.number < $visible AND (r.until IS NULL OR r.until > $version)
WITH giver, r, receiver ORDER BY r.position LIMIT $limit
RETURN collect(r.relation) AS relations, collect(coalesce(giver.longKey, giver.key)) AS givers,
  collect(coalesce(receiver.longKey, receiver.key)) AS receivers, collect(r.states) AS states,
  collect(r.earliest) AS earliest, collect(r.latest) AS latest, max(r.position) AS last
