// Purpose: MENTIONS edges that were to end with a change that was cut off go on.
// Parameters: version, limit.
// Returns: count.
MATCH ()-[r:MENTIONS]->()
USING INDEX SEEK r:MENTIONS(until)
WHERE r.until > $version
WITH r LIMIT $limit
SET r.until = null
RETURN count(*) AS count
