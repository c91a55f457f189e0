// Purpose: a page of the things at the ends of flow edges, by number. States are told only where bounds alone do not tell the bases: of accounts, of what not only recorded claims speak of, and of what changes meanwhile. What is now is read before whether it is early, for it changes after.
// Parameters: after, the last number of the page before; limit; version, visible.
// Returns: one row of columns: numbers, by which the next page is asked for; names, in full; attested; states, empty where not told; fixed, whether a thing cannot change; earliest, latest.
MATCH (t:Thing)
USING INDEX SEEK t:Thing(number)
WHERE t.number > $after AND t.number < $visible AND coalesce(t.until, $version + 1) > $version
  AND EXISTS { (t)-[:FLOWS_TO]-() }
WITH t ORDER BY t.number LIMIT $limit
WITH t, t.attested AS attested, t.states AS states, t.cannotChange AS fixed,
  t.earliest AS earliest, t.latest AS latest
WITH t, attested, states, fixed, earliest, latest,
  t.changed IS NOT NULL AND t.changed > $version AS early
WITH t, fixed, earliest, latest,
  CASE WHEN early THEN coalesce(t.attestedBefore, attested) ELSE attested END AS attested,
  CASE
    WHEN early THEN coalesce(t.statesBefore, states)
    WHEN fixed IS NULL OR states CONTAINS '"reported":' OR states CONTAINS '"inferred":'
      OR states CONTAINS '"account":' THEN states
    ELSE ''
  END AS states
RETURN collect(t.number) AS numbers, collect(coalesce(t.longKey, t.key)) AS names,
  collect(attested) AS attested, collect(states) AS states,
  collect(coalesce(fixed, false)) AS fixed, collect(coalesce(earliest, 0)) AS earliest,
  collect(coalesce(latest, 0)) AS latest
