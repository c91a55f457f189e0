// Purpose: things whose words hold all the phrases: the least text first, then by key. What is now is read before whether it is early, for it changes after.
// Parameters: query, for the full-text index, which may find more; phrases; limit; version, visible.
// Returns: name, attested, states.
CALL db.index.fulltext.queryNodes('thing_words', $query) YIELD node AS t
WHERE t.number < $visible AND coalesce(t.until, $version + 1) > $version
WITH t, t.attested AS attested, t.states AS states, t.words AS words, t.size AS size
WITH t, attested, states, words, size, t.changed IS NOT NULL AND t.changed > $version AS early
WITH coalesce(t.longKey, t.key) AS name,
  CASE WHEN early THEN coalesce(t.attestedBefore, attested) ELSE attested END AS attested,
  CASE WHEN early THEN coalesce(t.statesBefore, states) ELSE states END AS states,
  CASE WHEN early THEN coalesce(t.wordsBefore, words) ELSE words END AS words,
  CASE WHEN early THEN coalesce(t.sizeBefore, size) ELSE size END AS size
WHERE states IS NOT NULL AND all(phrase IN $phrases WHERE words CONTAINS phrase)
RETURN name, attested, states
ORDER BY size, name LIMIT $limit
