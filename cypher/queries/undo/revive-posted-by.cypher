// Purpose: POSTED_BY edges that were to end with a change that was cut off go on.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:POSTED_BY]->()
USING INDEX SEEK r:POSTED_BY(until)
WHERE r.until > $version
WITH r LIMIT $limit
SET r.until = null
RETURN count(*) AS count
