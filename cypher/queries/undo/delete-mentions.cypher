// Purpose: deletes MENTIONS edges of a change that was cut off.
// Parameters: visible, limit.
// Returns: count.
MATCH ()-[r:MENTIONS]->()
USING INDEX SEEK r:MENTIONS(number)
WHERE r.number >= $visible
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
