// Purpose: deletes attributes of a change that was cut off.
// Parameters: visible, limit.
// Returns: count.
MATCH (a:Attribute)
USING INDEX SEEK a:Attribute(claim)
WHERE a.claim >= $visible
WITH a LIMIT $limit
DELETE a
RETURN count(*) AS count
