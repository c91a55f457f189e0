// Purpose: the store's own node, if it is there.
// Returns: name; rules, the version of the merging rules.
MATCH (s:Store {one: 1})
RETURN s.name AS name, s.rules AS rules
