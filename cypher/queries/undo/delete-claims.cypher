// Purpose: deletes claims of a change that was cut off, with their links.
// Parameters: visible, limit.
// Returns: count.
MATCH (c:Claim)
USING INDEX SEEK c:Claim(number)
WHERE c.number >= $visible
WITH c LIMIT $limit
DETACH DELETE c
RETURN count(*) AS count
