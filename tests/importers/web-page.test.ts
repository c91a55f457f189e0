/** What a saved page is taken to say stands at its place; and no page is too much. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { parsePageTime } from "../../src/importers/pages/page-dates.ts";
import {
  archiveTodayPage,
  pywbPage,
  waybackPage,
  webPage,
} from "../../src/importers/pages/web-page.ts";
import { parseHtml } from "../../src/importers/reading/html.ts";
import { placeOfElement } from "../../src/importers/reading/html-place.ts";
import { wordsOf } from "../../src/importers/reading/html-words.ts";
import { readQuote } from "../../src/importers/reading/quote.ts";
import { recognise } from "../../src/importers/registry.ts";
import type { Fact } from "../../src/model/claim.ts";
import { ImportError } from "../../src/model/errors.ts";
import { type Manifest, manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const manifest = manifestSchema.parse({ origin: "https://gazette.example/page" });

async function claimsOf(bytes: Uint8Array, of: Manifest | null = manifest) {
  const records = await collect(webPage.parse(inChunks(bytes, 65_536), contextFrom(of)));
  return records.flatMap(({ claims }) => claims);
}

const factsOf = async (html: string): Promise<Fact[]> =>
  (await claimsOf(utf8(html))).flatMap(({ facts }) => facts);

const linksIn = (facts: readonly Fact[]) =>
  facts.flatMap((fact) => (fact.fact === "edge" ? [fact.object] : []));

/** The words that a fact claims, as they must stand at its place. */
function claimed(fact: Fact): string | undefined {
  if (fact.fact === "item") return fact.title ?? fact.text ?? fact.language;
  return fact.fact === "time" ? fact.asWritten : undefined;
}

const cases = [webPage, waybackPage, archiveTodayPage, pywbPage].flatMap(({ id }) => {
  const folder = join(import.meta.dirname, id);
  return readdirSync(folder).map((name) => [id, name, join(folder, name)] as const);
});

describe.each(cases)("%s/%s", (_id, _name, folder) => {
  const bytes = new Uint8Array(readFileSync(join(folder, "input.html")));

  it("has its words at their places", async () => {
    const claims = await claimsOf(bytes).catch((error: unknown) => {
      if (error instanceof ImportError) return [];
      throw error;
    });
    for (const { place, facts } of claims) {
      for (const fact of facts) {
        const words = claimed(fact);
        if (words === undefined || fact.at === undefined) continue;
        const quote = readQuote(bytes.subarray(...place.bytes), place, fact.at);
        if (fact.fact === "item") expect(quote.trim()).toBe(words);
        else expect(quote.replace(/\D/g, "")).toContain(words.replace(/\D/g, ""));
      }
    }
  });
});

it("names every element so that it is found again, as a selector would", () => {
  const html = `<!doctype html><html><body><p>a<p id="x">b<i>c</i></p><div id="x"><o:p>d</o:p></div>
    <div id="1a"><a@b>e</a@b></div><svg><linearGradient/></svg></body></html>`;
  const elements = parseHtml(html).$("page *").toArray();
  const places = elements.map((element) => placeOfElement(element));
  expect(new Set(places).size).toBe(elements.length);
  for (const [index, element] of elements.entries()) {
    expect(readQuote(utf8(html), { as: "html" }, places[index])).toBe(wordsOf(element));
  }
  expect(places).toContain("#x > i:nth-of-type(1)");
  expect(places).toContain("html > body > div:nth-of-type(1) > :nth-child(1)");
});

it.each([
  ["2024-03-12T06:00:00.123456+01", "2024-03-12T05:00:00.123Z"],
  ["Tue, 12 Mar 2024 06:00:00 GMT", "2024-03-12T06:00:00.000Z"],
  ["12 March 2024 06:00 -0500", "2024-03-12T11:00:00.000Z"],
])("reads %s", (written, iso) => {
  const time = parsePageTime(written, { reason: "unknown" });
  expect([time.earliest, time.asWritten]).toEqual([Date.parse(iso), written]);
});

describe("takes whatever a page may hold", () => {
  const page = (body: string): string => `<!doctype html><html><body>${body}</body></html>`;

  it.each([
    ["nested", `${"<div>".repeat(100_000)}<a href="https://example.org/">x</a>`],
    [
      "nested and closed",
      `${"<div>".repeat(100_000)}x${"</div>".repeat(100_000)}<a href="https://example.org/">x</a>`,
    ],
    [
      "never closed",
      `${"<b>".repeat(100_000)}${"</i>".repeat(100_000)}<a href="https://example.org/">x</a>`,
    ],
  ])("elements %s", async (_, body) => {
    expect(linksIn(await factsOf(page(body)))).toEqual(["web:https://example.org/"]);
  });

  it("many links, of which the first 5000 things are told", async () => {
    const body = Array.from({ length: 200_000 }, (_, i) => `<a href="/${i >> 1}">x</a>`).join("");
    const facts = await factsOf(page(`<article>${body}</article>`));
    expect(linksIn(facts)).toHaveLength(5000);
    expect(linksIn(facts).at(-1)).toBe("web:https://gazette.example/4999");
  });

  it("an attribute of a megabyte, which is no address", async () => {
    const long = "x".repeat(1_000_000);
    const body = `<a href="https://example.org/${long}">x</a><a href="/short" title="${long}">y</a>`;
    expect(linksIn(await factsOf(page(body)))).toEqual(["web:https://gazette.example/short"]);
  });

  it("entities that a document type would define, which are not", async () => {
    const bomb = `<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;&amp;</p></body></html>`;
    const facts = await factsOf(bomb);
    expect(
      facts.flatMap((fact) => (fact.fact === "item" ? [fact.text ?? ""] : [])).join(""),
    ).toContain("&b;&");
  });

  it("JSON nested as deep as it likes", async () => {
    const json = `{"@type":"NewsArticle","datePublished":"2024-01-01","author":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const facts = await factsOf(page(`<script type="application/ld+json">${json}</script>`));
    expect(facts.filter((fact) => fact.fact === "time")).toHaveLength(1);
  });

  it("text without end, which is cut", async () => {
    const facts = await factsOf(page(`<article>${"word ".repeat(100_000)}</article>`));
    const text = facts.flatMap((fact) => (fact.fact === "item" ? (fact.text ?? []) : []));
    expect(text.map((words) => words.length)).toEqual([200_000]);
  });

  it("boxes without end that hold nothing, and finds the article among them", async () => {
    const words = `<p>${"Some words of the mill, and more of them. ".repeat(6)}</p>`.repeat(6);
    const article = `<div class="story">${words}<p>In <a href="https://example.org/">it</a>.</p></div>`;
    const around = `<div class="sidebar"><ul><li><a href="https://example.com/">Others</a></li></ul></div>`;
    const boxes = "<div> <div></div></div>".repeat(5000);
    const facts = await factsOf(page(`${boxes}${article}${around}`));
    expect(linksIn(facts)).toEqual(["web:https://example.org/"]);
  });

  it("but not more than a million elements", async () => {
    await expect(factsOf("<p>x".repeat(500_001))).rejects.toThrow(ImportError);
  });
});

it("leaves a page to one importer", () => {
  const marks = [
    '<script>__wm.wombat("http://example.org/","20170505183502")</script>',
    '<meta property="og:site_name" content="archive.is"/>',
    '<script>\n  wbinfo.url = "https://example.org/";\n  wbinfo.timestamp = "20170505183502";\n</script>',
    "<p>plain</p>",
  ];
  const pages = marks.map((mark) => utf8(`<!doctype html><html><head>${mark}</head></html>`));
  expect(pages.map((bytes) => recognise(bytes, true).map(({ id }) => id))).toEqual([
    ["wayback-page"],
    ["archive-today-page"],
    ["pywb-page"],
    ["web-page"],
  ]);
});

describe("does not take a page's word for what it is", () => {
  const capture = "https://web.archive.org/web/20170505183502/https://gazette.example/notice";
  const wombat =
    '<script>__wm.wombat("https://gazette.example/notice","20170505183502","https://web.archive.org/");</script>';
  const links =
    '<a href="/web/20170505183502/https://one.example/">1</a><a href="/web/20200101000000/https://two.example/">2</a><a href="https://three.example/">3</a><a href="four">4</a>';
  const copy = (before = "", after = ""): Uint8Array =>
    utf8(
      `<!doctype html>${before}<html><head>${wombat}<title>N</title></head><body><article>${links}</article></body></html>${after}`,
    );
  const from = (origin: string): Manifest => manifestSchema.parse({ origin });
  const recordedOf = async (bytes: Uint8Array, of: Manifest | null) =>
    (await claimsOf(bytes, of))
      .filter(({ basis }) => basis === "recorded")
      .flatMap(({ facts }) => linksIn(facts));

  it("records a copy that the manifest names, and of its links those that the archive wrote", async () => {
    expect(await recordedOf(copy(), from(capture))).toEqual([
      "web:https://gazette.example/notice",
      "web:https://one.example/",
    ]);
  });

  it.each([
    ["no manifest", null],
    ["a sentence", from("a colleague")],
    ["part of a stamp", from(capture.replace("0505183502", ""))],
    ["another host", from("https://gazette.example/notice")],
  ])("records nothing by %s", async (_, of) => {
    const claims = await claimsOf(copy(), of);
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.map(({ basis }) => basis)).not.toContain("recorded");
  });

  it.each([
    ["another stamp", capture.replace("02/", "03/")],
    ["another page", `${capture}2`],
    ["the calendar", capture.replace("20170505183502", "*")],
    ["another copy of that year", capture.replace("20170505183502", "2016")],
  ])("refuses a copy whose manifest names %s", async (_, origin) => {
    await expect(claimsOf(copy(), from(origin))).rejects.toThrow(ImportError);
  });

  it("lets the manifest and the archive go before a comment of an older page", async () => {
    const older = `<!-- saved from url=(0001)${capture.replace("2017", "2010")} -->`;
    expect(await recordedOf(copy(older), from(capture))).toHaveLength(2);
    await expect(claimsOf(copy(older), null)).rejects.toThrow(ImportError);
  });

  it("reads the last comment behind the page, whatever stands before it", async () => {
    const closing = (clock: string) => `<!-- FILE ARCHIVED ON ${clock} May 05, 2017 AND -->`;
    const forged = closing("00:00:00").repeat(20_000);
    const claims = await claimsOf(copy("", forged + closing("18:35:02")), from(capture));
    const times = claims.flatMap(({ facts }) => facts.filter(({ fact }) => fact === "time"));
    expect(times.map(({ at }) => at)).toEqual(["comment 20001"]);
    await expect(claimsOf(copy("", forged), from(capture))).rejects.toThrow(ImportError);
  });

  it("takes a capture as it was taken (id_) for what it holds, but not once a browser ran it", async () => {
    const identity = from(capture.replace("02/", "02id_/"));
    const saved = `<!-- saved from url=(0001)${identity.origin} -->`;
    expect(await recordedOf(copy(), identity)).toHaveLength(5);
    expect(await recordedOf(copy(saved), identity)).toHaveLength(1);
  });

  it("counts a browser's comment only where the browser writes it", async () => {
    const words = "<p>Words</p></body></html>";
    const chrome = "<!-- saved from url=(0001)https://gazette.example/a -->";
    const single = `<!--\n Page saved with SingleFile\n url: https://gazette.example/a\n-->`;
    const subjects = async (html: string) =>
      (await claimsOf(utf8(html), null)).map(({ subject }) => subject);
    for (const html of [
      `<!doctype html>\n${chrome}\n<html><body>${words}`,
      `<!doctype html><html lang=en>${single}<body>${words}`,
    ]) {
      expect(await subjects(html)).toEqual(["web:https://gazette.example/a"]);
    }
    for (const html of [
      `<!doctype html>\n<html>${chrome}<body>${words}`,
      `<!doctype html>${single}<html><body>${words}`,
      `<!doctype html><html><body>${chrome}${single}${words}`,
      `<!doctype html><html><body>${words}${chrome}${single}`,
    ]) {
      await expect(subjects(html)).rejects.toThrow(ImportError);
    }
  });
});

it("leaves out what was paid for, and what readers wrote", async () => {
  const body = [
    '<a href="https://ad.doubleclick.net/x">1</a><a rel="sponsored" href="https://a.example/">2</a>',
    '<a rel="nofollow ugc" href="https://b.example/">3</a><a rel="nofollow" href="https://c.example/">4</a>',
    '<div class="wp-block-embed"><a href="https://d.example/">5</a></div>',
    '<blockquote>Quoted <a href="https://e.example/">6</a></blockquote>',
    '<div itemscope itemtype="https://schema.org/NewsArticle"><h1>x</h1><a href="https://f.example/">7</a></div>',
  ];
  const facts = await factsOf(`<!doctype html><html><body><article>${body.join("")}</article>`);
  expect(linksIn(facts)).toEqual(["c", "e", "f"].map((host) => `web:https://${host}.example/`));
});

it("believes no Z behind a clock that stands there without one too", async () => {
  const meta = (text: string) => `<meta property="article:published_time" content="${text}">`;
  const widths = async (...texts: string[]) =>
    (await factsOf(`<!doctype html><html><head>${texts.map(meta).join("")}</head></html>`)).flatMap(
      (fact) => (fact.fact === "time" ? [Number(fact.latest) - Number(fact.earliest)] : []),
    );
  const [bare, second] = await widths("2018-12-21 12:55:00", "2018-12-21T12:55:00Z");
  expect(second).toBe(bare);
  expect(await widths("2018-12-21T12:55:00Z", "2018-12-21 12:56:00")).toEqual([999, bare]);
});
