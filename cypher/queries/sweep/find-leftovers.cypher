// Purpose: what the last change left to be swept.
// Returns: dropped, the files that were taken back.
MATCH (s:Store {one: 1})
RETURN coalesce(s.dropped, []) AS dropped
