/** What one v1.1 tweet object says, as facts; objects nested in it are told on their own. */
import type { Fact } from "../model/claim.ts";
import type { Key } from "../model/key.ts";
import { createEdges, type Fields, findFields, findText, RecordError } from "./records.ts";
import { findId, findPerson, statusKey, tweetKey } from "./tweet-ids.ts";
import { disagreesWithId, findPublication } from "./tweet-time.ts";
import { addLinks, addTagsAndMentions, unescaped, wordsOf } from "./tweet-words.ts";

export interface Tweet {
  key: Key;
  facts: Fact[];
  /** JSON Pointer of its words. */
  quoteAt: string | undefined;
  /** Code, words and pointer of what a person should know. */
  warnings: (readonly [code: string, message: string, at: string])[];
}

/** Not languages: unknown, and Twitter's marks for tweets of only media, tags, mentions and so on. */
const NO_LANGUAGE = /^(?:und|zxx|art|q..)$/;

function addOwnWords(tweet: Fields, key: Key, at: string, into: Tweet): void {
  const words = wordsOf(tweet, at);
  const add = createEdges(key, into.facts);
  into.quoteAt = words.textAt;
  const text = words.text === undefined ? {} : { text: unescaped(words.text) };
  const itemAt = words.textAt ?? `${at}/id_str`;
  into.facts.push({
    fact: "item",
    item: key,
    type: "post",
    platform: "twitter",
    ...text,
    at: itemAt,
  });
  const language = findText(tweet["lang"]);
  if (language !== undefined && !NO_LANGUAGE.test(language)) {
    into.facts.push({ fact: "item", item: key, language, at: `${at}/lang` });
  }
  const nested = findFields(tweet["quoted_status"]);
  const quoted =
    findId(tweet, "quoted_status_id", at) ??
    (nested && findId(nested, "id", `${at}/quoted_status`));
  const quotedKey = quoted && statusKey(quoted.id);
  if (quoted) add("QUOTES", quotedKey, quoted.at);
  const answered = findId(tweet, "in_reply_to_status_id", at);
  if (answered) add("REPLIES_TO", statusKey(answered.id), answered.at);
  addLinks(words, quotedKey, add);
  addTagsAndMentions(words, into.facts, add);
  if (tweet["truncated"] === true && tweet["extended_tweet"] === undefined) {
    into.warnings.push([
      "text-cut",
      "text and links are cut off in this record",
      `${at}/truncated`,
    ]);
  }
}

/**
 * A tweet; of a retweet only who reshared what and when, since its words, links and tags are those
 * of the original. Times that ids encode are not among the facts.
 * @throws RecordError when it has no id, no text, or a time that does not exist
 */
export function readTweet(tweet: Fields, at: string): Tweet {
  const { key, at: keyAt } = tweetKey(tweet, at);
  if (typeof tweet["text"] !== "string" && typeof tweet["full_text"] !== "string") {
    throw new RecordError("not-a-tweet", "the object has no text, so it is no tweet", `${at}/text`);
  }
  const result: Tweet = { key, facts: [], quoteAt: undefined, warnings: [] };
  const { facts, warnings } = result;
  const original = findFields(tweet["retweeted_status"]);
  if (original) {
    const origin = tweetKey(original, `${at}/retweeted_status`);
    if (origin.key === key) {
      throw new RecordError("bad-id", "the tweet reshares itself", origin.at);
    }
    facts.push(
      { fact: "item", item: key, type: "post", platform: "twitter", at: keyAt },
      { fact: "edge", relation: "RESHARED_BY", subject: origin.key, object: key, at: origin.at },
    );
    result.quoteAt = wordsOf(tweet, at).textAt;
  } else addOwnWords(tweet, key, at, result);
  const author = findPerson(findFields(tweet["user"]), `${at}/user`);
  if (author) {
    facts.push(author.fact);
    facts.push({
      fact: "edge",
      relation: "POSTED_BY",
      subject: key,
      object: author.account,
      at: author.keyAt,
    });
  } else warnings.push(["no-author", "the tweet names no author", `${at}/user`]);
  const time = findPublication(key, tweet, at);
  if (time === undefined) {
    warnings.push(["no-time", "the tweet has no created_at", `${at}/created_at`]);
  } else {
    facts.push(time);
    if (disagreesWithId(time, key)) {
      warnings.push([
        "time-disagrees",
        "created_at differs from the time in the id by more than a second",
        `${at}/created_at`,
      ]);
    }
  }
  return result;
}
