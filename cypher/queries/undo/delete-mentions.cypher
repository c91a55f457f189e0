// Purpose: deletes MENTIONS edges of a change that was cut off.
// Parameters: visible, limit.
// Returns: count.
MATCH ()-[r:MENTIONS]->()
WHERE r.number >= $visible
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
