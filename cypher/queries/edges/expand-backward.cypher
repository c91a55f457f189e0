// Purpose: flow edges into some things whose time meets a window.
// Parameters: keys; earliest, latest, the window; except, edges left out; version, visible.
// Returns: relation, giver, receiver, states, earliest, latest.
UNWIND $keys AS key
MATCH (giver)-[r:FLOWS_TO]->(receiver)
USING INDEX SEEK receiver:Thing(key)
WHERE receiver:Thing AND receiver.key = key
  AND r.earliest <= $latest AND r.latest >= $earliest
  AND r.number < $visible AND coalesce(r.until, $version + 1) > $version
  AND NOT {relation: r.relation, source: giver.key, target: receiver.key} IN $except
RETURN r.relation AS relation, coalesce(giver.longKey, giver.key) AS giver,
  coalesce(receiver.longKey, receiver.key) AS receiver, r.states AS states,
  r.earliest AS earliest, r.latest AS latest
