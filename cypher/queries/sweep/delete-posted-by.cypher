// Purpose: deletes POSTED_BY edges that have ended.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:POSTED_BY]->()
USING INDEX SEEK r:POSTED_BY(until)
WHERE r.until <= $version
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
