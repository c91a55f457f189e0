// Purpose: shows a change: the next version, its evidence and its entry in the journal, in one step.
// Parameters: version, that was seen until now; span; dropped, files taken back; sweeping, whether anything is left to be swept; evidence, properties of the new file or null; entry, properties of the journal's.
// Returns: version, as it is now; the same as before when this was done already.
MATCH (s:Store {one: 1})
WITH s, s.version = $version AS due
FOREACH (_ IN CASE WHEN due THEN [1] ELSE [] END |
  SET s.version = $version + 1, s.visible = ($version + 2) * $span,
    s.pending = null, s.sweeping = $sweeping, s.dropped = $dropped
  CREATE (j:JournalEntry)
  SET j = $entry
)
WITH s, due
CALL (due) {
  WITH due WHERE due
  MATCH (e:Evidence) WHERE e.file IN $dropped
  DELETE e
}
CALL (due) {
  WITH due WHERE due AND $evidence IS NOT NULL
  CREATE (e:Evidence)
  SET e = $evidence
}
RETURN s.version AS version
