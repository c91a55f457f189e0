// Purpose: things end with the version that is being written.
// Parameters: keys; version.
// Returns: count.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
SET t.until = $version + 1
RETURN count(*) AS count
