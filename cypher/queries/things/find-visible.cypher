// Purpose: what readers see of some things.
// Parameters: keys; version, visible.
// Returns: name, attested, states; by key.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
USING INDEX SEEK t:Thing(key)
WHERE t.number < $visible AND (t.until IS NULL OR t.until > $version)
WITH t, t.changed IS NOT NULL AND t.changed > $version AS early
RETURN coalesce(t.longKey, t.key) AS name,
  CASE WHEN early THEN t.attestedBefore ELSE t.attested END AS attested,
  CASE WHEN early THEN t.statesBefore ELSE t.states END AS states
ORDER BY name
