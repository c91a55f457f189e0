// Purpose: gives the turn to whoever asks next, with nothing left to undo.
// Parameters: writer.
// Returns: version; no row when the turn was lost.
MATCH (s:Store {one: 1})
SET s.askedAt = datetime.realtime().epochMillis
WITH s
WHERE s.writer = $writer
SET s.writer = null, s.writerUntil = null, s.pending = null
RETURN s.version AS version
