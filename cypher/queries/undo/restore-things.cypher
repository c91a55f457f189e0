// Purpose: things are as they were before.
// Parameters: things, each with key, labels and properties.
// Returns: count.
UNWIND $things AS thing
MATCH (t:Thing {key: thing.key})
SET t += thing.properties, t.changed = null, t.attestedBefore = null, t.statesBefore = null,
  t.lossyBefore = null, t.wordsBefore = null, t.sizeBefore = null
REMOVE t:Item:Post:Document:Account:Tag:Fringe:Bridge:Mainstream
SET t:$(thing.labels)
RETURN count(*) AS count
