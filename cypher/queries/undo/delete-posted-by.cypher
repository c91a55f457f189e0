// Purpose: deletes POSTED_BY edges of a change that was cut off.
// Parameters: visible, limit.
// Returns: count.
MATCH ()-[r:POSTED_BY]->()
USING INDEX SEEK r:POSTED_BY(number)
WHERE r.number >= $visible
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
