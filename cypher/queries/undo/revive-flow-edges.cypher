// Purpose: flow edges that were to end with a change that was cut off go on.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:FLOWS_TO]->()
USING INDEX SEEK r:FLOWS_TO(until)
WHERE r.until > $version
WITH r LIMIT $limit
SET r.until = null
RETURN count(*) AS count
