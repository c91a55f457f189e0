// Purpose: numbers of the claims that state edges, as readers see them.
// Parameters: edges, each with relation, source and target; version, visible.
// Returns: claims.
UNWIND $edges AS edge
MATCH (source:Thing {key: edge.source})-[r:FLOWS_TO|POSTED_BY|TAGGED|MENTIONS]->(target:Thing {key: edge.target})
USING INDEX SEEK source:Thing(key)
USING INDEX SEEK target:Thing(key)
WHERE coalesce(r.relation, type(r)) = edge.relation
  AND r.number < $visible AND coalesce(r.until, $version + 1) > $version
RETURN r.claims AS claims
