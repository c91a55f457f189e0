// Purpose: claims by number.
// Parameters: numbers.
// Returns: number, body; by number.
UNWIND $numbers AS number
MATCH (c:Claim {number: number})
RETURN c.number AS number, c.body AS body
ORDER BY number
