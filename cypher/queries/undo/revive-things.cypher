// Purpose: things that were to end with a change that was cut off go on.
// Parameters: version, limit.
// Returns: count.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(until)
WHERE t.until > $version
WITH t LIMIT $limit
SET t.until = null
RETURN count(*) AS count
