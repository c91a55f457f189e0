// Purpose: which things no claim is about and no edge names, once some files are taken back.
// Parameters: keys; dropped, the files; span.
// Returns: key.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
WHERE NOT EXISTS { (t)<-[:ABOUT]-(c:Claim) WHERE NOT c.number / $span IN $dropped }
  AND NOT EXISTS { (t)-[r:FLOWS_TO|POSTED_BY|TAGGED|MENTIONS]-() WHERE r.until IS NULL }
RETURN t.key AS key
