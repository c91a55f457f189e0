/** What one v1.1 tweet object says, as facts; objects nested in it are told on their own. */
import type { Fact, ItemFact, RemarkFact } from "../../model/claim.ts";
import { type Key, keyOfUrl } from "../../model/key.ts";
import {
  type Fields,
  findFields,
  findText,
  listOf,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import type { Told, Warning } from "../reading/told.ts";
import {
  findId,
  findPerson,
  isId,
  leftOut,
  looksRounded,
  MAX_IDS,
  PERHAPS_ROUNDED,
  personOf,
  postedBy,
  statusKey,
  tweetKey,
} from "./tweet-ids.ts";
import { createTweetEdges, type TweetEdges } from "./tweet-links.ts";
import { createProfiles, type Profiles, type TellProfile } from "./tweet-profile.ts";
import { disagreesWithId, findPublication, findSecond, findStamp } from "./tweet-time.ts";
import {
  addLinks,
  addTagsAndMentions,
  isWithheld,
  unescaped,
  type Words,
  wordsOf,
} from "./tweet-words.ts";

export interface Tweet extends Told {
  subject: Key;
  facts: Fact[];
  warnings: Warning[];
}

/** Profiles as v1.1 has them, told once in a file. */
export const createV1Profiles = (): Profiles =>
  createProfiles({ timeOf: findSecond, tweets: { pinned_tweet_ids_str: "pinned" } });

/** Not languages: unknown, and Twitter's marks for tweets of only media, tags, mentions and so on. */
const NO_LANGUAGE = /^(?:und|zxx|art|q..)$/;

export const findLanguage = (value: unknown): string | undefined => {
  const language = findText(value);
  return language === undefined || NO_LANGUAGE.test(language) ? undefined : language;
};

export const itemOf = (item: Key, at: string): ItemFact => ({
  fact: "item",
  item,
  type: "post",
  platform: "twitter",
  at,
});

/** The tweet that is quoted, by its id, the tweet itself, or its address. */
function findQuoted(tweet: Fields, at: string): { key: Key; at: string } | undefined {
  const nested = findFields(tweet["quoted_status"]);
  const quoted =
    findId(tweet, "quoted_status_id", at) ??
    (nested && findId(nested, "id", `${at}/quoted_status`));
  return quoted && { key: statusKey(quoted.id), at: quoted.at };
}

function addQuoted(tweet: Fields, at: string, quotes: boolean, edges: TweetEdges): void {
  const link = findFields(tweet["quoted_status_permalink"]);
  if (link === undefined) return;
  const base = `${at}/quoted_status_permalink`;
  const placed = (name: string) => ({ value: link[name], at: `${base}/${name}` });
  const expanded = placed("expanded");
  if (!quotes && typeof expanded.value === "string") {
    const key = keyOfUrl(expanded.value);
    if (key?.startsWith("twitter:status/")) edges.add("QUOTES", key, expanded.at);
  }
  edges.addLead(placed("url"), expanded);
}

/** The tweet that is answered, and its author, whom the documentation says these fields to be. */
function addAnswered(tweet: Fields, at: string, edges: TweetEdges): void {
  const answered = findId(tweet, "in_reply_to_status_id", at);
  const handle = {
    value: tweet["in_reply_to_screen_name"],
    at: `${at}/in_reply_to_screen_name`,
  };
  const person = personOf(findId(tweet, "in_reply_to_user_id", at), handle, undefined, handle.at);
  if (answered) {
    edges.addTweet("REPLIES_TO", { value: statusKey(answered.id), at: answered.at }, person);
  }
  const author = findPerson(findFields(tweet["user"]), `${at}/user`);
  if (person && person.account !== author?.account) edges.addMention(person);
}

/** Words that Twitter put there itself are none of the tweet's. */
function addWithheld(words: Words, textAt: string, { subject, facts, warnings }: Tweet): void {
  const value = unescaped(words.text ?? "");
  const remark = { fact: "remark", kind: "attribute", subject, relation: "withheld" } as const;
  facts.push({ ...remark, value, at: textAt });
  warnings.push(["text-withheld", "the words are Twitter's, not the author's", textAt]);
}

function addWords(tweet: Fields, at: string, idAt: string, into: Tweet, edges: TweetEdges): void {
  const { subject, facts } = into;
  const words = wordsOf(tweet, at);
  const textAt = words.textAt ?? idAt;
  if (isWithheld(words)) {
    facts.push(itemOf(subject, idAt));
    addWithheld(words, textAt, into);
    return;
  }
  into.quoteAt = words.textAt;
  const text = words.text === undefined ? {} : { text: unescaped(words.text) };
  facts.push({ ...itemOf(subject, textAt), ...text });
  const language = findLanguage(tweet["lang"]);
  if (language !== undefined) {
    facts.push({ fact: "item", item: subject, language, at: `${at}/lang` });
  }
  addLinks(words, edges);
  addTagsAndMentions(words, edges);
}

/** In which countries a tweet or an account is withheld, and whether for copyright. */
export function withheldIn(tweet: Fields, key: Key, at: string): RemarkFact[] {
  const remark = { fact: "remark", kind: "attribute", subject: key, relation: "withheld" } as const;
  const countries = listOf(tweet["withheld_in_countries"]).flatMap((one) => findText(one) ?? []);
  const remarks: RemarkFact[] = [];
  if (countries.length > 0) {
    const value = `in ${countries.join(", ")}`;
    remarks.push({ ...remark, value, at: `${at}/withheld_in_countries` });
  }
  if (tweet["withheld_copyright"] === true) {
    remarks.push({ ...remark, value: "for copyright", at: `${at}/withheld_copyright` });
  }
  return remarks;
}

function addContributors(tweet: Fields, key: Key, at: string, facts: Fact[]): void {
  listOf(tweet["contributors"])
    .slice(0, MAX_IDS)
    .forEach((one, index) => {
      const place = `${at}/contributors/${index}`;
      const person = findPerson(findFields(one) ?? { id: one }, place);
      if (person === undefined) return;
      const remark = { fact: "remark", kind: "attribute", subject: key } as const;
      facts.push({ ...remark, relation: "contributor", object: person.account, at: place });
    });
}

function addOwnWords(tweet: Fields, key: Key, at: string, idAt: string, into: Tweet): void {
  const quoted = findQuoted(tweet, at);
  const edges = createTweetEdges(key, new Set(quoted ? [quoted.key] : []), into.facts);
  addWords(tweet, at, idAt, into, edges);
  if (quoted) edges.add("QUOTES", quoted.key, quoted.at);
  addQuoted(tweet, at, quoted !== undefined, edges);
  addAnswered(tweet, at, edges);
  addContributors(tweet, key, at, into.facts);
  if (tweet["truncated"] === true && tweet["extended_tweet"] === undefined) {
    const message = "text and links are cut off in this record";
    into.warnings.push(["text-cut", message, `${at}/truncated`]);
  }
}

/** Of a retweet only what was reshared: its words, links and tags are those of the original. */
function addReshared(tweet: Fields, original: Fields, at: string, idAt: string, into: Tweet): void {
  const { subject: key } = into;
  const origin = tweetKey(original, `${at}/retweeted_status`);
  if (origin.key === key) {
    throw new RecordError("bad-id", "the tweet reshares itself", origin.at);
  }
  into.facts.push(itemOf(key, idAt), {
    fact: "edge",
    relation: "RESHARED_BY",
    subject: origin.key,
    object: key,
    at: origin.at,
  });
  into.quoteAt = wordsOf(tweet, at).textAt;
}

/** The collector's own retweet of the tweet. */
function addOwnRetweet(tweet: Fields, key: Key, at: string, facts: Fact[]): void {
  const own = findFields(tweet["current_user_retweet"]);
  const id = own && findId(own, "id", `${at}/current_user_retweet`);
  if (id === undefined || statusKey(id.id) === key) return;
  const object = statusKey(id.id);
  facts.push({ fact: "edge", relation: "RESHARED_BY", subject: key, object, at: id.at });
}

function addAuthor(tweet: Fields, at: string, into: Tweet): void {
  const { subject, facts, warnings } = into;
  const user = findFields(tweet["user"]);
  const author = findPerson(user, `${at}/user`);
  if (author === undefined) {
    warnings.push(["no-author", "the tweet names no author", `${at}/user`]);
    return;
  }
  facts.push(...withheldIn(user ?? {}, author.account, `${at}/user`));
  facts.push(author.fact, postedBy(subject, author));
}

function addTimes(tweet: Fields, at: string, { subject, facts, warnings }: Tweet): void {
  const time = findPublication(subject, tweet, at);
  if (time === undefined) {
    warnings.push(["no-time", "the tweet has no created_at", `${at}/created_at`]);
  }
  for (const one of [time, findStamp(subject, tweet, at)]) {
    if (one === undefined) continue;
    facts.push(one);
    if (!disagreesWithId(one, subject)) continue;
    const name = one.at?.split("/").at(-1);
    const message = `${name} differs from the time in the id by more than a second`;
    warnings.push(["time-disagrees", message, one.at]);
  }
}

const REFERENCES = ["in_reply_to_status_id", "in_reply_to_user_id", "quoted_status_id"];

/**
 * Without the ids that stand as numbers only, which Twitter never wrote, where the tweet's own number
 * was rounded or looks so. Numbers beyond 2^53 come as strings where it matters.
 */
function withoutRounded(tweet: Fields, at: string, warnings: Warning[]): Fields {
  const { id, id_str: exact } = tweet;
  if (typeof id !== "string" || (isId(exact) ? id === exact : !looksRounded(id))) return tweet;
  const lost = REFERENCES.filter(
    (name) => !isId(tweet[`${name}_str`]) && looksRounded(scalarText(tweet[name])),
  );
  if (!isId(exact)) {
    warnings.push(["id-perhaps-rounded", PERHAPS_ROUNDED, `${at}/id`]);
    for (const name of lost) warnings.push(["id-perhaps-rounded", leftOut(name), `${at}/${name}`]);
  }
  if (isId(exact) && lost.length > 0) {
    const message = `the id was rounded, and so were others, which are not read: ${lost.join(", ")}`;
    warnings.push(["id-rounded", message, `${at}/id`]);
  }
  return { ...tweet, ...Object.fromEntries(lost.map((name) => [name, undefined])) };
}

/**
 * A tweet. Times that ids encode are not among the facts.
 * @throws RecordError when it has no id, no text, or a time that does not exist
 */
export function readTweet(record: Fields, at: string, tellProfile: TellProfile): Tweet {
  const warnings: Warning[] = [];
  const tweet = withoutRounded(record, at, warnings);
  const { key, at: keyAt } = tweetKey(tweet, at);
  if (typeof tweet["text"] !== "string" && typeof tweet["full_text"] !== "string") {
    throw new RecordError("not-a-tweet", "the object has no text, so it is no tweet", `${at}/text`);
  }
  const result: Tweet = { subject: key, facts: [], quoteAt: undefined, warnings };
  const original = findFields(tweet["retweeted_status"]);
  if (original) addReshared(tweet, original, at, keyAt, result);
  else addOwnWords(tweet, key, at, keyAt, result);
  addOwnRetweet(tweet, key, at, result.facts);
  result.facts.push(...withheldIn(tweet, key, at));
  addAuthor(tweet, at, result);
  addTimes(tweet, at, result);
  const user = findFields(tweet["user"]);
  const author = findPerson(user, `${at}/user`);
  if (author) result.facts.push(...tellProfile(user, author.account, `${at}/user`));
  return result;
}
