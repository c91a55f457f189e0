// Purpose: one evidence file.
// Parameters: hash.
// Returns: file; record, as JSON. No row when it is not there.
MATCH (e:Evidence {hash: $hash})
RETURN e.file AS file, e.record AS record
