// Purpose: claims that make joins, memberships or remarks, or that are disputed, whether or not their file is visible; less those that are deleted meanwhile.
// Parameters: label: Join, Membership, Remark or Disputed.
// Returns: number, body; by number.
MATCH (c:$($label))
WITH c.number AS number, c.body AS body
WHERE number IS NOT NULL AND body IS NOT NULL
RETURN number, body
ORDER BY number
