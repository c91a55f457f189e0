// Purpose: how many entries of the journal were there before journals were chained.
// Returns: unchained.
MATCH (s:Store {one: 1})
RETURN coalesce(s.unchained, 0) AS unchained
