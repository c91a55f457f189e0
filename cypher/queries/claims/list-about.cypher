// Purpose: numbers of the claims about things, whether or not their file is visible; less those that are deleted meanwhile.
// Parameters: keys.
// Returns: key, number.
UNWIND $keys AS key
MATCH (t:Thing {key: key})<-[:ABOUT]-(c:Claim)
WITH key, c.number AS number
WHERE number IS NOT NULL
RETURN key, number
