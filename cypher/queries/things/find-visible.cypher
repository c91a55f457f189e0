// Purpose: what readers see of some things. What is now is read before whether it is early, for it changes after.
// Parameters: keys; version, visible.
// Returns: name, attested, states; by key.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
USING INDEX SEEK t:Thing(key)
WHERE t.number < $visible AND coalesce(t.until, $version + 1) > $version
WITH t, t.attested AS attested, t.states AS states
WITH t, attested, states, t.changed IS NOT NULL AND t.changed > $version AS early
WITH coalesce(t.longKey, t.key) AS name,
  CASE WHEN early THEN coalesce(t.attestedBefore, attested) ELSE attested END AS attested,
  CASE WHEN early THEN coalesce(t.statesBefore, states) ELSE states END AS states
WHERE states IS NOT NULL
RETURN name, attested, states
ORDER BY name
