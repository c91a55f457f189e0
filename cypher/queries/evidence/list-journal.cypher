// Purpose: what was done to the evidence.
// Returns: action, evidence, at, reason or null; kept, former and chain, or null; in the order in which it happened.
MATCH (j:JournalEntry)
RETURN j.action AS action, j.evidence AS evidence, j.at AS at, j.reason AS reason,
  j.kept AS kept, j.former AS former, j.chain AS chain
ORDER BY j.number
