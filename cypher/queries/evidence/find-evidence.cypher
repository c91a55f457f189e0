// Purpose: one evidence file.
// Parameters: hash.
// Returns: file; record, as JSON. No row when it is not there.
MATCH (e:Evidence {hash: $hash})
WITH e.file AS file, e.record AS record
WHERE file IS NOT NULL AND record IS NOT NULL
RETURN file, record
