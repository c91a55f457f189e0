// Purpose: how many flow edges there are, those that readers no longer or do not yet see included.
// Parameters: none.
// Returns: count.
MATCH ()-[r:FLOWS_TO]->()
RETURN count(r) AS count
