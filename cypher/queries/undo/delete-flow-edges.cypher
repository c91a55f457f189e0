// Purpose: deletes flow edges of a change that was cut off; where none of the kind is left between the two, the relation itself too.
// Parameters: visible, limit.
// Returns: count, before the relations.
MATCH (giver)-[r:FLOWS_TO]->(receiver)
USING INDEX SEEK r:FLOWS_TO(number)
WHERE r.number >= $visible
WITH giver, r, receiver, r.relation AS relation LIMIT $limit
DELETE r
WITH collect({giver: giver, receiver: receiver, relation: relation}) AS deleted
CALL (deleted) {
  UNWIND deleted AS one
  WITH one.giver AS giver, one.receiver AS receiver, one.relation AS relation
  WITH DISTINCT giver, receiver, relation
WHERE NOT EXISTS { (giver)-[other:FLOWS_TO]->(receiver) WHERE other.relation = relation }
OPTIONAL MATCH (receiver)-[backward:LINKS_TO|QUOTES|REPLIES_TO|COPY_OF]->(giver) WHERE type(backward) = relation
OPTIONAL MATCH (giver)-[forward:RESHARED_BY|PART_OF|MATCHES]->(receiver) WHERE type(forward) = relation
DELETE backward, forward
}
RETURN size(deleted) AS count
