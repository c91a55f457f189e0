// Purpose: deletes TAGGED edges that have ended.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:TAGGED]->()
USING INDEX SEEK r:TAGGED(until)
WHERE r.until <= $version
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
