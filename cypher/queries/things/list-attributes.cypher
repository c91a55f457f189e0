// Purpose: claims that describe things, whose words are found too.
// Parameters: keys.
// Returns: key, number of the claim, body; by number.
UNWIND $keys AS key
MATCH (a:Attribute {subject: key})
MATCH (c:Claim {number: a.claim})
RETURN key, c.number AS number, c.body AS body
ORDER BY number
