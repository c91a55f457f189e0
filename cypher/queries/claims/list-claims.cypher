// Purpose: a page of the claims of one file, in its order.
// Parameters: after, the last number of the page before; end, the first number of the next file; limit.
// Returns: one row of columns: numbers, bodies.
MATCH (c:Claim)
WHERE c.number > $after AND c.number < $end
WITH c ORDER BY c.number LIMIT $limit
RETURN collect(c.number) AS numbers, collect(c.body) AS bodies
