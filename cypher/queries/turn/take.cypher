// Purpose: takes the writer's turn if no other holds it. Writing first locks the node, so that of two who ask one waits.
// Parameters: writer, a name of its own; leaseMs.
// Returns: version, visible; pending, if the writer before was cut off; sweeping, if its last change is not swept. No row while another writes.
MATCH (s:Store {one: 1})
SET s.askedAt = datetime.realtime().epochMillis
WITH s
WHERE s.writer IS NULL OR s.writer = $writer OR s.writerUntil < datetime.realtime().epochMillis
WITH s, coalesce(s.pending, false) AS pending, coalesce(s.sweeping, false) AS sweeping
SET s.writer = $writer, s.writerUntil = datetime.realtime().epochMillis + $leaseMs,
  s.pending = true, s.batch = 0
RETURN s.version AS version, s.visible AS visible, pending, sweeping
