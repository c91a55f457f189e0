// Purpose: the records of all visible evidence, less what is deleted meanwhile.
// Returns: record, as JSON; by hash.
MATCH (e:Evidence)
WITH e.hash AS hash, e.record AS record
WHERE hash IS NOT NULL AND record IS NOT NULL
RETURN record
ORDER BY hash
