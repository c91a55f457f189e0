// Purpose: the records of all visible evidence.
// Returns: record, as JSON; by hash.
MATCH (e:Evidence)
RETURN e.record AS record
ORDER BY e.hash
