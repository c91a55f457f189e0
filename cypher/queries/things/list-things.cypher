// Purpose: a page of what readers see, by key. What is now is read before whether it is early, for it changes after.
// Parameters: after, the last key of the page before; limit; version, visible.
// Returns: one row of columns: keys, by which the next page is asked for; names, in full; attested; states.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(key)
WHERE t.key > $after AND t.number < $visible AND coalesce(t.until, $version + 1) > $version
WITH t ORDER BY t.key LIMIT $limit
WITH t, t.key AS key, t.attested AS attested, t.states AS states
WITH t, key, attested, states, t.changed IS NOT NULL AND t.changed > $version AS early
WITH key, coalesce(t.longKey, key) AS name,
  CASE WHEN early THEN coalesce(t.attestedBefore, attested) ELSE attested END AS attested,
  CASE WHEN early THEN coalesce(t.statesBefore, states) ELSE states END AS states
WHERE attested IS NOT NULL AND states IS NOT NULL
RETURN collect(key) AS keys, collect(name) AS names, collect(attested) AS attested,
  collect(states) AS states
