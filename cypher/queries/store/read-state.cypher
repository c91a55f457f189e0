// Purpose: the version that readers see. Numbers of things, claims and edges below `visible` are of it.
// Returns: name, version, visible.
MATCH (s:Store {one: 1})
RETURN s.name AS name, s.version AS version, s.visible AS visible
