// Purpose: TAGGED edges that were to end with a change that was cut off go on.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:TAGGED]->()
USING INDEX SEEK r:TAGGED(until)
WHERE r.until > $version
WITH r LIMIT $limit
SET r.until = null
RETURN count(*) AS count
