// Purpose: numbers of the claims about things, whether or not their file is visible.
// Parameters: keys.
// Returns: key, number.
UNWIND $keys AS key
MATCH (t:Thing {key: key})<-[:ABOUT]-(c:Claim)
RETURN t.key AS key, c.number AS number
