// Purpose: edges along which nothing flows that touch one of some things, as readers see them.
// Parameters: keys; version, visible.
// Returns: relation; source; target; states.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
USING INDEX SEEK t:Thing(key)
MATCH (t)-[r:POSTED_BY|TAGGED|MENTIONS]-()
WHERE r.number < $visible AND coalesce(r.until, $version + 1) > $version
WITH DISTINCT r, startNode(r) AS source, endNode(r) AS target
RETURN type(r) AS relation, coalesce(source.longKey, source.key) AS source,
  coalesce(target.longKey, target.key) AS target, r.states AS states
