/**
 * Answers of X's GraphQL API as browsers and collectors save them: whole answers, one entry of a
 * timeline, or tweets alone; one object, an array, or one per line. Not documented by X: known from
 * what twscrape, gallery-dl, 4CAT and Zeeschuimer read.
 * Every tweet result is a record, wherever it lies, and every retweeted or quoted tweet in it a claim
 * of its own; `rest_id` is its id. Left out: counts, profiles, places, cards but for their links.
 */

import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import { collectedBy, type Fields, findFields, isFields } from "../reading/records.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { ANSWER_FIELDS, TWEET_FIELDS } from "./x-fields.ts";
import { handleOfUser } from "./x-people.ts";
import { isXResult, resultsIn } from "./x-results.ts";
import { readXTweet } from "./x-tweet.ts";

/** The object that holds a tweet result: an entry's content, which says whether it was paid for. */
function holderOf(page: Fields, at: string): { value: Fields; at: string } | undefined {
  const names = at.split("/").slice(1, -2);
  let value: unknown = page;
  for (const name of names) {
    const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
    value = Array.isArray(value) ? value[Number(plain)] : findFields(value)?.[plain];
  }
  const fields = findFields(value);
  return fields && { value: fields, at: names.map((name) => `/${name}`).join("") };
}

function promotedIn(reading: Reading, page: Fields, at: string): Reading {
  const holder = at.endsWith("/result") ? holderOf(page, at) : undefined;
  const promoted = findFields(holder?.value["promotedMetadata"]);
  const [first, ...rest] = reading.told;
  if (holder === undefined || promoted === undefined || first?.subject === undefined) {
    return reading;
  }
  const advertiser = findFields(findFields(promoted["advertiser_results"])?.["result"]);
  const by = handleOfUser(advertiser);
  const remark = {
    fact: "remark",
    kind: "attribute",
    subject: first.subject,
    relation: "promoted",
    value: by === undefined ? "true" : `by ${by}`,
    at: `${holder.at}/promotedMetadata`,
  } as const;
  return { ...reading, told: [{ ...first, facts: [...first.facts, remark] }, ...rest] };
}

function readResult(value: Fields, at: string, page: Fields): Reading | Skip {
  if (!isXResult(value)) {
    return { skip: "unavailable", why: "X leaves the tweet of this entry out" };
  }
  const reading = readXTweet(value, at);
  return "skip" in reading ? reading : promotedIn(reading, page, at);
}

/** Lines of Zeeschuimer, which hold tweets as well, are read as such. */
const isOfCollector = (value: Fields): boolean =>
  value["source_platform"] !== undefined || value["__import_meta"] !== undefined;

const BEGINS_ANSWER = /^[\uFEFF\s]*(?:\[\s*)?\{/;
const NAMES_TWEETS =
  /(?<!\\)"(?:tweet_results|tweetResult|threaded_conversation_with_injections_v2)"\s*:/;
const NAMES_COLLECTOR = /(?<!\\)"(?:source_platform|__import_meta)"\s*:/;

/** One object that is longer than the sample. */
function beginsAnswer(text: string): boolean {
  return BEGINS_ANSWER.test(text) && NAMES_TWEETS.test(text) && !NAMES_COLLECTOR.test(text);
}

export const xGraphql: Importer = {
  id: "x-graphql",
  version: 1,
  label: "X (GraphQL answers)",
  reads: "Tweets in the answers of X's GraphQL API as saved from a browser, in all their shapes.",
  example: '{"data": {"search_by_raw_query": {…{"instructions": [{"entries": […]}]}}}}',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined && isFields(record.value) ? [record.value] : [],
    );
    if (values.length === 0) return beginsAnswer(roughUtf8(sample));
    return values.some((value) => !isOfCollector(value) && resultsIn(value).length > 0);
  },

  parse: (bytes, { manifest }) =>
    readJsonFile(bytes, {
      fields: (page) => (isXResult(page) ? TWEET_FIELDS : ANSWER_FIELDS),
      partsOf: resultsIn,
      read: readResult,
      shownBy: collectedBy(manifest),
    }),
};
