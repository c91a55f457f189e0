/** Words on Reddit can be changed for three minutes without a mark; what a comment answers cannot. */
import { expect, test } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { reddit } from "../../src/importers/reddit/reddit.ts";
import { parseKey } from "../../src/model/key.ts";
import { collect, inChunks, utf8 } from "../importers/chunks.ts";
import { loadStored } from "./ask.ts";
import { store } from "./claims-reader.ts";

const POSTED = Date.UTC(2017, 4, 5, 18, 35);
const COMMENT = {
  id: "dh5abc1",
  author: "some_account",
  subreddit: "some_community",
  created_utc: POSTED / 1000,
  link_id: "t3_69abc",
  parent_id: "t1_dh5abc0",
  body: "see https://pastebin.com/gLpwpU2U",
  edited: false,
};

test("a link is in a comment within three minutes, its answer and its place at once", async () => {
  const bytes = inChunks(utf8(JSON.stringify(COMMENT)), 65_536);
  const records = await collect(reddit.parse(bytes, contextFrom(null)));
  const claims = records.flatMap((record) => record.claims);
  const view = await (await loadStored(store(`sha256:${"a".repeat(64)}`, claims))).view("reported");
  const [comment, thread] = ["reddit:t1_dh5abc1", "reddit:t3_69abc"].map((key) =>
    view.indexOf.get(parseKey(key)),
  );
  const between = view.edges.map(({ relation, giver, receiver, time }) => ({
    relation,
    into: receiver === comment ? "comment" : receiver === thread && giver === comment && "thread",
    after: [time.earliest, time.latest].map((at) => (at === null ? null : at - POSTED)),
  }));
  expect(between.sort((a, b) => (a.relation < b.relation ? -1 : 1))).toEqual([
    { relation: "LINKS_TO", into: "comment", after: [0, 180_999] },
    { relation: "PART_OF", into: "thread", after: [0, 999] },
    { relation: "REPLIES_TO", into: "comment", after: [0, 999] },
  ]);
});
