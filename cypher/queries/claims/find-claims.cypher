// Purpose: claims by number, less those that are deleted meanwhile.
// Parameters: numbers.
// Returns: number, body; by number.
UNWIND $numbers AS number
MATCH (c:Claim {number: number})
WITH number, c.body AS body
WHERE body IS NOT NULL
RETURN number, body
ORDER BY number
