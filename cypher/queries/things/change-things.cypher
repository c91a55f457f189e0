// Purpose: changes things, and keeps beside the new what readers still see.
// Parameters: things, each with key, labels and properties; version, visible.
// Returns: count.
UNWIND $things AS thing
MATCH (t:Thing {key: thing.key})
SET t += CASE
  WHEN t.number < $visible AND (t.changed IS NULL OR t.changed <= $version)
  THEN {changed: $version + 1, attestedBefore: t.attested, statesBefore: t.states,
    lossyBefore: t.lossy, wordsBefore: t.words, sizeBefore: t.size}
  ELSE {} END
SET t += thing.properties
REMOVE t:Item:Post:Document:Account:Tag:Fringe:Bridge:Mainstream
SET t:$(thing.labels)
RETURN count(*) AS count
