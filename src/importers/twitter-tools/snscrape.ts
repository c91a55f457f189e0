/**
 * What snscrape writes with --jsonl: tweets, posts of Telegram channels, and accounts. Documented in
 * JustAnotherArchivist/snscrape, snscrape/modules/twitter.py, telegram.py and base.py. Ids are
 * numbers, read by their digits and audited by the id in the tweet's address; times have their
 * offset. Lines of its first versions, without types, are read too. Left out: pictures, places,
 * counts, trends, and other sites than these two.
 */

import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { scrapedFields } from "./scraped-fields.ts";
import { profileFacts } from "./scraped-people.ts";
import { firstScraped, isScrapedTweet, readScrapedTweet, tombstoneFacts } from "./scraped-tweet.ts";
import { readTelegramPost } from "./snscrape-telegram.ts";

const FIELDS = scrapedFields("linkPreview.href", {
  "linkPreview.*": "what the linked page says of itself; its address is read",
});
const POST = "snscrape.modules.telegram.TelegramPost";
const USER = "snscrape.modules.twitter.User";

function readLine(line: Fields): Reading | Skip {
  if (line["_type"] === POST) return readTelegramPost(line);
  if (isScrapedTweet(line)) return readScrapedTweet(line);
  const facts = line["_type"] === USER ? profileFacts(line) : tombstoneFacts(line);
  if (facts.length > 0) return { told: [{ facts }], warnings: [] };
  return { skip: "no-post", why: "the line is no tweet, account or Telegram post with words" };
}

/** A first line that breaks off, or cannot be read. */
const BEGINS =
  /^[\uFEFF\s]*\{\s*"_type"\s*:\s*"snscrape\.modules\.(?:twitter\.(?:Tweet|User)|telegram\.TelegramPost)"/;

export const snscrape: Importer = {
  id: "snscrape",
  version: 2,
  label: "Tweets and Telegram posts (snscrape)",
  reads: "Tweets, accounts and posts of Telegram channels as snscrape --jsonl writes them.",
  example: '{"_type": "snscrape.modules.twitter.Tweet", "url": "…", "date": "…", …}',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    const first = firstScraped(values);
    if (values.length > 0) return first !== undefined && typeof first["id_str"] !== "string";
    return BEGINS.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse: (bytes, { manifest }) =>
    readJsonFile(bytes, { fields: FIELDS, read: readLine, shownBy: collectedBy(manifest) }),
};
