// Purpose: whether the database holds anything of another, when it has no schema of ours.
// Returns: labels of one node; no row when there is none.
MATCH (n)
WHERE NOT n:SchemaFile AND NOT (n:Store AND coalesce(n.one, 0) = 1)
RETURN labels(n) AS labels
LIMIT 1
