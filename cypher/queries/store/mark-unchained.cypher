// Purpose: notes in a store of before how many entries of its journal have no chain, up to the first that has one. Nothing where it is noted.
// Returns: unchained; no row where it was noted.
MATCH (s:Store {one: 1})
WHERE s.unchained IS NULL
CALL (s) {
  MATCH (j:JournalEntry)
  WITH j.number AS number, j.chain AS chain
  WITH min(CASE WHEN chain IS NULL THEN null ELSE number END) AS first, count(*) AS entries
  RETURN CASE WHEN first IS NULL THEN entries ELSE first - 1 END AS unchained
}
SET s.unchained = unchained
RETURN unchained
