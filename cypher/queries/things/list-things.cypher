// Purpose: a page of what readers see, by key.
// Parameters: after, the last key of the page before; limit; version, visible.
// Returns: one row of columns: keys, by which the next page is asked for; names, in full; attested; states.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(key)
WHERE t.key > $after AND t.number < $visible AND (t.until IS NULL OR t.until > $version)
WITH t ORDER BY t.key LIMIT $limit
WITH t, t.changed IS NOT NULL AND t.changed > $version AS early
RETURN collect(t.key) AS keys, collect(coalesce(t.longKey, t.key)) AS names,
  collect(CASE WHEN early THEN t.attestedBefore ELSE t.attested END) AS attested,
  collect(CASE WHEN early THEN t.statesBefore ELSE t.states END) AS states
