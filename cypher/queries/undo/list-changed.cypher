// Purpose: things that a change that was cut off had changed, as they were before.
// Parameters: version, limit.
// Returns: key, name in full, attested, states, lossy, words or null, size or null.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(changed)
WHERE t.changed > $version
WITH t LIMIT $limit
RETURN t.key AS key, coalesce(t.longKey, t.key) AS name, t.attestedBefore AS attested,
  t.statesBefore AS states, t.lossyBefore AS lossy, t.wordsBefore AS words, t.sizeBefore AS size
