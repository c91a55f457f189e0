// Purpose: changes edges that no reader sees yet.
// Parameters: edges, each with relation, source, target, number and properties.
// Returns: count.
UNWIND $edges AS edge
MATCH (source:Thing {key: edge.source})-[r:FLOWS_TO|POSTED_BY|TAGGED|MENTIONS]->(target:Thing {key: edge.target})
USING INDEX SEEK source:Thing(key)
USING INDEX SEEK target:Thing(key)
WHERE coalesce(r.relation, type(r)) = edge.relation AND r.number = edge.number
SET r += edge.properties
RETURN count(*) AS count
