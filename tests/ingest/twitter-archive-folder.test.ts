/** An account's archive from Twitter, unpacked to a folder. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { tryBatch } from "../../src/ingest/import-batch.ts";
import { inSite } from "./sites.ts";

const VIEWER =
  '<!doctype html><html><head><meta charset="utf-8"><title>Your Twitter Data</title></head><body><div id="root"></div><script src="./data/manifest.js" onerror="showManifestError()"></script><script src="assets/js/main.0.js"></script></body></html>';
const TWEETS =
  'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1367399416066998273", "full_text": "words"}}]';
const FILES: Readonly<Record<string, string>> = {
  "Your archive.html": VIEWER,
  "assets/empty.js": "",
  "assets/flag.svg": "<svg/>",
  "assets/js/main.0.js": "of which no importer knows",
  "data/README.txt": "of which no importer knows",
  "data/like.js": "window.YTD.like.part0 = []",
  "data/note-tweet.js": "window.YTD.note_tweet.part0 = []",
  "data/tweetdeck.js": "window.YTD.tweetdeck.part0 = []",
  "data/tweets.js": TWEETS,
};

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

const DAMAGED: Readonly<Record<string, string>> = {
  "data/tweets.js": "",
  "data/tweets-part1.js": "\0".repeat(99),
  "data/tweets-part2.js": `// rescued\n${TWEETS}`,
  "data/tweet.js": "window.YTD.",
  "data/deleted-tweets.js": "\0",
  "data/Tweets (1).js": "",
  "data/community-tweet.js": "?",
  "data/dump.csv": "\0",
  "data/extra/like.js": "\0",
  "data/tweets_media/1.mp4": "\0",
};

it("costs nothing for what shows it, nor for those of its parts that are not read", async () => {
  await inSite(async (site, folder) => {
    await write(join(folder, "in"), FILES);
    for (const given of ["in", "in/data", "in/assets"]) {
      const { files, totals } = await tryBatch(site, [join(folder, given)]);
      expect([totals.failedFiles, totals.failed]).toEqual([0, 0]);
      for (const { status, message } of files.filter(({ report }) => report === null)) {
        expect([status, message]).toEqual(["skipped", expect.stringMatching(/archive/)]);
      }
    }
    const { totals } = await tryBatch(site, [join(folder, "in")]);
    expect(totals).toMatchObject({ seen: 2, imported: 1, skipped: 1 });
    // Without the page nothing says what the folder is.
    await rm(join(folder, "in/Your archive.html"));
    expect((await tryBatch(site, [join(folder, "in")])).totals.failedFiles).toBe(7);
  });
});

it("costs what is named as tweets and cannot be read, and whatever such an archive does not have", async () => {
  await inSite(async (site, folder) => {
    await write(join(folder, "in"), { "Your archive.html": VIEWER, ...DAMAGED });
    const { files } = await tryBatch(site, [join(folder, "in")]);
    const failed = files.filter(({ status }) => status === "failed");
    expect(failed.map(({ file }) => file.slice(join(folder, "in/").length)).sort()).toEqual(
      Object.keys(DAMAGED).sort(),
    );
  });
});
