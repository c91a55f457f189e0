/**
 * Tweets in 4CAT's CSV: of the API v2 (datasources/twitterv2, `TWITTER_V2`) and of X's own pages
 * (datasources/twitter-import). `timestamp` is UTC; in sets of the API `unix_timestamp` is that
 * clock read as the server's, which is wrong. Of a tweet that could not be had 4CAT makes up a row
 * by "UNKNOWN", dated by its own clock, with the error as its subject: it is no tweet. A reshare's
 * words, links and tags are the original's, whose id no column names: there they are nobody's. Of a
 * reply only the conversation and the answered account are named.
 */
import { findKey } from "../../model/key.ts";
import type { Time } from "../../model/time.ts";
import {
  addAuthor,
  addMention,
  addPublished,
  addRemark,
  type CollectedPost,
  createPost,
  readingOf,
} from "../reading/collected-post.ts";
import { fieldTable } from "../reading/fields.ts";
import { COUNTS, FACES, MEDIA, PLACES } from "../reading/left-out.ts";
import type { Said } from "../reading/said.ts";
import type { Reading, Skip } from "../reading/told.ts";
import { looksRounded } from "../twitter/tweet-ids.ts";
import { type OwnId, ownIdOf, unroundedBeside } from "../twitter/tweet-own-id.ts";
import { unescaped } from "../twitter/tweet-words.ts";
import {
  addLinks,
  addMentions,
  addTags,
  clockTime,
  documentedUtc,
  type Find,
  type FourcatSource,
  needed,
  PAGE,
  timeOf,
} from "./fourcat-source.ts";

const UTC = documentedUtc("4CAT writes the times of tweets in UTC");

const isYes = (find: Find, column: string): boolean => find(column)?.value === "yes";

function addReshare(post: CollectedPost, find: Find): void {
  const original = find("retweeted_user");
  if (original) {
    addRemark(post, "reshares a tweet by", original);
    addMention(post, "twitter", original);
  }
  const links = find("urls");
  if (links) addRemark(post, "links of the tweet that it reshares", links);
  post.warnings.push([
    "no-origin",
    "the row does not say which tweet this reshares",
    find("is_retweet")?.at ?? "",
  ]);
}

function addRelations(post: CollectedPost, find: Find, own: OwnId): void {
  const quoted = unroundedBeside(own, "quote_tweet_id", find("quote_tweet_id"));
  if (quoted) post.add("QUOTES", findKey(`twitter:status/${quoted.value}`), quoted.at);
  for (const column of ["replied_user", "replied_author", "quoted_user", "quote_author"]) {
    const handle = find(column);
    if (handle) addMention(post, "twitter", handle);
  }
  addMentions(post, "twitter", find("mentions"));
}

function addConversation(post: CollectedPost, find: Find, own: OwnId): void {
  const thread = unroundedBeside(own, "thread_id", find("thread_id"));
  const object = thread && findKey(`twitter:status/${thread.value}`);
  if (object === undefined || object === post.key || thread === undefined) return;
  const remark = { fact: "remark", kind: "attribute", subject: post.key } as const;
  post.facts.push({ ...remark, relation: "conversation", object, at: thread.at });
}

/** Pseudonyms hide the author's mark, not the subject; a handle alone may be somebody's, who has words. */
function isMadeUp(find: Find): boolean {
  const [author, id] = [find("author"), find("author_id")];
  if (find("subject") !== undefined || id?.value === "UNKNOWN") return true;
  return author?.value === "UNKNOWN" && (id === undefined || find("body") === undefined);
}

function readTweet(
  find: Find,
  address: Said | undefined,
  time: Time | undefined,
  timeAt: string,
): Reading | Skip {
  if (isMadeUp(find)) {
    return {
      skip: "made-up-row",
      why: "4CAT made up this row for a tweet that it could not get",
    };
  }
  const own = ownIdOf(needed(find("id"), "id"), address);
  const isReshare = isYes(find, "is_retweet");
  const body = find("body");
  // Links in the words are short; the whole ones have their column.
  const words =
    isReshare || body === undefined
      ? undefined
      : { value: unescaped(body.value), at: body.at, links: [] };
  const post = createPost(own.key, own.at, "twitter", { words });
  post.quoteAt = body?.at;
  addPublished(post, time, timeAt);
  addAuthor(post, "twitter", {
    id: unroundedBeside(own, "author_id", find("author_id")),
    handle: find("author"),
    name: find("author_fullname"),
  });
  addConversation(post, find, own);
  if (isReshare) {
    addReshare(post, find);
  } else {
    addRelations(post, find, own);
    addLinks(post, find("urls"));
    addTags(post, find("hashtags"));
  }
  post.warnings.push(...own.warnings);
  return readingOf(post);
}

/** Zeeschuimer rounds a number that 4CAT makes the address of, though not the one in `id`. */
function exactLink(link: Said | undefined): Said | undefined {
  const id = /\/(\d+)$/.exec(link?.value ?? "")?.[1];
  return id !== undefined && looksRounded(id) ? undefined : link;
}

const READ = `id link thread_id timestamp body author author_fullname author_id is_retweet
  retweeted_user is_quote_tweet is_reply hashtags urls mentions`;
const IGNORED = {
  source: "the program that it was posted with",
  language_guess: "a guess at the language",
  "possibly_sensitive is_withheld is_quote_withheld verified": "how the platform shows it",
  "retweet_count reply_count like_count quote_count impression_count bookmark_count": COUNTS,
  "images videos quote_images quote_videos": MEDIA,
  "long_lat place_name": PLACES,
  "author_avatar_url author_banner_url": FACES,
  collected_from_url: PAGE,
  quote_body: "words of the tweet that it quotes, which are not its own",
};

export const TWITTER_V2: FourcatSource = {
  name: "twitterv2",
  columns: ["id", "thread_id", "author", "language_guess", "is_retweet", "subject"],
  fields: fieldTable(`${READ} quoted_user replied_user`, {
    ...IGNORED,
    subject: "empty, but in rows that 4CAT made up",
    unix_timestamp: "the clock of `timestamp` read as the server's own, which it is not",
  }),
  read: (find) => {
    const clock = find("timestamp");
    return readTweet(find, find("link"), clockTime(clock, UTC), clock?.at ?? "");
  },
};

export const TWITTER_IMPORT: FourcatSource = {
  name: "twitter-import",
  columns: ["id", "thread_id", "author", "language_guess", "is_retweet", "is_withheld"],
  without: ["subject"],
  isImported: true,
  fields: fieldTable(
    `${READ} unix_timestamp quote_tweet_id quote_author replied_author quoted_user replied_user`,
    IGNORED,
  ),
  read: (find) => {
    const { time, at } = timeOf(find, UTC);
    return readTweet(find, exactLink(find("link")), time, at);
  },
};
