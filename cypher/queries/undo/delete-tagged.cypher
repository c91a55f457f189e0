// Purpose: deletes TAGGED edges of a change that was cut off.
// Parameters: visible, limit.
// Returns: count.
MATCH ()-[r:TAGGED]->()
USING INDEX SEEK r:TAGGED(number)
WHERE r.number >= $visible
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS count
