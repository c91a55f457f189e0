/** Platform records end to end: a board thread and tweets, all made up, asked by handle, platform and link. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { headwater, makeFolder, removeFolder } from "./run.ts";

const START = Date.UTC(2017, 4, 5, 18, 0, 0);
const EPOCH = 1_288_834_974_657n;
/** A status id that encodes a number of seconds after the start. */
const idAt = (seconds: number): string =>
  ((BigInt(START + seconds * 1000) - EPOCH) << 22n).toString();
const clock = (seconds: number): string =>
  `Fri May 05 ${new Date(START + seconds * 1000).toISOString().slice(11, 19)} +0000 2017`;

interface Author {
  id: string;
  handle: string;
}
const MILLER: Author = { id: "71", handle: "Miller_Fictional" };
const DESK: Author = { id: "72", handle: "desk_fictional" };
const HEIR: Author = { id: "73", handle: "Miller_Fictional" };

function tweet(seconds: number, author: Author, more: object = {}) {
  return {
    created_at: clock(seconds),
    id_str: idAt(seconds),
    full_text: `made up at ${seconds}`,
    entities: { hashtags: [], urls: [], user_mentions: [], symbols: [] },
    user: { id_str: author.id, screen_name: author.handle, name: author.handle },
    ...more,
  };
}
const linking = (url: string) => ({
  entities: {
    hashtags: [{ text: "TheMill", indices: [0, 1] }],
    urls: [{ url: "https://t.co/x", expanded_url: url }],
    user_mentions: [],
    symbols: [],
  },
});

const THREAD = "https://boards.4chan.org/mill/thread/500";
const first = tweet(600, MILLER, linking(THREAD));
const reshare = tweet(700, DESK, {
  full_text: "RT @Miller_Fictional: made up",
  retweeted_status: first,
});
const late = tweet(900, HEIR, { full_text: "the handle has changed hands" });
const thread = {
  posts: [
    {
      no: 500,
      time: START / 1000,
      resto: 0,
      sub: "The mill",
      com: "see https://pasteb<wbr>in.com/AbCdEfGh",
    },
    {
      no: 501,
      time: START / 1000 + 60,
      resto: 500,
      com: '<a href="#p500" class="quotelink">&gt;&gt;500</a> ok',
    },
  ],
};

let folder: string;
let store: string;
beforeAll(async () => {
  folder = await makeFolder();
  store = join(folder, "store.db");
  const board = join(folder, "thread.json");
  await writeFile(board, JSON.stringify(thread));
  const manifest = {
    origin: "https://a.4cdn.org/mill/thread/500.json",
    collected: "2017-05-05T19:00:00Z",
  };
  await writeFile(`${board}.manifest.json`, JSON.stringify(manifest));
  const lines = join(folder, "tweets.ndjson");
  await writeFile(lines, [reshare, late].map((one) => `${JSON.stringify(one)}\n`).join(""));
  const { code, out } = await headwater(["import", board, lines, "--store", store]);
  expect(out).toContain("2 files, 0 failed");
  expect(code).toBe(0);
});
afterAll(() => removeFolder(folder));

async function trace(...args: string[]) {
  const { code, out, err } = await headwater(["trace", ...args, "--store", store, "--json"]);
  expect(err).toBe("");
  return { code, answer: traceAnswerSchema.parse(JSON.parse(out)) };
}

describe("from a paste by way of a board to a desk", () => {
  it("recorded and certain, hop by hop, with the words at each place", async () => {
    const { answer } = await trace(
      "--from",
      "pastebin:AbCdEfGh",
      "--to",
      "twitter:@desk_fictional",
    );
    expect(answer).toMatchObject({ order: "certain", basis: "recorded", disputed: false });
    const [path] = answer.paths;
    expect(path?.hops.map(({ relation, to }) => [relation, to.key])).toEqual([
      ["LINKS_TO", "4chan:mill/500"],
      ["PART_OF", "4chan:mill/thread/500"],
      ["LINKS_TO", `twitter:status/${first.id_str}`],
      ["RESHARED_BY", `twitter:status/${reshare.id_str}`],
    ]);
    const quotes = path?.hops.map((hop) => answer.citations[(hop.claims[0] ?? 0) - 1]?.quote);
    expect(quotes?.[0]).toContain("pasteb<wbr>in.com/AbCdEfGh");
    expect(quotes?.[2]).toBe(THREAD);
    expect(quotes?.[3]).toBe(first.id_str);
    expect(path?.elapsed).toEqual({ least: 699_001, most: 700_000 });
    expect(path?.elapsedFrom).toBe("first hop");
    expect(path?.hops[0]?.marks).toContain("known only by reference");
    expect(path?.hops[3]?.marks).toContain("provenance unknown");
  });

  it("a question about 4chan covers its boards, and taking it out takes the path", async () => {
    const ends = ["--from", "pastebin", "--to", "twitter"];
    expect((await trace("--from", "4chan", "--to", "twitter")).answer.order).toBe("certain");
    expect((await trace(...ends, "--without", "4chan")).code).toBe(1);
  });

  it("without the original its reshare goes too", async () => {
    const { code } = await trace(
      ...["--from", THREAD, "--to", "twitter:@desk_fictional"],
      ...["--without", `twitter:status/${first.id_str}`],
    );
    expect(code).toBe(1);
  });

  it("only within the times asked about, else a near miss that says so", async () => {
    const ends = ["--from", THREAD, "--to", "twitter:@desk_fictional"];
    const inside = await trace(...ends, "--between", "2017-05-05 18:00", "2017-05-05 18:15");
    expect(inside.answer.order).toBe("certain");
    const outside = await trace(...ends, "--between", "2017-05-05 18:00", "2017-05-05 18:10");
    expect(outside.code).toBe(1);
    expect(outside.answer.nearMiss?.breaks).toEqual(["window"]);
  });
});

describe("a handle", () => {
  it("leads to the account that a record shows it with, whatever its case", async () => {
    const { answer } = await trace("--from", THREAD, "--to", "twitter:@DESK_fictional");
    expect(answer.ends.to).toMatchObject({ inEvidence: true, items: 1 });
    const { out } = await headwater([
      "show",
      "twitter:@desk_fictional",
      "--store",
      store,
      "--json",
    ]);
    expect(showAnswerSchema.parse(JSON.parse(out)).account?.key).toBe("twitter:user/72");
  });

  it("that two accounts bore names the posts of both, and joins neither", async () => {
    const { answer } = await trace("--from", THREAD, "--to", "twitter:@miller_fictional");
    expect(answer.ends.to.items).toBe(2);
    expect(answer.paths[0]?.hops.at(-1)?.to.account?.key).toBe("twitter:user/71");
  });
});

describe("an anonymous post", () => {
  it("has no account, and is found by its words", async () => {
    const shown = await headwater(["show", "4chan:mill/501", "--store", store, "--json"]);
    expect(showAnswerSchema.parse(JSON.parse(shown.out)).item?.account).toBeNull();
    const found = await headwater(["search", "made", "up", "600", "--store", store]);
    expect(found.out).toContain(`twitter:status/${first.id_str}`);
  });
});
