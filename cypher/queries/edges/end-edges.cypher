// Purpose: edges end with the version that is being written.
// Parameters: edges, each with relation, source, target and number; version.
// Returns: count.
UNWIND $edges AS edge
MATCH (source:Thing {key: edge.source})-[r:FLOWS_TO|POSTED_BY|TAGGED|MENTIONS]->(target:Thing {key: edge.target})
USING INDEX SEEK source:Thing(key)
USING INDEX SEEK target:Thing(key)
WHERE coalesce(r.relation, type(r)) = edge.relation AND r.number = edge.number
SET r.until = $version + 1
RETURN count(*) AS count
