/** Pages whose encoding only the server said, in a header: read in it, and so are their quotes. */
import { describe, expect, it } from "vitest";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { utf8 } from "../importers/chunks.ts";
import { joined, page, record, response, warc } from "./made-warc.ts";
import { gz } from "./packed.ts";
import { claimsOf, inSite, load, quotesOf } from "./sites.ts";

const URL_OF_PAGE = "https://news.example/mill";

/** Bytes by what each of them stands for. */
function encoded(text: string, encoding: string): Uint8Array {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const letters = [...new TextDecoder(encoding).decode(new Uint8Array(bytes))];
  return new Uint8Array(Array.from(text, (letter) => letters.indexOf(letter)));
}

const [BEFORE = "", BEHIND = ""] = page("\0").split("\0");
const around = (words: Uint8Array): Uint8Array => joined(utf8(BEFORE), words, utf8(BEHIND));

const MILL = "Мельница закрыта";
const CASES = [
  ["windows-1251", "text/html; charset=windows-1251", encoded(MILL, "windows-1251"), MILL],
  ["Shift_JIS", 'text/html;charset="Shift_JIS"', new Uint8Array([0x93, 0xfa, 0x96, 0x7b]), "日本"],
  ["KOI8-R", "TEXT/HTML; version=5; Charset=koi8-r", encoded(MILL, "koi8-r"), MILL],
  ["ISO-8859-1", "text/html; charset=ISO-8859-1", encoded("L’Élysée", "windows-1252"), "L’Élysée"],
] as const;
const UTF_16 = Buffer.from(page(MILL), "utf16le");

const one = (type: string, body: Uint8Array) => response(URL_OF_PAGE, type, body);

describe("a page whose encoding only the server said", () => {
  it.each(CASES)("is read in it, and so are its quotes: %s", async (name, type, words, text) => {
    await inSite(async (site) => {
      const got = await load(site, gz(warc(one(type, around(words)))));
      expect(got.report).toMatchObject({ imported: 1, failed: 0 });
      expect(got.report?.diagnostics.map(({ code }) => code)).not.toContain("encoding-guessed");
      expect(await quotesOf(site)).toEqual([expect.stringContaining(text)]);
      const [claim] = await claimsOf(site, got.hash);
      const encoding = new TextDecoder(name).encoding;
      expect(claim?.place).toMatchObject({ as: "html", encoding });
      // The place counts the bytes that the server sent.
      expect(claim?.place.bytes).toEqual([0, around(words).length]);
      const [only] = await site.store.evidence();
      const records = new Map(only ? [[only.hash, only] as const] : []);
      const quote =
        claim && only && quotesFrom(site.folder, records)(only.hash, claim.place, undefined);
      expect((await quote)?.text).toContain(text);
    });
  });

  it.each([
    ["without a mark", UTF_16],
    ["with its mark", joined(new Uint8Array([0xff, 0xfe]), UTF_16)],
  ])("is known as a page in UTF-16: %s", async (_, body) => {
    await inSite(async (site) => {
      const got = await load(site, warc(one("text/html; charset=UTF-16LE", body)));
      expect(got.report).toMatchObject({ imported: 1, skipped: 0, failed: 0 });
      expect(await quotesOf(site)).toEqual([expect.stringContaining(MILL)]);
    });
  });

  it("is read in it where it was there again unchanged, and where it is in a HAR file", async () => {
    await inSite(async (site) => {
      const [, type, words, text] = CASES[0];
      const body = around(words);
      const again = record({
        type: "revisit",
        url: URL_OF_PAGE,
        date: "2017-05-06T20:00:00Z",
        status: 200,
        contentType: "text/html",
        says: {
          "WARC-Refers-To-Target-URI": URL_OF_PAGE,
          "WARC-Refers-To-Date": "2017-05-05T20:00:00Z",
        },
      });
      await load(site, joined(record(one(type, body)), again));
      const content = {
        mimeType: type,
        text: Buffer.from(body).toString("base64"),
        encoding: "base64",
      };
      const entry = {
        startedDateTime: "2017-05-05T20:00:00Z",
        request: { url: URL_OF_PAGE },
        response: { status: 200, content },
      };
      await load(site, JSON.stringify({ log: { version: "1.2", entries: [entry] } }));
      const quotes = await quotesOf(site);
      expect(quotes).toHaveLength(3);
      for (const quote of quotes) expect(quote).toContain(text);
    });
  });

  it("is what the server said where the page says another, as browsers have it, which is told", async () => {
    await inSite(async (site) => {
      const [, type, words, text] = CASES[0];
      const said = joined(utf8('<!doctype html><meta charset="windows-1252">'), around(words));
      const got = await load(site, warc(one(type, said)));
      expect(got.report?.diagnostics.map(({ code }) => code)).toContain("encoding-differs");
      expect(await quotesOf(site)).toEqual([expect.stringContaining(text)]);
    });
  });

  it.each([
    ["says the same", "text/html; charset=utf-8", page("Élysée")],
    ["says none that there is", "text/html; charset=none", page("Élysée")],
    ["begins with the mark of UTF-8", "text/html; charset=koi8-r", `\uFEFF${page("Élysée")}`],
  ])("is the page's own where it %s", async (_, type, text) => {
    await inSite(async (site) => {
      const { hash } = await load(site, warc(one(type, utf8(text))));
      expect(await quotesOf(site)).toEqual([expect.stringContaining("Élysée")]);
      const [claim] = await claimsOf(site, hash);
      expect(claim?.place).not.toHaveProperty("encoding");
    });
  });
});
