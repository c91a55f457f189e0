// Purpose: deletes things of a change that was cut off.
// Parameters: visible, limit.
// Returns: count.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(number)
WHERE t.number >= $visible
WITH t LIMIT $limit
DETACH DELETE t
RETURN count(*) AS count
