/**
 * Tweets as twscrape writes them, one per line. Documented in vladkens/twscrape, twscrape/models.py.
 * It keeps snscrape's names of types, and is told from it by `id_str`. Times have their offset; ids
 * stand as texts beside the numbers. An account made at the beginning of 1970 is one whose date is
 * not known. Its `rawContent` of a retweet is put together from the original, and is not read.
 * Left out: pictures, places, counts.
 */

import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { scrapedFields } from "./scraped-fields.ts";
import { profileFacts } from "./scraped-people.ts";
import { firstScraped, isScrapedTweet, readScrapedTweet } from "./scraped-tweet.ts";

const FIELDS = scrapedFields("", {});
const USER = "snscrape.modules.twitter.User";

function readLine(line: Fields): Reading | Skip {
  if (isScrapedTweet(line)) return readScrapedTweet(line);
  const facts = line["_type"] === USER ? profileFacts(line) : [];
  if (facts.length > 0) return { told: [{ facts }], warnings: [] };
  return { skip: "no-tweet", why: "the line is no tweet and no account of twscrape" };
}

/** A first line that breaks off: its type stands at the end. */
const BEGINS =
  /^[\uFEFF\s]*\{\s*"id"\s*:\s*\d+\s*,\s*"id_str"\s*:\s*"\d+"\s*,\s*"url"\s*:\s*"https:\/\/(?:x|twitter)\.com\/\w+(?:\/status\/\d+)?"\s*,\s*"(?:date|username)"\s*:/;

export const twscrape: Importer = {
  id: "twscrape",
  version: 2,
  label: "Tweets (twscrape)",
  reads: "Tweets and accounts as twscrape writes them, one per line.",
  example: '{"id": 860…, "id_str": "860…", "url": "https://x.com/…/status/860…", "date": "…", …}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    if (values.length > 0) return typeof firstScraped(values)?.["id_str"] === "string";
    return BEGINS.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse: (bytes, { manifest }) =>
    readJsonFile(bytes, { fields: FIELDS, read: readLine, shownBy: collectedBy(manifest) }),
};
