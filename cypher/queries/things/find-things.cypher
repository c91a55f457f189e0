// Purpose: things as the writer has left them so far.
// Parameters: keys.
// Returns: key, number, attested, states, lossy.
UNWIND $keys AS key
MATCH (t:Thing {key: key})
RETURN t.key AS key, t.number AS number, t.attested AS attested, t.states AS states, t.lossy AS lossy
