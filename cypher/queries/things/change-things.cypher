// Purpose: changes things; what readers still see of them is kept beside the new already.
// Parameters: things, each with key, labels and properties.
// Returns: count.
UNWIND $things AS thing
MATCH (t:Thing {key: thing.key})
SET t += thing.properties
REMOVE t:Item:Post:Document:Account:Tag:Fringe:Bridge:Mainstream
SET t:$(thing.labels)
RETURN count(*) AS count
