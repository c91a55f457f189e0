// Purpose: which files are visible, by the number that their claims carry; less those that are deleted meanwhile.
// Returns: file, hash.
MATCH (e:Evidence)
WITH e.file AS file, e.hash AS hash
WHERE file IS NOT NULL AND hash IS NOT NULL
RETURN file, hash
