/** Which pages are taken for versions of one another, by their own word. */
import { expect, it } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { webPage } from "../../src/importers/pages/web-page.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

async function joined(origin: string, html: string): Promise<string[]> {
  const manifest = manifestSchema.parse({ origin });
  const records = await collect(webPage.parse(inChunks(utf8(html), 65_536), contextFrom(manifest)));
  return records
    .flatMap(({ claims }) => claims.flatMap(({ facts }) => facts))
    .flatMap((fact) => (fact.fact === "leads-to" ? [`${fact.a} ${fact.b}`] : []));
}

const amp = (canonical: string): string =>
  `<!doctype html><html amp><head><title>Story</title><link rel="canonical" href="${canonical}"></head>
  <body><article><p>words</p></article></body></html>`;

const withAmp = (version: string): string =>
  `<!doctype html><html><head><title>Story</title><link rel="amphtml" href="${version}"></head>
  <body><article><p>words</p></article></body></html>`;

it.each([
  ["the front page", "https://news.example/2017/story.amp.html", "https://news.example/"],
  ["a section", "https://news.example/world/mill-stands-still/amp", "https://news.example/world"],
  ["an index page", "https://news.example/a/index.html", "https://news.example/index.html"],
  ["another article", "https://news.example/amp/story-a", "https://news.example/story-b"],
  [
    "another by its number",
    "https://news.example/story?id=2&amp=1",
    "https://news.example/story?id=1",
  ],
  ["a page of a plain name elsewhere", "https://news.example/a/2", "https://news.example/b/2"],
  [
    "a day of another section",
    "https://news.example/a/2017-05-05",
    "https://news.example/b/2017-05-05",
  ],
])("does not join a page to %s that it gives as its address", async (_, origin, canonical) => {
  expect(await joined(origin, amp(canonical))).toEqual([]);
});

it("does not join all pages that name one AMP version", async () => {
  expect(await joined("https://news.example/story-a", withAmp("/amp/"))).toEqual([]);
  expect(await joined("https://news.example/story-a", withAmp("/amp/front"))).toEqual([]);
});

it.each([
  ["https://amp.news.example/world/still", "https://www.news.example/world/still"],
  ["https://news.example/world/still/amp/", "https://news.example/world/still"],
  ["https://news.example/world/amp/still", "https://news.example/world/still"],
  ["https://news.example/world/still.amp.html", "https://news.example/world/still.html"],
  ["https://news.example/world/still?amp=1&id=3", "https://news.example/world/still?id=3"],
  [
    "https://m.news.example/amp/mill-stands-still-now",
    "https://news.example/world/mill-stands-still-now",
  ],
])("joins %s to its article", async (version, article) => {
  expect(await joined(version, amp(article))).toHaveLength(1);
  expect(await joined(article, withAmp(version))).toHaveLength(1);
});
