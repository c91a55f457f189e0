// Purpose: adds claims, each ABOUT the things that it says something of.
// Parameters: claims, each with labels, properties, about (keys) and describes (subjects of its attributes, and addresses that it says lead on).
// Returns: count of the links.
UNWIND $claims AS claim
CREATE (c:Claim:$(claim.labels))
SET c = claim.properties
FOREACH (subject IN claim.describes |
  CREATE (:Attribute {subject: subject, claim: claim.properties.number})
)
WITH c, claim
UNWIND claim.about AS key
MATCH (t:Thing {key: key})
CREATE (c)-[:ABOUT]->(t)
RETURN count(*) AS count
