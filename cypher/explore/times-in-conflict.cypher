// Which times cannot all be right?
// Answers: items for which claims give times without a common moment, with all that is claimed of them.
//   :params {platform: '4chan'}
// platform: a platform, with all that lies in it.
// At most 25 items and 200 claims. The item's own bounds then span what all of them say.
// Cannot tell: times that only contradict each other by way of order (a reply before its post);
// `headwater show` lists those findings.
MATCH (item:Item)
WHERE (item.platform = $platform OR item.platform STARTS WITH $platform + '/')
  AND item.states CONTAINS '"conflict":true'
WITH item ORDER BY item.key LIMIT 25
MATCH (item)<-[about:ABOUT]-(claim:Claim)
WHERE claim.body CONTAINS '"fact":"time"' OR claim.body CONTAINS '"time":{'
RETURN item.key AS key, item.published AS published, claim.source AS source, item, about, claim
ORDER BY key, claim.number
LIMIT 200
