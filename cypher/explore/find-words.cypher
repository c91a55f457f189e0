// Find things by words
// Answers: which items and accounts hold a word in title, text, names, key or attributes.
//   :params {words: 'emleaks'}
// words: in lower case, without accents; several are joined by AND; a* finds what begins with a.
// At most 50 things, the best match first. Their keys are what the other questions take.
// Cannot tell: what `headwater search` can, which also splits Chinese, Japanese and Korean as it stores them.
CALL db.index.fulltext.queryNodes('thing_words', $words, {limit: 50}) YIELD node, score
WHERE node.attested IS NOT NULL
RETURN node.key AS key, node.caption AS caption, node.platform AS platform,
  node.published AS published, node
ORDER BY score DESC, key
