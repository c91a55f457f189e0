// Purpose: deletes claims of a file that was taken back, with their links.
// Parameters: first, end, the file's numbers; limit.
// Returns: count.
MATCH (c:Claim)
USING INDEX SEEK c:Claim(number)
WHERE c.number >= $first AND c.number < $end
WITH c LIMIT $limit
DETACH DELETE c
RETURN count(*) AS count
