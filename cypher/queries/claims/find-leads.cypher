// Purpose: claims that say where addresses lead, whether or not their file is visible; less those that are deleted meanwhile.
// Parameters: addresses.
// Returns: address, number, body.
UNWIND $addresses AS address
MATCH (a:Attribute {subject: address})
USING INDEX SEEK a:Attribute(subject)
MATCH (c:Claim {number: a.claim})
USING INDEX SEEK c:Claim(number)
WHERE c:Lead
WITH address, c.number AS number, c.body AS body
WHERE number IS NOT NULL AND body IS NOT NULL
RETURN address, number, body
