// Purpose: deletes MENTIONS edges that have ended.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:MENTIONS]->()
USING INDEX SEEK r:MENTIONS(until)
WHERE r.until <= $version
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
