// Purpose: shows a change: the next version, its evidence and its entry in the journal, in one step. The name changes with it, for copies of a store count alike and change apart.
// Parameters: version, that was seen until now; span; dropped, files taken back; sweeping, whether anything is left to be swept; evidence, properties of the new file or null; entry, properties of the journal's.
// Returns: version, as it is now.
MATCH (s:Store {one: 1})
SET s.version = $version + 1, s.name = randomUUID(), s.visible = ($version + 2) * $span,
  s.pending = null, s.sweeping = $sweeping, s.dropped = $dropped
CREATE (j:JournalEntry)
SET j = $entry
WITH s
CALL () {
  MATCH (e:Evidence) WHERE e.file IN $dropped
  DELETE e
}
CALL () {
  WITH 1 AS one WHERE $evidence IS NOT NULL
  CREATE (e:Evidence)
  SET e = $evidence
}
RETURN s.version AS version
