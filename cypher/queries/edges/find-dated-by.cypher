// Purpose: flow edges whose time is that of one of some things: into it, or out of it for some relations.
// Parameters: keys; atGiver, the relations.
// Returns: relation, source, target.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
CALL (t) {
  MATCH (t)<-[r:FLOWS_TO]-(other) WHERE r.until IS NULL
  RETURN r.relation AS relation, other AS source, t AS target
  UNION
  MATCH (t)-[r:FLOWS_TO]->(other) WHERE r.until IS NULL AND r.relation IN $atGiver
  RETURN r.relation AS relation, t AS source, other AS target
}
RETURN relation, coalesce(source.longKey, source.key) AS source,
  coalesce(target.longKey, target.key) AS target
