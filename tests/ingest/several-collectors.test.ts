/** One tweet and one that quotes it, as several tools and releases tell of them: the answer is one. */
import { expect, it } from "vitest";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { findingsOf } from "../../src/trace/findings.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { traceQuestionSchema } from "../../src/trace/question.ts";
import { trace } from "../../src/trace/trace.ts";
import { inSite, load } from "./sites.ts";

const A = "1654048216175345665";
const B = "1654055765922545665";
const ADDRESS = `https://twitter.com/ann_example/status/${A}`;
const person = (id: string, name: string) => ({ id_str: id, screen_name: name, name });
const ANN = person("101", "ann_example");
const CID = person("103", "cid_example");
const told = (id: string, clock: string, user: object, links: object[], more: object = {}) => ({
  id_str: id,
  created_at: clock,
  full_text: "the mill is closed https://t.co/abc123",
  entities: { urls: links, hashtags: [], user_mentions: [], symbols: [] },
  user,
  ...more,
});
const clockOf = (id: string): string =>
  new Date(Number((BigInt(id) >> 22n) + 1_288_834_974_657n)).toUTCString();
/** `Thu, 04 May 2023 09:00:00 GMT` as the API v1.1 writes it. */
const v1Clock = (id: string): string =>
  clockOf(id).replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, "$1 $3 $2 $5 +0000 $4");
const isoOf = (id: string): string => new Date(clockOf(id)).toISOString();
const NOTICE = { url: "https://t.co/abc123", expanded_url: "https://example.org/notice" };
const QUOTED = { url: "https://t.co/def456", expanded_url: ADDRESS };

const original = told(A, v1Clock(A), ANN, [NOTICE]);
const V1 = [
  original,
  told(B, v1Clock(B), CID, [QUOTED], { quoted_status_id_str: A, quoted_status: original }),
];
const V2 = {
  data: [
    {
      id: B,
      text: "see https://t.co/def456",
      author_id: "103",
      created_at: isoOf(B),
      referenced_tweets: [{ type: "quoted", id: A }],
    },
  ],
  includes: {
    users: [
      { id: "101", username: "ann_example", name: "Ann" },
      { id: "103", username: "cid_example", name: "Cid" },
    ],
    tweets: [{ id: A, text: "the mill is closed", author_id: "101", created_at: isoOf(A) }],
  },
};
/** It tells of a link only, not of a quote. */
const ARCHIVE = `window.YTD.tweets.part0 = ${JSON.stringify([{ tweet: told(B, v1Clock(B), CID, [QUOTED]) }])}`;
const IO_COLUMNS =
  "tweetid,userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,following_count,account_creation_date,account_language,tweet_language,tweet_text,tweet_time,tweet_client_name,in_reply_to_tweetid,in_reply_to_userid,quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,retweet_count,hashtags,urls,user_mentions,poll_choices".split(
    ",",
  );
const io = (row: Readonly<Record<string, string>>) =>
  `${IO_COLUMNS.join(",")}\n${IO_COLUMNS.map((name) => `"${row[name] ?? ""}"`).join(",")}\n`;
/** Twitter hid the account behind a hash. */
const RELEASE = io({
  tweetid: A,
  userid: "0f3c8a1b2d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d8e",
  user_display_name: "0f3c8a1b2d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d8e",
  user_screen_name: "0f3c8a1b2d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d8e",
  tweet_text: "the mill is closed",
  tweet_time: isoOf(A).slice(0, 16).replace("T", " "),
  is_retweet: "False",
});

const FILES = {
  v1: JSON.stringify(V1),
  v2: JSON.stringify(V2),
  archive: ARCHIVE,
  release: RELEASE,
};

async function answerOf(site: ImportSite, from: string) {
  const loaded = await Loaded.from(site.store);
  const question = traceQuestionSchema.parse({ from, to: "twitter:@cid_example" });
  const answer = await trace(loaded, question, quotesFrom(site.folder, loaded.evidence), "test");
  const findings = await findingsOf(loaded, await loaded.view("reported"));
  return { answer, findings };
}

const readBy = {
  v1: "tweets-v1",
  v2: "tweets-v2",
  archive: "twitter-archive",
  release: "twitter-io",
};

it.each([
  ["v1"],
  ["v2"],
  ["v1", "archive"],
  ["archive", "v2"],
  ["release", "v1"],
  ["v2", "release", "archive", "v1"],
] as const)("%s %s %s %s", async (...names) => {
  await inSite(async (site) => {
    for (const name of names) {
      const got = await load(site, FILES[name]);
      expect(got).toMatchObject({ importer: readBy[name], report: { failed: 0 } });
    }
    const { answer, findings } = await answerOf(site, `twitter:status/${A}`);
    expect(findings).toEqual([]);
    expect(answer.order).toBe("certain");
    expect(answer.paths[0]?.hops.map(({ relation }) => relation)).toEqual(["QUOTES"]);
    const [hop] = answer.paths[0]?.hops ?? [];
    expect(hop?.independentSources).toBe(1);
    expect([hop?.from.account?.key, hop?.to.account?.key]).toEqual([
      "twitter:user/101",
      "twitter:user/103",
    ]);
  });
});

it("joins what links to a short address with what the address leads to, in either order", async () => {
  const paste = "https://example.org/notice";
  const short = JSON.stringify([
    told("1654060799062945665", v1Clock("1654060799062945665"), CID, [
      { url: "https://t.co/abc123" },
    ]),
  ]);
  const expanded = JSON.stringify([original]);
  for (const files of [
    [short, expanded],
    [expanded, short],
  ]) {
    await inSite(async (site) => {
      for (const file of files) await load(site, file);
      const { answer } = await answerOf(site, paste);
      expect(answer.paths[0]?.hops.map(({ to }) => to.key)).toEqual([
        "twitter:status/1654060799062945665",
      ]);
    });
  }
});
