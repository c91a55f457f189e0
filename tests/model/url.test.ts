import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOfUrl } from "../../src/model/key.ts";
import { canonicalUrl, withoutPlaceInPage } from "../../src/model/url.ts";

const canonical = (text: string): string | undefined => canonicalUrl(text)?.href;
const STORY = "https://mill.example/story?page=2";
const wrapped = encodeURIComponent(STORY);

describe("one spelling", () => {
  it.each([
    ["http://www.mill.example/a", "https://mill.example/a"],
    ["HTTPS://Mill.Example./a", "https://mill.example/a"],
    ["https://user:secret@mill.example:443/a", "https://mill.example/a"],
    ["http://mill.example:8080/a", "https://mill.example:8080/a"],
    ["https://mill.example/a?", "https://mill.example/a"],
    ["https://mill.example/a#", "https://mill.example/a"],
    ["https://mill.example/%7eb/%c3%a9?q=%2f%41", "https://mill.example/~b/%C3%A9?q=%2FA"],
    ["https://mühle.example/é", "https://xn--mhle-0ra.example/%C3%A9"],
    ["https://www.com/", "https://www.com/"],
    [
      "https://m.facebook.com/story.php?story_fbid=1&id=2",
      "https://facebook.com/story.php?story_fbid=1&id=2",
    ],
    ["https://mbasic.facebook.com/a?refid=7&__tn__=x&__xts__%5B0%5D=y", "https://facebook.com/a"],
    ["http://m.youtube.com/playlist?list=AB&feature=share", "https://youtube.com/playlist?list=AB"],
    ["https://fr.m.wikipedia.org/wiki/Moulin", "https://fr.wikipedia.org/wiki/Moulin"],
    ["https://m.vk.com/wall-1_2", "https://vk.com/wall-1_2"],
  ])("%s is %s", (written, one) => {
    expect(canonical(written)).toBe(one);
  });

  it.each([
    "fbclid=1",
    "utm_source=a&utm_whatever=b",
    "gclid=1&igshid=2",
    "__twitter_impression=true",
  ])("without %s", (tracking) => {
    expect(canonical(`${STORY}&${tracking}`)).toBe(STORY);
    expect(canonical(`https://mill.example/?${tracking}`)).toBe("https://mill.example/");
  });

  it.each([
    ["https://mill.example/a?id=1", "https://mill.example/a?id=2"],
    ["https://mill.example/a", "https://mill.example/a/"],
    ["https://mill.example/a", "https://mill.example/A"],
    ["https://mill.example/a?b=1&c=2", "https://mill.example/a?c=2&b=1"],
    ["https://mill.example/a?b=%26", "https://mill.example/a?b=&"],
    ["https://mill.example/a?feature=share", "https://mill.example/a"],
    ["https://mill.example/a?si=1", "https://mill.example/a"],
    ["https://m.mill.example/a", "https://mill.example/a"],
    ["https://amp.mill.example/a", "https://mill.example/a"],
    ["https://mill.example/amp/a", "https://mill.example/a"],
    ["https://mill.example/a?amp=1", "https://mill.example/a"],
    ["https://music.youtube.com/playlist?list=A", "https://youtube.com/playlist?list=A"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(keyOfUrl(one)).not.toBe(keyOfUrl(other));
  });

  it.each([
    "",
    "mill.example/a",
    "ftp://mill.example/",
    "javascript:alert(1)",
    "http://mill.example:443/",
    "https://",
  ])("%j is none", (text) => {
    expect(canonicalUrl(text)).toBeUndefined();
  });
});

describe("what holds the address that it leads to", () => {
  it.each([
    `https://www.google.com/url?sa=t&url=${wrapped}&usg=x`,
    `http://www.google.co.uk/url?q=${wrapped}`,
    "https://www.google.fr/amp/s/mill.example/story?page=2&usqp=mq331&amp_js_v=0.1",
    "https://google.com/amp/mill.example/story?page=2",
    "https://mill-example.cdn.ampproject.org/c/s/mill.example/story?page=2",
    "https://cdn.ampproject.org/v/mill.example/story?amp_js_v=a&page=2",
    `https://www.bing.com/ck/a?!&&p=1&u=a1${Buffer.from(STORY).toString("base64url")}&ntb=1`,
    `https://duckduckgo.com/l/?uddg=${wrapped}&rut=x`,
    `https://l.facebook.com/l.php?u=${wrapped}&h=AT0`,
    `http://lm.facebook.com/l.php?u=${wrapped}`,
    `https://www.facebook.com/l.php?u=${wrapped}`,
    `https://l.instagram.com/?u=${wrapped}&e=x`,
    `https://l.threads.net/?u=${wrapped}&e=x`,
    `https://l.messenger.com/l.php?u=${wrapped}`,
    `https://t.umblr.com/redirect?z=${wrapped}&t=x`,
    `https://vk.com/away.php?to=${wrapped}&cc_key=`,
    `https://m.vk.com/away.php?to=${wrapped}`,
    `https://www.youtube.com/redirect?event=x&redir_token=y&q=${wrapped}`,
    `https://out.reddit.com/t3_abc?url=${wrapped}&token=x`,
    `https://slack-redir.net/link?url=${wrapped}`,
    `https://eur03.safelinks.protection.outlook.com/?url=${wrapped}&data=x&reserved=0`,
    `https://steamcommunity.com/linkfilter/?url=${wrapped}`,
    `https://steamcommunity.com/linkfilter/?u=${wrapped}`,
    `https://www.linkedin.com/redir/redirect?url=${wrapped}&urlhash=x`,
    `http://sys.4chan.org/derefer?url=${wrapped}`,
    `https://t.me/iv?url=${wrapped}&rhash=x`,
    `https://href.li/?${STORY}`,
  ])("%s", (wrapper) => {
    expect(canonical(wrapper)).toBe(STORY);
  });

  it("may hold another, which is looked into too", () => {
    const inner = `https://l.facebook.com/l.php?u=${wrapped}`;
    expect(canonical(`https://google.com/url?q=${encodeURIComponent(inner)}`)).toBe(STORY);
    expect(canonical("https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3DAbCdEfGhIjK")).toBe(
      "https://youtube.com/watch?v=AbCdEfGhIjK",
    );
  });

  it.each([
    "https://google.com/search?q=https%3A%2F%2Fmill.example",
    "https://google.com/url?q=mill",
    "https://google.example/url?q=https%3A%2F%2Fmill.example",
    "https://l.facebook.com/l.php?u=javascript%3Aalert(1)",
    "https://facebook.com/sharer.php?u=https%3A%2F%2Fmill.example",
    "https://mill.example/url?url=https%3A%2F%2Fmill.example",
    "https://not-vk.com/away.php?to=https%3A%2F%2Fmill.example",
    "https://cdn.ampproject.org/i/s/mill.example/a.png",
    "https://bing.com/ck/a?u=a1x",
    "https://t.co/AbCdEfGhIj",
    "https://bit.ly/AbCd",
  ])("%s is not looked into", (url) => {
    expect(canonical(url)).toBe(url);
  });
});

/** Real URLs and made-up ones alike. */
function holdsFor(text: string): void {
  const one = canonicalUrl(text);
  if (one === undefined) return;
  expect(canonicalUrl(one.href)?.href, text).toBe(one.href);
  const key = keyOfUrl(text);
  if (key?.startsWith("web:")) expect(keyOfUrl(key.slice("web:".length)), text).toBe(key);
}

describe("any text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "https://",
      "http://",
      "www.",
      "google.com/url?q=",
      "href.li/?",
      "%",
      "%2",
      "%2e",
    ),
    fc.constantFrom("l.facebook.com/l.php?u=", "mill.example", ":443", "/", "?", "#", "&utm_a=b"),
    fc.constantFrom(
      "cdn.ampproject.org/c/s/",
      "a",
      "%41",
      "..",
      "@",
      "[",
      "é",
      " ",
      "t.me/iv?url=",
    ),
  );

  it("has one spelling, which is its own", () =>
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        holdsFor(`https://${pieces.join("")}`);
        holdsFor(pieces.join(""));
      }),
      { numRuns: Number(process.env["HEADWATER_URLS"] ?? 5_000) },
    ));

  it("is read once, however long", () => {
    // Time that grows with the square of the length would outlast the test.
    for (const wrap of ["https://href.li/?", "https://google.com/url?q=", "https://a/?utm_a=&"]) {
      holdsFor(wrap.repeat(100_000));
      holdsFor(wrap.repeat(300));
    }
  });
});

const SAMPLES = process.env["HEADWATER_SAMPLES"];

/** URLs in the first column of the CSV files, or anywhere in the lines of text. */
function urlsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .flatMap(
      (name) => readFileSync(join(folder, name), "utf8").match(/https?:\/\/[^\s,"]+/g) ?? [],
    );
}

/** What no two spellings of one page may differ in: path, and parameters that are on no list. */
function told(text: string): string {
  const url = withoutPlaceInPage(new URL(text));
  const names = [...url.searchParams].filter(([name]) => !/^(?:utm_|fbclid|ref_|gclid)/.test(name));
  return `${decodeURI(url.pathname)} ${names.map(([name, value]) => `${name}=${value}`).join(" ")}`;
}

describe("real URLs", () => {
  const folder = join(SAMPLES ?? "", "url-canon");
  it.skipIf(SAMPLES === undefined)(
    "keep one spelling, and only those that tell the same are one (set HEADWATER_SAMPLES to a folder of samples)",
    () => {
      const urls = new Set(urlsIn(folder));
      expect(urls.size).toBeGreaterThan(1_000);
      const byKey = new Map<string, Set<string>>();
      for (const url of urls) {
        holdsFor(url);
        const key = keyOfUrl(url);
        if (!key?.startsWith("web:")) continue;
        byKey.set(key, (byKey.get(key) ?? new Set()).add(url));
      }
      const several = [...byKey.values()].filter((set) => new Set([...set].map(told)).size > 1);
      expect(several.map((set) => [...set])).toEqual([]);
    },
  );
});
