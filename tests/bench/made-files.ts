/**
 * Seeded files of a stated number of records in the formats that are read, written as a stream. Each
 * record says what such a record commonly says: words, an author, a time, a link, an answer or a
 * reshare of one before.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { LINES, type Made, type MadeFormat } from "./made.ts";
import { MADE_CAPTURES } from "./made-captures.ts";
import { MADE_OF_OPEN_WEB } from "./made-open-web.ts";
import { MADE_PAGES } from "./made-pages.ts";
import { randomFrom } from "./random.ts";

const START = Date.UTC(2017, 4, 5, 12);
const STEP_MS = 400;
const TWITTER_EPOCH = 1_288_834_974_657n;
const DISCORD_EPOCH = 1_420_070_400_000n;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WORDS = "river harvest lantern quiet copper window thread morning signal paper".split(" ");

const BOARD = { manifest: { origin: "made up", platform: "4chan/pol" } };

const msOf = (index: number): number => START + index * STEP_MS;
const snowflake = (index: number, epoch: bigint): string =>
  (((BigInt(msOf(index)) - epoch) << 22n) | BigInt(index % 4096)).toString();
const tweetId = (index: number): string => snowflake(index, TWITTER_EPOCH);
const messageId = (index: number): string => snowflake(index, DISCORD_EPOCH);
const json = (value: unknown): string => JSON.stringify(value);

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

const tweetV1 = (index: number, made: Made): string =>
  json({
    ...tweet(index, made, "full_text"),
    ...(made.before === undefined
      ? {}
      : { in_reply_to_status_id_str: tweetId(made.before), in_reply_to_status_id: null }),
  });

const tweetV2 = (index: number, { iso, author, page, before, words }: Made): string =>
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

const zeeschuimer = (index: number, made: Made): string =>
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

const telegram = (index: number, { ms, author, page, before, words }: Made): string =>
  json({
    id: index + 1,
    type: "message",
    date: new Date(ms).toISOString().slice(0, 19),
    date_unixtime: `${Math.floor(ms / 1000)}`,
    from: `Fictional ${author}`,
    from_id: `user${1_000_000 + author}`,
    ...(before === undefined ? {} : { reply_to_message_id: before + 1 }),
    text: [`${words} `, { type: "link", text: `https://news.example/story/${page}` }],
    text_entities: [
      { type: "plain", text: `${words} ` },
      { type: "link", text: `https://news.example/story/${page}` },
    ],
  });

const discord = (index: number, { iso, author, page, before, words }: Made): string =>
  json({
    id: messageId(index),
    type: before === undefined ? "Default" : "Reply",
    timestamp: iso.replace("Z", "+00:00"),
    timestampEdited: null,
    isPinned: false,
    content: `${words} https://news.example/story/${page}`,
    author: { id: `${10_000_000 + author}`, name: `fictional${author}`, isBot: false },
    attachments: [],
    embeds: [],
    reactions: [],
    mentions: [],
    ...(before === undefined
      ? {}
      : { reference: { messageId: messageId(before), channelId: "20", guildId: "10" } }),
  });

const chanPost = (index: number, { ms, author, page, before, words }: Made) => ({
  no: index + 1,
  now: "05/05/17(Fri)08:00:00",
  name: "Anonymous",
  com: `${before === undefined ? "" : `<a href="#p${before + 1}" class="quotelink">&gt;&gt;${before + 1}</a><br>`}${words} https://news.example/sto<wbr>ry/${page}`,
  time: Math.floor(ms / 1000),
  resto: index === 0 ? 0 : 1,
  id: author.toString(36).padStart(8, "A"),
  country: "XX",
  country_name: "Examplia",
});

const archivedPost = (index: number, made: Made) => ({
  doc_id: `${index + 1}`,
  num: `${index + 1}`,
  subnum: "0",
  thread_num: "1",
  op: index === 0 ? "1" : "0",
  timestamp: Math.floor(made.ms / 1000),
  timestamp_expired: "0",
  capcode: "N",
  name: "Anonymous",
  comment: `${made.before === undefined ? "" : `>>${made.before + 1}\n`}${made.words} https://news.example/story/${made.page}`,
  poster_hash: made.author.toString(36).padStart(8, "A"),
  poster_country: "XX",
  deleted: "0",
  board: { name: "Fictional", shortname: "pol" },
});

const escapedCell = (value: string | number | null): string =>
  value === null ? "\\N" : `"${`${value}`.replace(/["\\\n]/g, "\\$&")}"`;

/** Every other row with a picture, which shows that the clock is UTC. */
function asagiRow(index: number, made: Made): string {
  const post = archivedPost(index, made);
  const picture = index % 2 === 0 ? `${made.ms}.png` : null;
  const { num, subnum, thread_num: thread, op, timestamp, name, comment } = post;
  const { poster_hash: hash, poster_country: country } = post;
  const media = [picture, 0, 0, picture, 0, 0, 0, null, picture, 0];
  const rest = [0, "N", null, name, null, null, comment, 0, 0, hash, country, null];
  const row = [num, subnum, thread, op, timestamp, 0, ...media, ...rest];
  return row.map(escapedCell).join(",");
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const minute = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ");

const IO_COLUMNS =
  "tweetid,userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,following_count,account_creation_date,account_language,tweet_language,tweet_text,tweet_time,tweet_client_name,in_reply_to_tweetid,in_reply_to_userid,quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,retweet_count,hashtags,urls,user_mentions,poll_choices";

const twitterIo = (index: number, { ms, author, page, before, words }: Made): string =>
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

/** Tweets of the API v1.1, one a line. */
export const TWEETS: MadeFormat = {
  importer: "tweets-v1",
  name: "tweets v1.1, NDJSON",
  extension: "ndjson",
  ...LINES,
  record: tweetV1,
};

export const MADE_FORMATS: readonly MadeFormat[] = [
  TWEETS,
  {
    importer: "tweets-v1",
    name: "tweets v1.1, one array",
    extension: "json",
    head: "[",
    between: ",\n",
    tail: "]\n",
    record: tweetV1,
  },
  {
    importer: "tweets-v2",
    name: "tweets v2, NDJSON",
    extension: "jsonl",
    ...LINES,
    record: tweetV2,
  },
  {
    importer: "zeeschuimer",
    name: "Zeeschuimer (X), NDJSON",
    extension: "ndjson",
    ...LINES,
    record: zeeschuimer,
  },
  {
    importer: "telegram-export",
    name: "Telegram export, one object",
    extension: "json",
    head: '{"name":"Fictional","type":"private_supergroup","id":1234567,"messages":[',
    between: ",\n",
    tail: "]}\n",
    record: telegram,
  },
  {
    importer: "discord-export",
    name: "Discord export, one object",
    extension: "json",
    head: '{"guild":{"id":"10","name":"Fictional"},"channel":{"id":"20","type":"GuildTextChat","name":"general"},"exportedAt":"2017-06-01T00:00:00+00:00","messages":[',
    between: ",\n",
    tail: "]}\n",
    record: discord,
  },
  ...MADE_OF_OPEN_WEB,
  ...MADE_CAPTURES,
  ...MADE_PAGES,
  {
    importer: "4chan-thread",
    name: "4chan thread, one object",
    extension: "json",
    head: '{"posts":[',
    between: ",\n",
    tail: "]}\n",
    record: (index, made) => json(chanPost(index, made)),
    ...BOARD,
  },
  {
    importer: "foolfuuka",
    name: "FoolFuuka, NDJSON of posts",
    extension: "ndjson",
    ...LINES,
    record: (index, made) => json(archivedPost(index, made)),
  },
  {
    importer: "asagi-csv",
    name: "Asagi dump, CSV",
    extension: "csv",
    ...LINES,
    record: asagiRow,
    ...BOARD,
  },
  {
    importer: "twitter-io",
    name: "Twitter IO release, CSV",
    extension: "csv",
    head: `${IO_COLUMNS}\n`,
    between: "\n",
    tail: "\n",
    record: twitterIo,
  },
];

function madeOf(index: number, random: () => number): Made {
  const ms = msOf(index);
  return {
    ms,
    iso: new Date(ms).toISOString(),
    author: Math.floor(random() ** 2 * 20_000),
    page: Math.floor(random() ** 3 * 5_000),
    before: index > 0 && random() < 1 / 3 ? Math.floor(random() * index) : undefined,
    words: Array.from({ length: 12 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" "),
  };
}

/** Writes a file of `count` records. */
export async function writeMade(path: string, format: MadeFormat, count: number): Promise<void> {
  const random = randomFrom(1);
  const out = createWriteStream(path);
  out.write(format.head);
  for (let i = 0; i < count; i += 1) {
    const text = `${i === 0 ? "" : format.between}${format.record(i, madeOf(i, random))}`;
    if (!out.write(text)) await once(out, "drain");
  }
  out.end(format.tail);
  await once(out, "finish");
  if (format.manifest) await writeFile(`${path}.manifest.json`, json(format.manifest));
}
