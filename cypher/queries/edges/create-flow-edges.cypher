// Purpose: adds flow edges: FLOWS_TO in the direction of information, and for a new one the relation itself as it is written.
// Parameters: edges, each with source (giver), target (receiver), properties, and `backward` if it is written from receiver to giver; `isNew`.
// Returns: count.
UNWIND $edges AS edge
MATCH (giver:Thing {key: edge.source})
MATCH (receiver:Thing {key: edge.target})
CREATE (giver)-[r:FLOWS_TO]->(receiver)
SET r = edge.properties
WITH edge, CASE WHEN edge.backward THEN receiver ELSE giver END AS subject,
  CASE WHEN edge.backward THEN giver ELSE receiver END AS object
FOREACH (_ IN CASE WHEN edge.isNew THEN [1] ELSE [] END |
  CREATE (subject)-[:$(edge.properties.relation)]->(object)
)
RETURN count(*) AS count
