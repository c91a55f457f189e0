/** Saved pages of boards, as whatever holds them gives them to their importers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BOARD_PAGES } from "../../src/importers/imageboards/board-pages.ts";
import { lynxchanPage } from "../../src/importers/imageboards/lynxchan-page.ts";
import { contextFrom, type RecordResult, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { webPage } from "../../src/importers/pages/web-page.ts";
import { recognise } from "../../src/importers/registry.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { response, warc } from "../ingest/made-warc.ts";
import { claimsOf, inSite, load } from "../ingest/sites.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const pageOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, name, "thread", "input.html"), "utf8");

const manifest = (origin: string) => manifestSchema.parse({ origin });

/** SingleFile writes styles and pictures into the head. */
const withLongHead = (page: string): string =>
  page.replace("<head>", `<head><style>${"a{} ".repeat(SAMPLE_BYTES / 4)}</style>`);

describe("a page of a board whose posts begin beyond the first bytes", () => {
  it.each([
    ["jschan-page", "https://zzzchan.xyz/pol/thread/123.html", "imageboard:zzzchan.xyz/pol/124"],
    [
      "lynxchan-page",
      "https://endchan.net/qresearch/res/123.html",
      "imageboard:endchan.net/qresearch/124",
    ],
    ["vichan-page", "https://8kun.top/qresearch/res/123.html", "8kun:qresearch/124"],
  ])("is read post by post: %s", async (name, origin, second) => {
    const bytes = utf8(withLongHead(pageOf(name)));
    expect(recognise(bytes.subarray(0, SAMPLE_BYTES), false)).toEqual([webPage]);
    const results = await collect(
      webPage.parse(inChunks(bytes, 4096), contextFrom(manifest(origin))),
    );
    expect(results[1]?.claims[0]?.subject).toBe(second);
  });
});

/** As SingleFile writes attributes, which need no quotes then. */
const withoutQuotes = (page: string): string => page.replace(/="([^\s"'`=<>]+)"/g, "=$1");

it.each([["4chan-page"], ["foolfuuka-page"], ["jschan-page"], ["lynxchan-page"], ["vichan-page"]])(
  "a page is known without quotes of attributes: %s",
  async (name) => {
    const bytes = utf8(withoutQuotes(pageOf(name)));
    expect(recognise(bytes, true).map(({ id }) => id)).toEqual([name]);
  },
);

it.each([
  ["jschan-page", 'class="post-container data-board="'],
  ["vichan-page", 'class="post op '],
])(
  "a tag that says a hundred times that it is a post is looked at once: %s",
  (name, mark) => {
    const tag = `<div ${mark.repeat(100)}`.slice(0, 1000);
    const bytes = utf8(`<!doctype html><html>${`${tag}>`.repeat(40_000)}`);
    const importer = BOARD_PAGES.find(({ id }) => id === name);
    expect(importer?.detects(bytes, true)).toBe(false);
  },
  15_000,
);

describe("a page of LynxChan", () => {
  const URL_OF_THREAD = "https://endchan.net/qresearch/res/123.html";
  const page = pageOf("lynxchan-page");

  const har = JSON.stringify({
    log: {
      version: "1.2",
      entries: [
        {
          startedDateTime: "2024-03-20T08:00:00.000Z",
          time: 1,
          request: { method: "GET", url: URL_OF_THREAD },
          response: { status: 200, content: { mimeType: "text/html", text: page } },
        },
      ],
    },
  });
  const savedPage = page.replace(
    "<html>",
    `<html><!--\n Page saved with SingleFile \n url: ${URL_OF_THREAD} \n-->`,
  );
  const kept = { type: "resource", url: URL_OF_THREAD, contentType: "text/html", body: page };

  const firstTime = (file: Uint8Array | string) =>
    inSite(async (site) => {
      const { hash, report } = await load(site, file);
      const times = (await claimsOf(site, hash)).flatMap(({ facts }) =>
        facts.filter((fact) => fact.fact === "time" && fact.kind === "published"),
      );
      return { time: times[0], codes: report?.diagnostics.map(({ code }) => code) };
    });

  it.each([
    ["a web archive", warc(response(URL_OF_THREAD, "text/html", page))],
    ["a HAR file", har],
  ])("shows UTC where the server sent it so, by %s", async (_, file) => {
    const { time, codes } = await firstTime(file);
    expect(codes).not.toContain("clock-unsure");
    expect(time).toMatchObject({
      earliest: Date.UTC(2024, 2, 10, 9, 30, 11),
      zone: { name: "UTC", reason: "documented" },
    });
  });

  it.each([
    ["what a browser saved", warc(response(URL_OF_THREAD, "text/html", savedPage))],
    ["what no server is said to have sent", warc(kept)],
  ])("may show any clock in a web archive: %s", async (_, file) => {
    const { time, codes } = await firstTime(file);
    expect(codes).toContain("clock-unsure");
    expect(time).toMatchObject({ zone: { reason: "unknown" } });
  });

  it("may show any clock where a browser saved it and nobody says which", async () => {
    const context = contextFrom(manifest(URL_OF_THREAD));

    const [first] = await collect(lynxchanPage.parse(inChunks(utf8(page), 4096), context));
    expect(first?.diagnostics.map(({ code }) => code)).toEqual(["clock-unsure"]);
    const time = first?.claims[0]?.facts.find((fact) => fact.fact === "time");
    expect(time).toMatchObject({ zone: { reason: "unknown" } });
  });

  const timesIn = (results: readonly RecordResult[]) =>
    results.flatMap(({ claims }) =>
      claims.flatMap(({ facts }) => facts.filter(({ fact }) => fact === "time")),
    );

  it.each([
    ["another weekday", "23/11/2024 (Sat) 09:40:00"],
    ["another language", "10.03.2024 (So) 09:40:00"],
  ])("is read without any date where one cannot have the month first: %s", async (_, other) => {
    const given = page.replace("03/10/2024 (Sun) 09:40:00", other);
    const results = await collect(
      lynxchanPage.parse(inChunks(utf8(given), 4096), contextFrom(manifest(URL_OF_THREAD))),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["imported", "imported", "imported"]);
    const codes = results.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes).toEqual(["time-not-read", "no-time", "no-time", "no-time"]);
    expect(timesIn(results)).toEqual([]);
  });

  it("of several boards holds posts of each", async () => {
    const context = contextFrom(manifest("https://endchan.net/overboard/"));
    const [first] = await collect(lynxchanPage.parse(inChunks(utf8(page), 4096), context));
    expect(first?.claims[0]?.subject).toBe("imageboard:endchan.net/qresearch/123");
  });
});

describe("a page that only looks like one of a board", () => {
  const CELL =
    '<div class="opCell" data-boarduri="pol" id="1"><span class="labelCreated"></span></div>';
  const article = (shown: string) =>
    `<!doctype html><html><head><title>How boards look</title></head><body><article><p>See <a href="https://pastebin.com/AbCd1234">the paste</a>.</p></article>${shown}</body></html>`;

  it.each([
    ["in a script, short", article(`<script>var t = '${CELL}'</script>`), []],
    ["in a script, long", withLongHead(article(`<script>var t = '${CELL}'</script>`)), []],
    ["in an example, short", article(CELL), ["no-site"]],
    ["in an example, long", withLongHead(article(CELL)), ["no-site"]],
  ])("is read as the page that it is: %s", async (_, text, warnings) => {
    const bytes = utf8(text);
    const [importer] = recognise(bytes.subarray(0, SAMPLE_BYTES), bytes.length <= SAMPLE_BYTES);
    const context = contextFrom(manifest("https://news.example/boards"));
    const [read, ...others] = await collect(
      (importer ?? webPage).parse(inChunks(bytes, 4096), context),
    );
    expect(others).toEqual([]);
    expect(read?.outcome).toBe("imported");
    expect(read?.claims[0]?.subject).toBe("web:https://news.example/boards");
    const codes = read?.diagnostics.map(({ code }) => code) ?? [];
    expect(codes.filter((code) => code === "no-site")).toEqual(warnings);
  });
});
