// Everything of a group: its accounts and sites, what they posted, and what that took and gave
// Answers: who belongs to a group, by whose statement, with the items of each and their flow.
//   :params {group: 'group:wikileaks'}
// group: a name that statements of kind `group` give, or `tier:fringe` and the like.
// At most 50 items of the group, with up to 10 hops of each.
// Cannot tell: members of members, nor accounts joined to a member by same-as statements.
MATCH (claim:Membership)
WHERE $group IN claim.objects
UNWIND claim.subjects AS member
CALL (member) {
  MATCH (item:Item)-[:POSTED_BY]->{0,1}(:Thing {key: member})
  RETURN item
  UNION
  MATCH (item:Item)
  WHERE item.platform = member OR item.platform STARTS WITH member + '/'
  RETURN item
}
WITH claim, member, item ORDER BY item.latest, item.key LIMIT 50
OPTIONAL MATCH (item)-[by:POSTED_BY]->(account:Thing {key: member})
CALL (item) {
  OPTIONAL MATCH (item)-[flow:FLOWS_TO]-(other:Item)
  RETURN flow, other
  ORDER BY flow.earliest, other.key
  LIMIT 10
}
RETURN member, claim.source AS source, item, by, account, flow, other
