// Purpose: which files are visible, by the number that their claims carry.
// Returns: file, hash.
MATCH (e:Evidence)
RETURN e.file AS file, e.hash AS hash
