// Purpose: claims that make joins, memberships or remarks, or that are disputed, whether or not their file is visible.
// Parameters: label: Join, Membership, Remark or Disputed.
// Returns: number, body; by number.
MATCH (c:$($label))
RETURN c.number AS number, c.body AS body
ORDER BY number
