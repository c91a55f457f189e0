import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Importer, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { IMPORTERS, recognise, recogniseOrigin } from "../../src/importers/registry.ts";
import { utf8 } from "./chunks.ts";

const folder = join(import.meta.dirname, "../../src/importers");

const isImporter = (value: unknown): value is Importer =>
  typeof value === "object" && value !== null && "detects" in value && "parse" in value;

it("lists every importer of the folder once", async () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && name !== "registry.ts",
  );
  const modules: object[] = await Promise.all(files.map((name) => import(join(folder, name))));
  const found = modules.flatMap((module) => Object.values(module).filter(isImporter));
  const ids = (importers: readonly Importer[]) => importers.map(({ id }) => id).sort();
  expect(ids(IMPORTERS)).toEqual(ids(found));
  expect(new Set(ids(IMPORTERS)).size).toBe(IMPORTERS.length);
});

it.each([
  ["nothing", ""],
  ["words", "Fri May 05 18:49:30 +0000 2017"],
  ["a fragment of a page", "<p>metadata</p>"],
  ["another CSV", "id,created_at,text,source,quote\n1,2,3,4,5\n"],
  [
    "words with an id and a time, by nobody",
    '{"data":{"id":"1","text":"a","created_at":"2021-01-01T00:00:00.000Z"}}',
  ],
  [
    "a user of X's own interface",
    '{"__typename":"User","rest_id":"1","legacy":{"created_at":"Fri May 05 18:49:30 +0000 2017","screen_name":"a","name":"a"}}',
  ],
  [
    "likes of an account's own archive",
    'window.YTD.like.part0 = [{"like":{"tweetId":"1","fullText":"a"}}]',
  ],
  [
    "a user of API v1.1",
    '{"id_str":"1","created_at":"Fri May 05 18:49:30 +0000 2017","screen_name":"a"}',
  ],
  ["a page of 4plebs", '{"0":{"posts":[{"num":"1","timestamp":1}]}}'],
  ["a list of something's threads", '[{"page":1,"threads":[{"id":1,"time":1}]}]'],
  ["another board's thread", '{"posts":[{"postId":1,"creation":"2020"}]}'],
  ["another site's search", '{"response":{"docs":[{"identifier":"a","title":"texts"}]}}'],
  [
    "a table of something's times and addresses",
    '[["timestamp","url","words"],["20240310093011","https://a.example/","b"]]',
  ],
  [
    "lines of another log",
    "a.example - 20240310093011 GET /page 200 -\nb.example - 20240310093012 GET /page 200 -\n",
  ],
  ["another link", '<https://a.example/>; rel="stylesheet"'],
  ["another site's film", '{"id":"a","title":"b","webpage_url":"https://a.example/"}'],
  ["another metadata", '{"metadata":{"title":"a"}}'],
  ["another XML", "<metadata><title>a</title></metadata>"],
  ["bytes", "\u0000\u0001PK\u0003\u0004"],
  ["the beginning of a zip, which may hold anything", "PK\u0003\u0004\u0014\u0000\u0000\u0000"],
])("does not take %s for its own", (_, text) => {
  expect(recognise(utf8(text), true)).toEqual([]);
  expect(recognise(utf8(text), false)).toEqual([]);
});

const CLOCK = "Fri May 05 18:49:30 +0000 2017";
const TWEET = { id_str: "860567104460034048", created_at: CLOCK, full_text: "a", lang: "en" };
const TWEET_2 = { id: "1", text: "a", author_id: "2", created_at: "2021-01-01T00:00:00.000Z" };
const RESULT = { __typename: "Tweet", rest_id: TWEET.id_str, legacy: TWEET };

it.each([
  ["tweets-v1", JSON.stringify(TWEET)],
  ["tweets-v1", JSON.stringify({ statuses: [TWEET] })],
  ["tweets-v2", JSON.stringify({ data: TWEET_2 })],
  ["tweets-v2", JSON.stringify({ data: [TWEET_2], includes: { tweets: [TWEET_2] } })],
  ["x-graphql", JSON.stringify({ data: { tweetResult: { result: RESULT } } })],
  ["archive-org-search", '{"response":{"docs":[{"identifier":"a","mediatype":"texts"}]}}'],
  ["twitter-archive", `window.YTD.tweets.part0 = [${JSON.stringify({ tweet: TWEET })}]`],
])("takes for %s alone: %s", (id, text) => {
  expect(recognise(utf8(text), true).map((importer) => importer.id)).toEqual([id]);
  // Of a record that breaks off less is sure.
  const ofPart = recognise(utf8(text), false).map((importer) => importer.id);
  expect([[], [id]]).toContainEqual(ofPart);
});

it.each([
  ["https://pastebin.com/raw/AbCd1234", ["pastebin-raw"]],
  ["http://www.pastebin.com/dl/AbCd1234", ["pastebin-raw"]],
  ["https://pastebin.com/raw.php?i=AbCd1234", ["pastebin-raw"]],
  ["https://scrape.pastebin.com/api_scrape_item.php?i=AbCd1234", ["pastebin-raw"]],
  // A page that nobody recognises is not to be taken for the words of a paste.
  ["https://pastebin.com/AbCd1234", []],
  ["https://pastebin.com/raw/short", []],
  ["https://pastebin.com.example/raw/AbCd1234", []],
  ["https://web.archive.org/web/20170505183500/https://pastebin.com/raw/AbCd1234", []],
  ["https://scrape.pastebin.com/api_scrape_item_meta.php?i=AbCd1234", []],
  ["a colleague", []],
  ["", []],
])("takes a file from %j for %j", (origin, ids) => {
  expect(recogniseOrigin(origin).map(({ id }) => id)).toEqual(ids);
});

const BLANKS = [" ", "\n", "\t[ ", "\uFEFF"];
/** Of what tries every length of it, a minute would not be enough. */
const FOR_ONE_LOOK = 20_000;

it.each(BLANKS)(
  "sees at once that %j again and again is nothing",
  (one) => {
    const sample = utf8(one.repeat(SAMPLE_BYTES)).subarray(0, SAMPLE_BYTES);
    expect(recognise(sample, false)).toEqual([]);
    expect(recognise(sample, true)).toEqual([]);
  },
  FOR_ONE_LOOK,
);
