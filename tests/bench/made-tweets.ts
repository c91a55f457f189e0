/** Made tweets, as the API gave them in its versions, as a browser captured them, and as Twitter released them. */
import type { Made } from "./made.ts";
import { json, snowflake } from "./made-values.ts";

const TWITTER_EPOCH = 1_288_834_974_657n;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const tweetId = (index: number): string => snowflake(index, TWITTER_EPOCH);

function clockOf(ms: number): string {
  const date = new Date(ms);
  const [day, month] = [DAYS[date.getUTCDay()], MONTHS[date.getUTCMonth()]];
  const two = String(date.getUTCDate()).padStart(2, "0");
  return `${day} ${month} ${two} ${date.toISOString().slice(11, 19)} +0000 ${date.getUTCFullYear()}`;
}

function tweet(index: number, { ms, author, page, words }: Made, text: "full_text" | "text") {
  return {
    created_at: clockOf(ms),
    id_str: tweetId(index),
    [text]: `${words} https://t.co/${page}`,
    lang: "en",
    entities: {
      hashtags: [{ text: `story${page % 200}`, indices: [0, 5] }],
      urls: [{ url: `https://t.co/${page}`, expanded_url: `https://news.example/story/${page}` }],
      user_mentions: [],
      symbols: [],
    },
    user: {
      id_str: `${1_000_000 + author}`,
      screen_name: `fictional_${author}`,
      name: "Fictional",
    },
    retweet_count: 0,
    favorite_count: 0,
  };
}

export const tweetV1 = (index: number, made: Made): string =>
  json({
    ...tweet(index, made, "full_text"),
    ...(made.before === undefined
      ? {}
      : { in_reply_to_status_id_str: tweetId(made.before), in_reply_to_status_id: null }),
  });

export const tweetV2 = (index: number, { iso, author, page, before, words }: Made): string =>
  json({
    id: tweetId(index),
    text: `${words} https://t.co/${page}`,
    created_at: iso,
    author_id: `${1_000_000 + author}`,
    lang: "en",
    conversation_id: tweetId(index),
    edit_history_tweet_ids: [tweetId(index)],
    entities: {
      urls: [
        {
          start: 1,
          end: 2,
          url: `https://t.co/${page}`,
          expanded_url: `https://news.example/story/${page}`,
        },
      ],
      hashtags: [{ start: 1, end: 2, tag: `story${page % 200}` }],
    },
    author: { id: `${1_000_000 + author}`, username: `fictional_${author}`, name: "Fictional" },
    ...(before === undefined
      ? {}
      : { referenced_tweets: [{ type: "replied_to", id: tweetId(before) }] }),
    __twarc: {
      url: "https://api.example/2/tweets",
      version: "2.9.0",
      retrieved_at: "2017-06-01T00:00:00+00:00",
    },
  });

export const zeeschuimer = (index: number, made: Made): string =>
  json({
    nav_index: "1:1:1",
    item_id: tweetId(index),
    timestamp_collected: Date.UTC(2017, 5, 1) + index,
    source_platform: "twitter.com",
    source_platform_url: "https://twitter.com/search",
    source_url: "https://twitter.com/i/api/graphql/x",
    user_agent: "made up",
    id: index + 1,
    data: {
      __typename: "Tweet",
      rest_id: tweetId(index),
      core: {
        user_results: {
          result: {
            __typename: "User",
            rest_id: `${1_000_000 + made.author}`,
            legacy: { screen_name: `fictional_${made.author}`, name: "Fictional" },
          },
        },
      },
      legacy: {
        ...tweet(index, made, "full_text"),
        user_id_str: `${1_000_000 + made.author}`,
        conversation_id_str: tweetId(index),
        ...(made.before === undefined ? {} : { in_reply_to_status_id_str: tweetId(made.before) }),
      },
    },
  });

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const minute = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ");

export const IO_COLUMNS =
  "tweetid,userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,following_count,account_creation_date,account_language,tweet_language,tweet_text,tweet_time,tweet_client_name,in_reply_to_tweetid,in_reply_to_userid,quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,retweet_count,hashtags,urls,user_mentions,poll_choices";

export const twitterIo = (index: number, { ms, author, page, before, words }: Made): string =>
  [
    tweetId(index),
    `${1_000_000 + author}`,
    "Fictional",
    `fictional_${author}`,
    "",
    "",
    "",
    "1",
    "2",
    "2016-01-01",
    "en",
    "en",
    words,
    minute(ms),
    "Web",
    before === undefined ? "" : tweetId(before),
    "",
    "",
    "False",
    "",
    "",
    "absent",
    "absent",
    "0",
    "0",
    "0",
    "0",
    `[story${page % 200}]`,
    `[https://news.example/story/${page}]`,
    "",
    "",
  ]
    .map(cell)
    .join(",");
