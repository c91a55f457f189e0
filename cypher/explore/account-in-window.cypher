// What did an account take over, and from where, between two moments?
// Answers: what the account reshared, quoted, answered or linked to, and when.
//   :params {account: 'twitter:@wikileaks', after: '2017-05-05T19:00:00Z', before: '2017-05-05T20:00:00Z'}
// account: key of an account; handles are written in lower case. after, before: with their zone.
// A hop of uncertain time is shown when it can have been within the window.
// At most 100 hops. A graph: `taken` runs from what was taken over to the account's post.
// Cannot tell: posts under a handle that the account had at another time, unless that key is asked too.
MATCH (account:Thing {key: $account})
MATCH (account)<-[by:POSTED_BY]-(post:Item)<-[taken:FLOWS_TO]-(given:Item)
WHERE taken.earliest <= datetime($before).epochMillis
  AND taken.latest >= datetime($after).epochMillis
RETURN account, by, post, taken, given
ORDER BY taken.earliest, post.key
LIMIT 100
