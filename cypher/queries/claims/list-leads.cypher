// Purpose: claims that say where an address leads, by the addresses that are things, whether or not their file is visible; less those that are deleted meanwhile.
// Parameters: version, visible.
// Returns: address, number, body.
MATCH (c:Lead)
USING SCAN c:Lead
MATCH (a:Attribute {claim: c.number})
USING INDEX SEEK a:Attribute(claim)
MATCH (t:Thing {key: a.subject})
USING INDEX SEEK t:Thing(key)
WHERE t.number < $visible AND coalesce(t.until, $version + 1) > $version
WITH a.subject AS address, c.number AS number, c.body AS body
WHERE address IS NOT NULL AND number IS NOT NULL AND body IS NOT NULL
RETURN address, number, body
