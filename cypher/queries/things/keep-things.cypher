// Purpose: keeps beside things what readers see of them, before they change: readers may meet a transaction half applied.
// Parameters: keys; version, visible.
// Returns: count.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
USING INDEX SEEK t:Thing(key)
WHERE t.number < $visible AND (t.changed IS NULL OR t.changed <= $version)
SET t += {changed: $version + 1, attestedBefore: t.attested, statesBefore: t.states,
  lossyBefore: t.lossy, wordsBefore: t.words, sizeBefore: t.size}
RETURN count(*) AS count
