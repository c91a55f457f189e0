// Purpose: makes the store's own node, if it is not there.
// Parameters: name, a new one, as each change gives it; rules, the version of the merging rules; span, how many numbers each version has.
// Returns: name and rules, as they are; isMarked, as `read-store`.
MERGE (s:Store {one: 1})
ON CREATE SET s.name = $name, s.rules = $rules, s.version = 0, s.visible = $span, s.unchained = 0
RETURN s.name AS name, s.rules AS rules, s.unchained IS NOT NULL AS isMarked
