// Purpose: makes the store's own node, if it is not there.
// Parameters: name, a new one; span, how many numbers each version has.
// Returns: name, as it is.
MERGE (s:Store {one: 1})
ON CREATE SET s.name = $name, s.version = 0, s.visible = $span
RETURN s.name AS name
