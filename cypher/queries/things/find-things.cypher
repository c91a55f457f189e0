// Purpose: things as the writer has left them so far.
// Parameters: keys; version, visible.
// Returns: key, attested, states, lossy; shown, whether readers see them so, for nothing is kept beside.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
RETURN t.key AS key, t.attested AS attested, t.states AS states, t.lossy AS lossy,
  t.number < $visible AND (t.changed IS NULL OR t.changed <= $version) AS shown
