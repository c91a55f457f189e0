/**
 * Feeds: RSS 2.0 (and 0.9x), RSS 1.0 (RDF) and Atom, entry by entry. Documented in
 * rssboard.org/rss-specification, web.resource.org/rss/1.0, RFC 4287 and RFC 4685. When a feed was
 * taken it does not say: `lastBuildDate` and the feed's own `updated` are its publisher's word.
 */
import type { Place } from "../../model/claim.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { findUtf8, roughUtf8 } from "../reading/bytes.ts";
import { createFieldWatch } from "../reading/fields.ts";
import { collectedBy, RecordError } from "../reading/records.ts";
import { readingResult } from "../reading/told.ts";
import { XmlError } from "../reading/xml.ts";
import { createXmlSplitter, type XmlRecord } from "../reading/xml-records.ts";
import { tellEntry } from "./feed-entry.ts";
import { type Entry, fieldsOf, readEntry } from "./feed-entry-parts.ts";
import { FEED_FIELDS } from "./feed-fields.ts";
import { type FeedHead, readHead } from "./feed-head.ts";

const ENTRIES = new Set(["rss/channel/item", "rdf:RDF/item", "feed/entry"]);

const isEntry = (names: readonly string[]): boolean =>
  names.length <= 3 && ENTRIES.has(names.join("/"));

function entryOf({ slice }: XmlRecord): Entry {
  const xml = findUtf8(slice);
  if (xml === undefined) {
    throw new RecordError("bad-encoding", "the entry is not UTF-8: save the feed as UTF-8");
  }
  try {
    return readEntry(xml);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new RecordError("not-xml", `the entry is not XML: ${error.message}`);
  }
}

function createReader({ manifest, zone }: ImportContext) {
  const shownBy = collectedBy(manifest);
  const watch = createFieldWatch(FEED_FIELDS);
  let head: FeedHead | undefined;
  let count = 0;
  return (record: XmlRecord): RecordResult => {
    count += 1;
    head ??= readHead(record.head);
    const feed = head;
    const [from, to] = record.bytes;
    const place: Place = { bytes: [from, to], record: count, as: "xml" };
    return readingResult({ place, shownBy }, [], () => {
      const entry = entryOf(record);
      const reading = tellEntry(entry, feed, zone);
      return "skip" in reading ? reading : { ...reading, fields: watch(fieldsOf(entry)) };
    });
  };
}

const PROLOGUE =
  /^[\uFEFF\s]*(?:<\?[^>]{0,2000}\?>\s*|<!--[\s\S]{0,4000}?-->\s*|<!DOCTYPE[^>[]{0,1000}>\s*){0,20}/i;
const ROOT =
  /^<(?:rss[\s>]|rdf:RDF\s[^>]{0,4000}purl\.org\/rss\/1\.0|feed\s[^>]{0,4000}(?:w3\.org\/2005\/Atom|purl\.org\/atom))/;

export const feed: Importer = {
  id: "feed",
  version: 1,
  label: "Feeds (RSS, Atom)",
  reads:
    "Entries of feeds in RSS 2.0, RSS 1.0 and Atom, with their links, authors' names and the times that the publisher gives.",
  example:
    '<rss version="2.0"><channel><title>…</title><item><link>https://…</link><pubDate>…</pubDate></item>',
  checkedAgainst: "documentation only",

  detects(sample) {
    const text = roughUtf8(sample.subarray(0, 16_384));
    return ROOT.test(text.slice(PROLOGUE.exec(text)?.[0].length ?? 0));
  },

  async *parse(bytes, context) {
    const splitter = createXmlSplitter(isEntry);
    const read = createReader(context);
    for await (const chunk of bytes) {
      const batch = [...splitter.push(chunk)].map(read);
      if (batch.length > 0) yield batch;
    }
    splitter.end();
  },
};
