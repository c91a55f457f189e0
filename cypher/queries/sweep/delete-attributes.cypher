// Purpose: deletes attributes of a file that was taken back.
// Parameters: first, end, the file's numbers; limit.
// Returns: count.
MATCH (a:Attribute)
USING INDEX SEEK a:Attribute(claim)
WHERE a.claim >= $first AND a.claim < $end
WITH a LIMIT $limit
DELETE a
RETURN count(*) AS count
