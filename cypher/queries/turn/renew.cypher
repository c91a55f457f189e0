// Purpose: holds the turn for longer; with a batch, notes that it is written in this transaction.
// Parameters: writer, leaseMs; batch, its number in the turn, or null.
// Returns: before, the last batch that was written; no row when the turn was lost.
MATCH (s:Store {one: 1})
SET s.askedAt = timestamp()
WITH s, s.batch AS before
WHERE s.writer = $writer
SET s.writerUntil = timestamp() + $leaseMs, s.batch = coalesce($batch, s.batch)
RETURN before
