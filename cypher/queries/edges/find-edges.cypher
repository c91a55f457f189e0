// Purpose: edges as the writer has left them so far.
// Parameters: edges, each with index, relation, source and target.
// Returns: index, number, states, lossy, claims, earliest or null, latest or null.
UNWIND $edges AS edge
MATCH (source:Thing {key: edge.source})-[r:FLOWS_TO|POSTED_BY|TAGGED|MENTIONS]->(target:Thing {key: edge.target})
USING INDEX SEEK source:Thing(key)
USING INDEX SEEK target:Thing(key)
WHERE coalesce(r.relation, type(r)) = edge.relation AND r.until IS NULL
RETURN edge.index AS index, r.number AS number, r.states AS states, r.lossy AS lossy,
  r.claims AS claims, r.earliest AS earliest, r.latest AS latest
