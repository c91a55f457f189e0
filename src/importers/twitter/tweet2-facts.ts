/**
 * What one v2 tweet object says, as facts. Each version of an edited tweet is a post with an id and
 * time of its own, so that none of them was ever changed: a remark says which came of which.
 */
import type { Fact, RemarkFact, TimeFact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import {
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import type { Told, Warning } from "../reading/told.ts";
import { findLanguage, itemOf } from "./tweet-facts.ts";
import { isId, MAX_IDS, postedBy, statusKey } from "./tweet-ids.ts";
import { createTweetEdges, type TweetEdges } from "./tweet-links.ts";
import { disagreesWithId } from "./tweet-time.ts";
import type { Around } from "./tweet2-page.ts";
import {
  findAnsweredPerson,
  findAuthor,
  findAuthorUser,
  findMentioned,
  isNamed,
  type UserIds,
  withheldFacts,
} from "./tweet2-people.ts";
import { findPublished } from "./tweet2-time.ts";
import { addWords2, isCut, isWithheld2, wordsOf2 } from "./tweet2-words.ts";

export interface Tweet2 extends Told {
  subject: Key;
  facts: Fact[];
  warnings: Warning[];
}

/** How Twitter begins the words of a retweet, and many began to quote by hand. */
const RESHARE = /^RT @(\w{1,20}): /;

interface Reference {
  key: Key;
  id: string;
  at: string;
  /** Its words stand in the reference itself, as flattening puts them there. */
  isWhole: boolean;
}

type Kind = "retweeted" | "quoted" | "replied_to";

function referencesOf(tweet: Fields, kind: Kind, at: string): Reference[] {
  const references = listOf(tweet["referenced_tweets"]).slice(0, MAX_IDS);
  return references.flatMap((one, index) => {
    if (!isFields(one) || one["type"] !== kind) return [];
    const place = `${at}/referenced_tweets/${index}`;
    if (!isId(one["id"])) {
      // Without its original a retweet's words would pass for its own.
      if (kind !== "retweeted") return [];
      throw new RecordError("bad-id", "the original of the retweet has no id", `${place}/id`);
    }
    const isWhole = typeof one["text"] === "string";
    return [{ key: statusKey(one["id"]), id: one["id"], at: `${place}/id`, isWhole }];
  });
}

const remarkOn = (subject: Key, relation: string, at: string) =>
  ({ fact: "remark", kind: "attribute", subject, relation, at }) satisfies RemarkFact;

/** Words that Twitter put there itself are none of the tweet's. */
function addText(tweet: Fields, at: string, into: Tweet2, around: Around, edges: TweetEdges): void {
  const { subject, facts, warnings } = into;
  const words = wordsOf2(tweet, at);
  if (isWithheld2(words)) {
    const remark = { ...remarkOn(subject, "withheld", words.textAt), value: words.text };
    facts.push(itemOf(subject, `${at}/id`), remark);
    warnings.push(["text-withheld", "the words are Twitter's, not the author's", words.textAt]);
    return;
  }
  const isEmpty = words.text === "";
  into.quoteAt = isEmpty ? undefined : words.textAt;
  const title = findText(findFields(tweet["article"])?.["title"]);
  facts.push({
    ...itemOf(subject, isEmpty ? `${at}/id` : words.textAt),
    ...(isEmpty ? {} : { text: words.text }),
  });
  if (title !== undefined) {
    facts.push({ fact: "item", item: subject, title, at: `${at}/article/title` });
  }
  addWords2(words, around, facts, edges);
  if (isCut(words, subject)) {
    const message = "text and links are cut off: the collector did not ask for note_tweet";
    warnings.push(["text-cut", message, words.textAt]);
  }
  const language = findLanguage(tweet["lang"]);
  if (language !== undefined) {
    facts.push({ fact: "item", item: subject, language, at: `${at}/lang` });
  }
}

/** Pictures and films that were taken from another tweet name that one. */
function addMediaSources(tweet: Fields, at: string, edges: TweetEdges): void {
  const ids = listOf(findFields(tweet["attachments"])?.["media_source_tweet_id"]);
  ids.slice(0, MAX_IDS).forEach((id, index) => {
    const place = `${at}/attachments/media_source_tweet_id/${index}`;
    if (isId(id)) edges.add("LINKS_TO", statusKey(id), place);
  });
}

/** The tweet that a conversation began with, where no other field names it. */
function addConversation(tweet: Fields, at: string, { subject, facts }: Tweet2): void {
  const id = tweet["conversation_id"];
  if (!isId(id) || statusKey(id) === subject) return;
  if (referencesOf(tweet, "replied_to", at).some((one) => one.id === id)) return;
  facts.push({
    ...remarkOn(subject, "conversation", `${at}/conversation_id`),
    object: statusKey(id),
  });
}

function addOwn(tweet: Fields, at: string, into: Tweet2, around: Around): void {
  const { subject, facts } = into;
  const quoted = referencesOf(tweet, "quoted", at);
  const edges = createTweetEdges(subject, new Set(quoted.map(({ key }) => key)), facts);
  addText(tweet, at, into, around, edges);
  for (const { key, at: place } of quoted) edges.add("QUOTES", key, place);
  const answered = findAnsweredPerson(tweet, at);
  for (const { key, at: place } of referencesOf(tweet, "replied_to", at)) {
    edges.addTweet("REPLIES_TO", { value: key, at: place }, answered);
  }
  if (answered && answered.account !== findAuthor(tweet, at)?.account) {
    const isNew = edges.add("MENTIONS", answered.account, answered.keyAt);
    if (isNew && isNamed(answered)) facts.push(answered.fact);
    const user = findFields(tweet["in_reply_to_user"]);
    facts.push(...around.tellProfile(user, answered.account, `${at}/in_reply_to_user`));
  }
  addMediaSources(tweet, at, edges);
  addConversation(tweet, at, into);
}

/** The author of the original, by whose handle Twitter begins the retweet's words. */
function addOriginalAuthor(
  tweet: Fields,
  at: string,
  original: Key,
  into: Tweet2,
  users: UserIds,
): void {
  const handle = RESHARE.exec(findText(tweet["text"]) ?? "")?.[1]?.toLowerCase();
  const mentions = listOf(findFields(tweet["entities"])?.["mentions"]).slice(0, MAX_IDS);
  mentions.forEach((one, index) => {
    const mention = findFields(one);
    if (mention?.["start"] !== "RT ".length) return;
    if (findText(mention["username"])?.toLowerCase() !== handle) return;
    const person = findMentioned(mention, users, `${at}/entities/mentions/${index}`);
    if (person === undefined) return;
    into.facts.push(postedBy(original, person));
    if (isNamed(person)) into.facts.push(person.fact);
  });
}

/** Of a retweet only what was reshared: its text is cut, and with it go links that the original has. */
function addReshared(
  tweet: Fields,
  original: Reference,
  at: string,
  into: Tweet2,
  around: Around,
): void {
  const { subject, facts, warnings } = into;
  if (original.key === subject) {
    throw new RecordError("bad-id", "the tweet reshares itself", original.at);
  }
  facts.push(itemOf(subject, `${at}/id`), {
    fact: "edge",
    relation: "RESHARED_BY",
    subject: original.key,
    object: subject,
    at: original.at,
  });
  into.quoteAt = `${at}/text`;
  if (original.isWhole || around.holds(original.id)) return;
  addOriginalAuthor(tweet, at, original.key, into, around.users);
  const message =
    "the original is not in the file's page: words and links of the retweet are unknown";
  warnings.push(["no-original", message, original.at]);
}

/** Of what may be a retweet nothing in its words, since they may be another's. */
function addPerhapsReshared(at: string, { subject, facts, warnings }: Tweet2): void {
  facts.push(itemOf(subject, `${at}/id`));
  const message =
    "it begins like a retweet, and the collector did not ask which tweets are: its words and links are not read";
  warnings.push(["perhaps-a-retweet", message, `${at}/text`]);
}

/** The other versions of an edited tweet, each a post of the same author. */
function addVersions(tweet: Fields, at: string, author: Key | undefined, into: Tweet2): void {
  const { subject, facts, warnings } = into;
  const history = `${at}/edit_history_tweet_ids`;
  const ids = listOf(tweet["edit_history_tweet_ids"]);
  if (ids.length > MAX_IDS) {
    warnings.push(["too-many-versions", "no tweet has so many versions: none is told", history]);
    return;
  }
  const versions = ids.flatMap((id, index) =>
    isId(id) ? [{ key: statusKey(id), at: `${history}/${index}` }] : [],
  );
  const own = versions.findIndex(({ key }) => key === subject);
  const [first, last] = [versions[0], versions.at(-1)];
  if (own === -1 || first === undefined || last === undefined || versions.length < 2) return;
  for (const { key, at: place } of versions) {
    if (key === subject) continue;
    facts.push(itemOf(key, place));
    if (author === undefined) continue;
    facts.push(postedBy(key, { account: author, keyAt: place }));
  }
  if (own > 0) facts.push({ ...remarkOn(subject, "edited from", first.at), object: first.key });
  if (last.key !== subject) {
    facts.push({ ...remarkOn(subject, "edited to", last.at), object: last.key });
  }
}

function addAuthor(tweet: Fields, at: string, into: Tweet2): void {
  const { subject, facts, warnings } = into;
  const author = findAuthor(tweet, at);
  addVersions(tweet, at, author?.account, into);
  if (author === undefined) {
    warnings.push(["no-author", "the tweet names no author", `${at}/author_id`]);
    return;
  }
  if (author.fact.handle !== undefined) facts.push(author.fact);
  facts.push(postedBy(subject, author));
  const user = findAuthorUser(tweet);
  facts.push(...withheldFacts(author.account, user?.["withheld"], `${at}/author/withheld`));
}

function addTime(time: TimeFact | undefined, at: string, into: Tweet2): void {
  const { subject, facts, warnings } = into;
  if (time === undefined) {
    warnings.push(["no-time", "the tweet has no created_at", `${at}/created_at`]);
    return;
  }
  facts.push(time);
  if (!disagreesWithId(time, subject)) return;
  const message = "created_at differs from the time in the id by more than a second";
  warnings.push(["time-disagrees", message, time.at]);
}

function addMarks(tweet: Fields, at: string, { subject, facts }: Tweet2): void {
  facts.push(...withheldFacts(subject, tweet["withheld"], `${at}/withheld`));
  const community = tweet["community_id"];
  if (!isId(community)) return;
  facts.push({ ...remarkOn(subject, "community", `${at}/community_id`), value: community });
}

/**
 * A tweet. Times that ids encode are not among the facts.
 * @throws RecordError when it has no id, no text, or a time that does not exist
 */
export function readTweet2(tweet: Fields, at: string, around: Around): Tweet2 {
  const id = tweet["id"];
  if (!isId(id)) throw new RecordError("no-id", "the tweet has no id", `${at}/id`);
  if (typeof tweet["text"] !== "string") {
    throw new RecordError("not-a-tweet", "the object has no text, so it is no tweet", `${at}/text`);
  }
  const result: Tweet2 = { subject: statusKey(id), facts: [], quoteAt: undefined, warnings: [] };
  const time = findPublished(result.subject, tweet, at);
  const [original] = referencesOf(tweet, "retweeted", at);
  if (original) addReshared(tweet, original, at, result, around);
  else if (!around.asked && RESHARE.test(tweet["text"])) addPerhapsReshared(at, result);
  else addOwn(tweet, at, result, around);
  addMarks(tweet, at, result);
  addAuthor(tweet, at, result);
  addTime(time, at, result);
  const user = findAuthorUser(tweet);
  const author = user && findAuthor(tweet, at);
  if (author) result.facts.push(...around.tellProfile(user, author.account, `${at}/author`));
  return result;
}
