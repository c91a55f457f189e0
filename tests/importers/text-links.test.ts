import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linksInHtml, linksInText } from "../../src/importers/reading/text-links.ts";

describe("linksInText", () => {
  it.each<[string, string[]]>([
    [
      "see http://example.org/a, and https://example.org/b.",
      ["http://example.org/a", "https://example.org/b"],
    ],
    ["(https://example.org/a)", ["https://example.org/a"]],
    ["https://example.org/a_(b)", ["https://example.org/a_(b)"]],
    ["(see https://example.org/a_(b)).", ["https://example.org/a_(b)"]],
    ["[https://example.org/a]: x", ["https://example.org/a"]],
    ["https://example.org/?a=[1]&b={2}!", ["https://example.org/?a=[1]&b={2}"]],
    ["“https://example.org/a”", ["https://example.org/a"]],
    ["<https://example.org/a>", ["https://example.org/a"]],
    ["'https://example.org/a'?!", ["https://example.org/a"]],
    ["HTTPS://EXAMPLE.org/A", ["HTTPS://EXAMPLE.org/A"]],
    ["https://example.org/é漢", ["https://example.org/é漢"]],
    ["https://example.org/a https://example.org/a", ["https://example.org/a"]],
    ["https://t.co/ab… and https://example.org/long...", []],
    ["http://[bad, ftp://example.org, example.org/a, xhttp://a.example", []],
    // A space put in after the scheme.
    [
      "https:// example.org/a, http://  example.org",
      ["https://example.org/a", "http://example.org"],
    ],
    ["begins with https:// and not with http:// a.example", []],
    ["https:// https://example.org/a", ["https://example.org/a"]],
    // No scheme.
    [
      "www.example.org/a, WWW.Example.ORG.",
      ["https://www.example.org/a", "https://WWW.Example.ORG"],
    ],
    ["www.is-no-host www.a.example www. bob@www.example.org a.www.example.org", []],
    // Neither, on a site that has an item there.
    [
      "for the lazy: pastebin.com/Hb7Kq2Zx, (T.me/some_channel/54) src:archive.is/Ab12C!",
      ["https://pastebin.com/Hb7Kq2Zx", "https://T.me/some_channel/54", "https://archive.is/Ab12C"],
    ],
    [
      "**youtu.be/AbCdEf_123_** [a](x.com/a/status/20?s=20) boards.4chan.org/pol/thread/1#p2",
      [
        "https://youtu.be/AbCdEf_123_",
        "https://x.com/a/status/20?s=20",
        "https://boards.4chan.org/pol/thread/1#p2",
      ],
    ],
    [
      "web.archive.org/web/20170505183500/http://example.org/ pastebin[.]com/Hb7Kq2Zx",
      [
        "https://web.archive.org/web/20170505183500/http://example.org/",
        "https://pastebin.com/Hb7Kq2Zx",
      ],
    ],
    ["t.me/some_channel x.com/a pastebin.com/u/a pastebin.com/Hb7Kq and/or pastebin.com", []],
    ["a@t.me/abcd/5 a.t.me/abcd/5 a[.]t.me/abcd/5 a-t.me/abcd/5 at.me/abcd/5 ét.me/abcd/5", []],
    ["example.org/t.me/abcd/5 example.org/?a=t.me/abcd/5 //t.me/abcd/5 t.me/abcd/5…", []],
    [
      "https://example.org/?a=t.me/abcd/5 t.me/abcd,https://example.org/b",
      ["https://example.org/?a=t.me/abcd/5", "https://example.org/b"],
    ],
    // Defanged.
    ["hxxps://example[.]org/a[.]b", ["https://example.org/a.b"]],
    [
      "hXXp[:]//example(.)org and https[://]example.org/x",
      ["http://example.org", "https://example.org/x"],
    ],
    ["https://mill[dot]example(dot)org/a?b=[.]", ["https://mill.example.org/a?b=."]],
    ["https://example.org/a[.]b", ["https://example.org/a[.]b"]],
    ["hxxp:// www[.]example[.]org", ["http://www.example.org"]],
    ["hxxp stands for http", []],
    // Markup.
    [
      "[a](https://example.org/a)[b](https://example.org/b_(c)).",
      ["https://example.org/a", "https://example.org/b_(c)"],
    ],
    [
      "[https://example.org/a](https://example.org/b)",
      ["https://example.org/a", "https://example.org/b"],
    ],
    [
      '[a](https://example.org/a "title"), ![](https://example.org/i.png)',
      ["https://example.org/a", "https://example.org/i.png"],
    ],
    [
      "[url]https://example.org/a[/url] [url=https://example.org/b]b[/url]",
      ["https://example.org/a", "https://example.org/b"],
    ],
    [
      "<https://example.org/a|words> **https://example.org/b** `https://example.org/c`x",
      ["https://example.org/a", "https://example.org/b", "https://example.org/c"],
    ],
    [
      "(https://example.org/a)then _https://example.org/b_",
      ["https://example.org/a", "https://example.org/b"],
    ],
    [
      "__https://example.org/a__ **_https://example.org/b_**",
      ["https://example.org/a", "https://example.org/b"],
    ],
    [
      "https://example.org/a\\_b\\~c\\_ (https://example.org/d\\(e\\))",
      ["https://example.org/a_b~c_", "https://example.org/d(e)"],
    ],
    // What a handle or an id may end with.
    ["_the dump is at https://pastebin.com/gLpwpU2U_", ["https://pastebin.com/gLpwpU2U"]],
    ["so:\n(_seen *here*: https://t.me/foo__).", ["https://t.me/foo_"]],
    ["_said_ https://t.me/foo_", ["https://t.me/foo_"]],
    ["_said\n \nhttps://t.me/foo_", ["https://t.me/foo_"]],
    [
      "foo_https://t.me/bar_ >_< ____ \\_ https://t.me/foo_",
      ["https://t.me/bar_", "https://t.me/foo_"],
    ],
    [
      "https://youtu.be/AbCdEf_123_, https://twitter.com/some_user_.",
      ["https://youtu.be/AbCdEf_123_", "https://twitter.com/some_user_"],
    ],
    // No host that anybody could reach.
    [
      "https://www .example.org/a https://example .org/a http://localhost/ http://192.0.2.1/a",
      ["http://192.0.2.1/a"],
    ],
    // Other alphabets.
    [
      "пример: https://пример.рф/путь, 例：https://例え.jp/あ。次",
      ["https://пример.рф/путь", "https://例え.jp/あ"],
    ],
    [
      "（https://example.org/a）「https://example.org/b」！",
      ["https://example.org/a", "https://example.org/b"],
    ],
    // What is not to be seen.
    ["https://exam\u200bple.o\u00adrg/\u2060a\ufeff", ["https://example.org/a"]],
    [
      "https://example.org/\u200cab\u200d/\u0645\u06cc\u200c\u062e",
      ["https://example.org/ab/\u0645\u06cc\u200c\u062e"],
    ],
    // Cut off.
    [
      "https://exa\u2026.org/a (https://example.org/b...) \u201chttps://example.org/c\u2026\u201d",
      [],
    ],
    ["https://example.org/a...,b https://example.org/.../c", []],
    [
      "(see https://example.org/a)... (or https://example.org/b)\u2026",
      ["https://example.org/a", "https://example.org/b"],
    ],
    ["https://example.org/v1...v2", ["https://example.org/v1...v2"]],
    [
      "https://web.archive.org/web/20170505183500/http://example.org/",
      ["https://web.archive.org/web/20170505183500/http://example.org/"],
    ],
    ["javascript:alert(1) data:text/html,x", []],
  ])("%s", (text, links) => {
    expect(linksInText(text)).toEqual(links);
  });

  it("reads a long text once", () => {
    // Time that grows with the square of the length would outlast the test.
    for (const tail of [")", "!", "(", ".x", "]."]) {
      expect(linksInText(`https://example.org/${tail.repeat(300_000)}`)).toHaveLength(1);
    }
    const again = [
      "](http://x",
      "http://[",
      "https:// ",
      "www.",
      " www.a",
      "(https://x",
      "[.]",
      "hxxp[:]//",
      "https://x.org/_ ",
      "t.me/(",
      "t.me/(www.a,",
      "t.me/(https://x",
      "(t.me/abcd/5 ",
      "a[.]",
    ];
    for (const piece of [...again, "https://a\u2026", "<http://a|", "[url=http://a]", "\u200b"]) {
      const links = linksInText(`https:// ${piece.repeat(100_000)}`);
      expect(
        links.every((link) => URL.canParse(link)),
        piece,
      ).toBe(true);
    }
  });

  it("gives only URLs, whatever the text", () =>
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const link of linksInText(`${text} http://${text}`)) {
          expect(URL.canParse(link)).toBe(true);
        }
      }),
    ));
});

describe("linksInHtml", () => {
  const nothing = { text: "", links: [], quotes: [] };

  it.each<[string, Partial<ReturnType<typeof linksInHtml>>]>([
    ["a<br>b<br/>c &amp; &#039;d&#039; <wbr>e", { text: "a\nb\nc & 'd' e" }],
    [
      "https://pastebin.com/Ab<wbr>Cd1234",
      { text: "https://pastebin.com/AbCd1234", links: ["https://pastebin.com/AbCd1234"] },
    ],
    [
      '<a href="https://example.org/x">https://exam<wbr>ple.org/x</a>',
      { text: "https://example.org/x", links: ["https://example.org/x"] },
    ],
    ['<a href="//example.org/x">y</a>', { text: "y", links: ["https://example.org/x"] }],
    ['<a href="#p12" class="quotelink">&gt;&gt;12</a>', { text: ">>12", quotes: [{ no: "12" }] }],
    [
      '<a href="/pol/thread/1#p2" class="quotelink">&gt;&gt;2</a>',
      { text: ">>2", quotes: [{ board: "pol", no: "2" }] },
    ],
    [
      '<a href="//boards.4channel.org/g/thread/5/title#p6" class="quotelink">&gt;&gt;&gt;/g/6</a>',
      { text: ">>>/g/6", quotes: [{ board: "g", no: "6" }] },
    ],
    [
      '<a href="/b/res/7" class="quotelink">x</a>',
      { text: "x", quotes: [{ board: "b", no: "7" }] },
    ],
    ['<a href="//boards.4chan.org/k/" class="quotelink">&gt;&gt;&gt;/k/</a>', { text: ">>>/k/" }],
    ['<span class="deadlink">&gt;&gt;9</span>', { text: ">>9", quotes: [{ no: "9" }] }],
    [
      '<span class="deadlink">&gt;&gt;&gt;/pol/9</span>',
      { text: ">>>/pol/9", quotes: [{ board: "pol", no: "9" }] },
    ],
    ['<span class="quote">&gt;implying</span>', { text: ">implying" }],
    ['<a href="#p12">no quotelink</a>', { text: "no quotelink" }],
    ['<a href="javascript:alert(1)">x</a>', { text: "x" }],
    ["<script>alert(1)</script>", { text: "alert(1)" }],
    ["a < b <", { text: "a < b <" }],
  ])("%s", (html, expected) => {
    expect(linksInHtml(html)).toEqual({ ...nothing, ...expected });
  });

  it("never fails, and does not stumble over nesting", () => {
    expect(linksInHtml("<b>".repeat(300_000)).text).toBe("");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."<>/ab=\"'&#; ") }), (html) => {
        linksInHtml(html);
      }),
    );
  });
});
