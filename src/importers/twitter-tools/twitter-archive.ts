/**
 * Tweets of the archive that Twitter gives an account's owner: tweets.js and its parts, tweet.js of
 * 2018 to 2022, deleted-tweets.js, community-tweet.js, tweet-headers.js, deleted-tweet-headers.js,
 * and the months (data/js/tweets/2017_05.js) of archives before that. Documented in the archive's own
 * README. Each assigns an array to `window.YTD.<kind>.part<n>`, or to `Grailbird.data.tweets_<month>`.
 * Whose they are stands beside them, in account.js or manifest.js, whose `generationDate` bounds all
 * of it; else a manifest whose origin is the profile's address says so. Since 2018 retweets are only
 * `RT @name: …`, cut, without the original's id: they tell whose words they share, and no words or
 * links. A quote is a link to the quoted tweet. Left out: pictures, places, counts, note-tweet.js,
 * likes, messages and all else in the archive.
 */

import type { ImportContext, Importer } from "../importer.ts";
import { bomLength, peekBytes, roughUtf8 } from "../reading/bytes.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { collectedBy } from "../reading/records.ts";
import { ARCHIVE_FIELDS } from "./twitter-archive-fields.ts";
import { archiveCompanions, findMadeBy, findOwner } from "./twitter-archive-owner.ts";
import { type ArchivePart, readArchiveTweet } from "./twitter-archive-tweet.ts";

const KINDS = "tweets?|deleted_tweets|community_tweet|tweet_headers|deleted_tweet_headers";
const BEGINS = new RegExp(
  `^[ \\t\\r\\n]*(?:window\\.YTD\\.(${KINDS})\\.part\\d+|Grailbird\\.data\\.tweets_\\d{4}_\\d{2}) *=(?=\\s*\\[)`,
);
/** Longer than any name before the array. */
const LOOK_BYTES = 512;

function beginningOf(start: Uint8Array): { kind: string; size: number } | undefined {
  const text = roughUtf8(start.subarray(0, LOOK_BYTES));
  const [whole, kind = "tweets"] = BEGINS.exec(text) ?? [];
  if (whole === undefined) return undefined;
  // The decoder takes a byte order mark away.
  return { kind, size: bomLength(start) + whole.length };
}

/** Each bounds from above. */
function earliest(...bounds: readonly (number | undefined)[]): number | undefined {
  const known = bounds.filter((bound) => bound !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

async function* parse(bytes: AsyncIterable<Uint8Array>, context: ImportContext) {
  const { manifest, companions } = context;
  const { start, all } = await peekBytes(bytes, LOOK_BYTES);
  const beginning = beginningOf(start);
  const part: ArchivePart = {
    deleted: beginning?.kind.startsWith("deleted") === true,
    owner: findOwner(companions, manifest),
  };
  yield* readJsonFile(all, {
    fields: ARCHIVE_FIELDS,
    startsAt: beginning?.size ?? 0,
    read: (record) => readArchiveTweet(record, part),
    shownBy: earliest(findMadeBy(companions), collectedBy(manifest)),
  });
}

export const twitterArchive: Importer = {
  id: "twitter-archive",
  version: 1,
  label: "Tweets (account archive)",
  reads:
    "The tweets in an account's own archive: tweets.js, its parts, deleted tweets, months until 2018.",
  example: 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "…", "full_text": "…", …}}]',
  checkedAgainst: "documentation only",
  detects: (sample) => beginningOf(sample) !== undefined,
  companionsOf: archiveCompanions,
  parse,
};
