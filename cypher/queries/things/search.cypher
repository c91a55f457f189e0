// Purpose: things whose words hold all the phrases: the least text first, then by key.
// Parameters: query, for the full-text index, which may find more; phrases; limit; version, visible.
// Returns: name, attested, states.
CALL db.index.fulltext.queryNodes('thing_words', $query) YIELD node AS t
WHERE t.number < $visible AND (t.until IS NULL OR t.until > $version)
WITH t, t.changed IS NOT NULL AND t.changed > $version AS early
WITH t, early, CASE WHEN early THEN t.wordsBefore ELSE t.words END AS words
WHERE all(phrase IN $phrases WHERE words CONTAINS phrase)
WITH t, early ORDER BY CASE WHEN early THEN t.sizeBefore ELSE t.size END, coalesce(t.longKey, t.key) LIMIT $limit
RETURN coalesce(t.longKey, t.key) AS name,
  CASE WHEN early THEN t.attestedBefore ELSE t.attested END AS attested,
  CASE WHEN early THEN t.statesBefore ELSE t.states END AS states
