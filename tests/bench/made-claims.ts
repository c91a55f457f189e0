/** Seeded claims of made-up tweets, as an importer would give them: links, reshares, answers, authors, tags. */
import type { Claim, Fact } from "../../src/model/claim.ts";
import { type Key, parseKey } from "../../src/model/key.ts";
import { randomFrom } from "./random.ts";

const START = Date.UTC(2017, 4, 5, 12);

export const tweetKey = (n: number): Key => parseKey(`twitter:status/${9_000_000_000 + n}`);

function claimOf(n: number, ms: number, random: () => number): Claim {
  const tweet = tweetKey(n);
  const author = parseKey(`twitter:user/${1_000 + Math.floor(random() ** 2 * 5_000)}`);
  const earlier = tweetKey(Math.floor(random() * n));
  const page = parseKey(`web:https://news.example/story/${Math.floor(random() ** 3 * 3_000)}`);
  const kind = random();
  const facts: Fact[] = [
    { fact: "item", item: tweet, type: "post", platform: "twitter", text: `number ${n} of many` },
    { fact: "time", item: tweet, kind: "published", earliest: ms, latest: ms },
    { fact: "account", account: author, platform: "twitter", name: `Fictional ${author}` },
    { fact: "edge", relation: "POSTED_BY", subject: tweet, object: author },
    { fact: "edge", relation: "LINKS_TO", subject: tweet, object: page },
  ];
  if (n > 0 && kind < 0.4) {
    facts.push({ fact: "edge", relation: "RESHARED_BY", subject: earlier, object: tweet });
  } else if (n > 0 && kind < 0.5) {
    facts.push({ fact: "edge", relation: "REPLIES_TO", subject: tweet, object: earlier });
  }
  return {
    subject: tweet,
    place: { bytes: [n * 900, n * 900 + 899], record: n + 1, as: "json" },
    basis: "recorded",
    facts,
  };
}

export function madeClaims(count: number): Claim[] {
  const random = randomFrom(7);
  let ms = START;
  return Array.from({ length: count }, (_, n) => {
    ms += Math.floor(random() * 800);
    return claimOf(n, ms, random);
  });
}
