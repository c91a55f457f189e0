// Purpose: notes that the last change is swept.
// Returns: version.
MATCH (s:Store {one: 1})
SET s.sweeping = null, s.dropped = null
RETURN s.version AS version
