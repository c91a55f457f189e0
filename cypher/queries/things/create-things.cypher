// Purpose: adds things.
// Parameters: things, each with its labels and properties.
// Returns: count.
UNWIND $things AS thing
CREATE (t:Thing:$(thing.labels))
SET t = thing.properties
RETURN count(*) AS count
