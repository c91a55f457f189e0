// Purpose: drops what was kept beside things that are as they were before.
// Parameters: keys.
// Returns: count.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
SET t.changed = null, t.attestedBefore = null, t.statesBefore = null, t.lossyBefore = null,
  t.wordsBefore = null, t.sizeBefore = null
RETURN count(*) AS count
