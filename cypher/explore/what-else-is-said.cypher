// What else is said of it? Remarks beside the graph
// Answers: attributes, counts, assertions, events and tips that name a thing and change no path.
//   :params {key: 'case:macronleaks/latvian-flag-post'}
// key: of an item, account or tag, or the name of an event as its statement writes it.
// A table of at most 100 remarks. A flag that a board shows comes from an IP address and is easily faked.
// Cannot tell: whether any of it is true, nor what follows from it: nothing does.
MATCH (remark:Remark)
WHERE $key IN remark.subjects OR $key IN remark.objects
MATCH (evidence:Evidence {file: remark.number / 1000000000})
RETURN remark.source AS source, remark.basis AS basis, remark.subjects AS subjects,
  remark.objects AS objects, evidence.name AS file, remark.body AS body
ORDER BY remark.number
LIMIT 100
