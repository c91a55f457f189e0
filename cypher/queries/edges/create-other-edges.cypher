// Purpose: adds edges along which nothing flows.
// Parameters: edges, each with relation, source, target and properties.
// Returns: count.
UNWIND $edges AS edge
MATCH (subject:Thing {key: edge.source})
MATCH (object:Thing {key: edge.target})
CREATE (subject)-[r:$(edge.relation)]->(object)
SET r = edge.properties
RETURN count(*) AS count
