// Purpose: whether the database holds anything at all, when it has no schema of ours.
// Returns: labels of one node; no row when the database is empty.
MATCH (n)
RETURN labels(n) AS labels
LIMIT 1
