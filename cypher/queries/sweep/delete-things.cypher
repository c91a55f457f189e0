// Purpose: deletes things that have ended.
// Parameters: version, limit.
// Returns: count.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(until)
WHERE t.until <= $version
WITH t LIMIT $limit
DETACH DELETE t
RETURN count(*) AS count
