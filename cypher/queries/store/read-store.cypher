// Purpose: the store's own node, if it is there.
// Returns: name; rules, the version of the merging rules; isMarked, whether it is noted which entries of its journal have no chain.
MATCH (s:Store {one: 1})
RETURN s.name AS name, s.rules AS rules, s.unchained IS NOT NULL AS isMarked
