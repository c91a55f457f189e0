// Purpose: holds the turn for longer; with a batch, notes that it is written in this transaction.
// Parameters: writer, leaseMs; version, that readers see while the turn lasts; batch, its number in the turn, or null.
// Returns: before, the last batch that was written; no row when the turn was lost, or its change is published.
MATCH (s:Store {one: 1})
SET s.askedAt = datetime.realtime().epochMillis
WITH s, s.batch AS before
WHERE s.writer = $writer AND s.version = $version
SET s.writerUntil = datetime.realtime().epochMillis + $leaseMs, s.batch = coalesce($batch, s.batch)
RETURN before
