/** A seeded file of made-up tweets in v1.1 NDJSON: originals, retweets, replies, quotes, links, tags. */

import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const START = Date.UTC(2017, 4, 5, 12);
const TWITTER_EPOCH = 1_288_834_974_657n;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WORDS = "river harvest lantern quiet copper window thread morning signal paper".split(" ");

const two = (value: number): string => String(value).padStart(2, "0");

function createdAt(ms: number): string {
  const date = new Date(ms);
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} ${clock} +0000 ${date.getUTCFullYear()}`;
}

const idAt = (ms: number, sequence: number): string =>
  (((BigInt(ms) - TWITTER_EPOCH) << 22n) | BigInt(sequence % 4096)).toString();

function user(index: number) {
  return {
    id_str: String(1_000_000 + index),
    screen_name: `fictional_${index}`,
    name: `Fictional ${index}`,
    followers_count: index % 5000,
    verified: false,
  };
}

function tweet(ms: number, sequence: number, random: () => number) {
  const words = Array.from({ length: 12 }, () => WORDS[Math.floor(random() * WORDS.length)]);
  const page = Math.floor(random() ** 3 * 5000);
  const tag = `story${Math.floor(random() ** 2 * 200)}`;
  return {
    created_at: createdAt(ms),
    id_str: idAt(ms, sequence),
    full_text: `${words.join(" ")} #${tag} https://t.co/${page}`,
    truncated: false,
    lang: "en",
    entities: {
      hashtags: [{ text: tag, indices: [0, 5] }],
      urls: [{ url: `https://t.co/${page}`, expanded_url: `https://news.example/story/${page}` }],
      user_mentions: [],
      symbols: [],
    },
    user: user(Math.floor(random() ** 2 * 20_000)),
    in_reply_to_status_id_str: null as string | null,
    retweet_count: 0,
    favorite_count: 0,
    retweeted: false,
  };
}

/** Writes `count` tweets; one in three reshares an earlier one, one in ten answers one. */
export async function writeTweets(path: string, count: number, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const out = createWriteStream(path);
  const earlier: ReturnType<typeof tweet>[] = [];
  let ms = START;
  for (let i = 0; i < count; i += 1) {
    ms += Math.floor(random() * 800);
    const made = tweet(ms, i, random);
    const before = earlier[Math.floor(random() * earlier.length)];
    const kind = random();
    let line: object = made;
    if (before && kind < 1 / 3) {
      const text = `RT @${before.user.screen_name}: ${before.full_text}`;
      line = { ...made, full_text: text, entities: before.entities, retweeted_status: before };
    } else {
      if (before && kind < 0.43) made.in_reply_to_status_id_str = before.id_str;
      earlier.push(made);
    }
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}
