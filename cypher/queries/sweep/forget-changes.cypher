// Purpose: drops what things were before their last change.
// Parameters: version, limit.
// Returns: count.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(changed)
WHERE t.changed <= $version
WITH t LIMIT $limit
SET t.changed = null, t.attestedBefore = null, t.statesBefore = null, t.lossyBefore = null,
  t.wordsBefore = null, t.sizeBefore = null
RETURN count(*) AS count
