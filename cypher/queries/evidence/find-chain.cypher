// Purpose: the hash that the journal's entry of a version has, to which the next is chained.
// Parameters: version.
// Returns: chain, or null for an entry written before journals had it; no row when there is no such entry.
MATCH (j:JournalEntry {number: $version})
RETURN j.chain AS chain
