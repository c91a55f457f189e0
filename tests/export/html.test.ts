/** Templates: nothing that is put into one becomes markup. */
import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { address, html, markupOf } from "../../src/export/html/html.ts";
import { lines, name, words } from "../../src/export/html/words.ts";
import { plain } from "../../src/model/plain-text.ts";

const ATTACKS = [
  "<script>alert(1)</script>",
  "</blockquote><script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "javascript:alert(1)",
  "<!--",
  "]]>",
  "&lt;script&gt;",
  "</title></textarea></style>",
  "<svg/onload=alert(1)>",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: "binary" })), { maxLength: 4 })
  .map((parts) => parts.join(""));

/** Names of all elements and their attributes, in order. */
const bones = (markup: string): string[] =>
  load(
    markup,
    null,
    false,
  )("*")
    .toArray()
    .map((one) => ("attribs" in one ? [one.name, ...Object.keys(one.attribs)].join(" ") : ""));

/** As a parser reads the text back. */
const readBack = (text: string): string => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

describe("what is put into a template", () => {
  test("is text, whatever it is", () => {
    fc.assert(
      fc.property(hostile, hostile, (text, title) => {
        const made = markupOf(html`<p title="${title}"><b>${text}</b></p>`);
        expect(bones(made)).toEqual(["p title", "b"]);
        const page = load(made, null, false);
        expect(page("b").text()).toBe(plain(text));
        expect(page("p").attr("title")).toBe(plain(title));
      }),
    );
  });

  test("is text in title and textarea too, which end only at their own tag", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const title = markupOf(html`<title>${text}</title>`);
        const area = markupOf(html`<textarea name="x">
${text}</textarea>`);
        expect(bones(title)).toEqual(["title"]);
        expect(bones(area)).toEqual(["textarea name"]);
        expect(load(area, null, false)("textarea").text()).toBe(readBack(plain(text)));
      }),
    );
  });

  it("shows what would turn the writing round, or hide in it", () => {
    expect(markupOf(html`<p>${"\u202egnp.exe\u200b"}</p>`)).toBe(
      "<p>\\u{202e}gnp.exe\\u{200b}</p>",
    );
  });

  it("is escaped once when templates stand within templates", () => {
    const inner = html`<i>${"a & b"}</i>`;
    expect(markupOf(html`<p>${[inner, ", ", inner]}</p>`)).toBe(
      "<p><i>a &amp; b</i>, <i>a &amp; b</i></p>",
    );
  });
});

describe("a template refuses", () => {
  const text = "x onclick=alert(1)";
  it.each([
    ["an attribute without quotes", () => html`<p title=${text}></p>`],
    ["an attribute in single quotes", () => html`<p title='${text}'></p>`],
    ["words among attributes", () => html`<p ${text}></p>`],
    ["words among attributes in a template of their own", () => html`<p ${html`${text}`}></p>`],
    ["the name of an element", () => html`<${text}></p>`],
    ["an address made of words", () => html`<a href="${text}"></a>`],
    ["a part of an address", () => html`<a href="/items/${text}"></a>`],
    ["an event handler", () => html`<p onclick="${text}"></p>`],
    ["a style", () => html`<p style="${text}"></p>`],
    ["a script", () => html`<script>${text}</script>`],
    ["a style sheet", () => html`<style>${text}</style>`],
    ["a comment", () => html`<!-- ${text} -->`],
    ["markup within an attribute", () => html`<p title="${html`<b>b</b>`}"></p>`],
    ["an end within a tag", () => html`<p class="x`],
  ])("%s", (_, make) => {
    expect(make).toThrow();
  });
});

describe("an address", () => {
  it.each([
    "javascript:alert(1)",
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "items",
    "/a b",
    "/\u202e",
    "",
  ])("is never %j", (path) => {
    expect(() => address(path)).toThrow("not an address of ours");
  });

  test("brings its query back, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1 }), (query) => {
        const made = markupOf(html`<a href="${address("/search", query)}">x</a>`);
        const href = load(made, null, false)("a").attr("href") ?? "";
        const url = new URL(href, "http://here.invalid");
        expect(url.origin).toBe("http://here.invalid");
        expect(url.pathname).toBe("/search");
        const back = [...url.searchParams].map(([key, value]) => [key, value]);
        expect(back).toEqual(
          query.map(([key, value]) => [key.toWellFormed(), value.toWellFormed()]),
        );
      }),
    );
  });
});

describe("words of evidence", () => {
  it("are cut, and say how much of them was", () => {
    expect(markupOf(words("abcdef", 4))).toBe(
      '<bdi>abcd</bdi>… <span class="cut">[2 characters cut]</span>',
    );
    expect(markupOf(name("😀😀😀", 3))).toContain("<bdi>😀</bdi>… ");
    expect(markupOf(words("abcd", 4))).toBe("<bdi>abcd</bdi>");
  });

  it("leave out what leads to a private person, before they are cut", () => {
    const told = markupOf(
      words("write to jane.doe@mail.example, 192.0.2.7 or +44 20 7946 0000", 30),
    );
    expect(told).toContain("write to [e-mail address], [IP");
    expect(markupOf(words("jane.doe@mail.example", 8))).not.toContain("jane");
  });

  it("keep their lines, to the length given", () => {
    expect(markupOf(lines("a\r\nb\nc", 10))).toBe("<bdi>a</bdi><br><bdi>b</bdi><br><bdi>c</bdi>");
    const cut = markupOf(lines("abc\ndefgh\nijkl\nmn", 6));
    expect(cut).toBe(
      '<bdi>abc</bdi><br><bdi>de</bdi>… <span class="cut">[9 characters cut]</span>',
    );
  });

  it.each([
    ["one word", "a".repeat(1_000_000)],
    ["blanks", " ".repeat(1_000_000)],
    ["almost addresses", "a@".repeat(500_000)],
    ["almost telephone numbers", "+1 ".repeat(300_000)],
    ["lines", "\n".repeat(1_000_000)],
  ])("of a million characters are cut: %s", (_, text) => {
    expect(markupOf(words(text, 100)).length).toBeLessThan(1000);
    expect(markupOf(lines(text, 100)).length).toBeLessThan(5000);
  });
});
