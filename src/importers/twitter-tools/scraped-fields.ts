/** Fields of a tweet as snscrape and twscrape write it, nested tweets and accounts with theirs. */
import { type FieldTable, fieldTable } from "../reading/fields.ts";

const TWEET_READ =
  "_type url username date text rawContent content id id_str id.str lang source sourceLabel hashtags links.url links.tcourl links.text outlinks tcooutlinks card.url conversationId conversationIdStr conversationId.str editControl.edit_tweet_ids editState.editTweetIds card.destinations.*.url inReplyToTweetId inReplyToTweetIdStr inReplyToTweetId.str inReplyToScreenName";
const TWEET_IGNORED = {
  "replyCount retweetCount likeCount quoteCount bookmarkedCount bookmarkCount viewCount":
    "counts on the day of collecting",
  renderedContent: "the text again, with its links as they are shown",
  "links.indices cashtags displayTextRange": "how the text is shown",
  textLinks: "pages of help on why a tweet is not shown",
  "outlinksss tcooutlinksss": "repeat fields that are read",
  "_snscrape links._type card._type": "program, its version and its names of types",
  media: "pictures and films of the tweet, evidence of their own if they were saved",
  "place coordinates": "where it was posted: leads to nothing",
  "card.*": "what the linked page says of itself; its address is read",
  "card.destinations.*.*": "names of the card's own parts",
  sourceUrl: "address of the maker of the app, whose name is read",
  "editControl.* editState.*": "until when and how often it could be edited",
  "possibly_sensitive isQuoteStatus isTranslatable voiceInfo vibe pinned conversationControlPolicy":
    "tells of no other thing",
};
const USER_READ =
  "_type id id_str id.str username displayname created descriptionLinks.url link.url pinnedIds";
const USER_IGNORED = {
  "profileImageUrl profileBannerUrl": "pictures of people: no link that anybody posted",
  "followersCount friendsCount statusesCount favouritesCount listedCount mediaCount":
    "counts on the day of collecting",
  "rawDescription renderedDescription description location label verified blue blueType protected label profileImageShape":
    "what the account says of itself, and marks of the platform",
  "text textLinks": "why an account is not shown",
  "url descriptionUrls linkUrl linkTcourl": "repeat fields that are read",
  "link._type descriptionLinks._type": "names of types",
  "descriptionLinks.text descriptionLinks.tcourl descriptionLinks.indices link.text link.tcourl link.indices":
    "other spellings of the address beside them",
};

/** A tweet in a tweet in a tweet stands for all below it. */
const TWEETS = ["", "retweetedTweet.", "quotedTweet.", "retweetedTweet.quotedTweet."];
const DEEPER = "quotedTweet.quotedTweet retweetedTweet.retweetedTweet quotedTweet.retweetedTweet";
const USERS = ["user.", "inReplyToUser.", "mentionedUsers."];
const USER_PREFIXES = TWEETS.flatMap((tweet) => USERS.map((user) => `${tweet}${user}`));

const under = (prefixes: readonly string[], words: string): string =>
  prefixes.flatMap((prefix) => words.split(" ").map((word) => `${prefix}${word}`)).join(" ");

const allUnder = (prefixes: readonly string[], table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([words, reason]): [string, string] => [
    under(prefixes, words),
    reason,
  ]);

/** With what stands beside a tweet in a line, and for lines that are accounts. */
export function scrapedFields(read: string, ignored: Readonly<Record<string, string>>): FieldTable {
  const paths = [
    under(TWEETS, TWEET_READ),
    under(["", ...USER_PREFIXES], USER_READ),
    `${DEEPER} retweetedTweet.quotedTweet.quotedTweet`,
    read,
  ];
  return fieldTable(paths.join(" "), {
    ...Object.fromEntries(allUnder(TWEETS, TWEET_IGNORED)),
    ...Object.fromEntries(allUnder(["", ...USER_PREFIXES], USER_IGNORED)),
    ...ignored,
  });
}
