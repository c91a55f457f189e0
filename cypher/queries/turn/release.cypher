// Purpose: gives the turn to whoever asks next, with nothing left to undo.
// Parameters: writer.
// Returns: version; no row when the turn was lost.
MATCH (s:Store {one: 1, writer: $writer})
SET s.writer = null, s.writerUntil = null, s.pending = null
RETURN s.version AS version
