// Timeline of a platform
// Answers: what stands on a platform, in the order in which it was surely out.
//   :params {platform: '4chan', after: '2017-05-03T00:00:00Z', before: '2017-05-06T00:00:00Z'}
// platform: with all that lies in it. after, before: with their zone; items that can have been
// published within are shown, those of unknown time last.
// A table of at most 200 items.
// Cannot tell: an order between items whose bounds overlap.
MATCH (item:Item)
WHERE (item.platform = $platform OR item.platform STARTS WITH $platform + '/')
  AND item.earliest <= datetime($before).epochMillis
  AND item.latest >= datetime($after).epochMillis
WITH item ORDER BY item.latest, item.earliest, item.key LIMIT 200
OPTIONAL MATCH (item)-[:POSTED_BY]->(account:Account)
RETURN item.published AS published, item.platform AS platform, item.type AS type,
  item.caption AS caption, account.key AS account, item.attested AS attested, item.key AS key
ORDER BY item.latest, item.earliest, key
