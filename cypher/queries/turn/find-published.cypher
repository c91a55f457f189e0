// Purpose: whether a writer has published a version, whose answer may have been lost.
// Parameters: version, that it was to give; writer.
// Returns: version; no row when it has not.
MATCH (j:JournalEntry {number: $version, writer: $writer})
RETURN j.number AS version
