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
import { IO_COLUMNS, tweetV1, tweetV2, twitterIo, zeeschuimer } from "./made-tweets.ts";
import { json, msOf, snowflake } from "./made-values.ts";
import { randomFrom } from "./random.ts";

const DISCORD_EPOCH = 1_420_070_400_000n;
const WORDS = "river harvest lantern quiet copper window thread morning signal paper".split(" ");

const BOARD = { manifest: { origin: "made up", platform: "4chan/pol" } };

const messageId = (index: number): string => snowflake(index, DISCORD_EPOCH);

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
