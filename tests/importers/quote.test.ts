import { expect, it } from "vitest";
import { QuoteError, readQuote } from "../../src/importers/reading/quote.ts";
import type { Place } from "../../src/model/claim.ts";
import { utf8 } from "./chunks.ts";

const XML = "<m><t>one &amp; <b>two</b></t><t>three</t><n/></m>";

const HTML = `<html><head><title>one &amp; two</title><script>//<![CDATA[
{"a": [{"b/c": "x\\ny"}, 860567142965575681]} //]]></script></head><body>
<!-- first --><!--second--><p>a <b>b</b></p><p id="t">c<nav>d</nav><a href="/x?a=1&amp;b=2">e</a></p>`;

it.each<[string, Place["as"], string | undefined, string]>([
  ['{"a":"x\\ny"}', "json", "/a", "x\ny"],
  ['{"a":[1,{"b":null}]}', "json", "/a", '[1,{"b":null}]'],
  ['{"id":860567142965575681}', "json", "/id", "860567142965575681"],
  ['{"a":1}', "json", "", '{"a":1}'],
  ['{"a":1', "json", undefined, '{"a":1'],
  ['a,"b ""c""",d', "csv", "1", 'b "c"'],
  [XML, "xml", "m/t", "one & two"],
  [XML, "xml", "m/t/b", "two"],
  [XML, "xml", "m/t[2]", "three"],
  [XML, "xml", "m/n", ""],
  ["plain é", "text", undefined, "plain é"],
  [HTML, "html", undefined, HTML],
  [HTML, "html", "html > head > title:nth-of-type(1)", "one & two"],
  [HTML, "html", "html > head > script:nth-of-type(1)/a/0/b~1c", "x\ny"],
  [HTML, "html", "html > head > script:nth-of-type(1)/a/1", "860567142965575681"],
  [HTML, "html", "html > body > p:nth-of-type(1)", "a b"],
  [HTML, "html", "#t", "c"],
  [HTML, "html", "html > body > a:nth-of-type(1)@href", "/x?a=1&b=2"],
  [HTML, "html", "comment 2", "second"],
])("reads %s as %s at %s", (text, as, at, expected) => {
  expect(readQuote(utf8(text), { as }, at)).toBe(expected);
});

it.each<[string, Place["as"], string]>([
  ['{"a":1}', "json", "/b"],
  ['{"a":1', "json", "/a"],
  ["a,b", "csv", "2"],
  ["a,b", "csv", "b"],
  ['a,"b', "csv", "0"],
  [XML, "xml", "m/t[3]"],
  ["<m>", "xml", "m"],
  ["text", "text", "1"],
  [HTML, "html", "html > body > p:nth-of-type(9)"],
  [HTML, "html", "#T"],
  [HTML, "html", "#t@class"],
  [HTML, "html", "#t@constructor"],
  [HTML, "html", "html > head > title:nth-of-type(1)/a"],
  [HTML, "html", "html > head > script:nth-of-type(1)/b"],
  [HTML, "html", "comment 3"],
  [HTML, "html", ""],
])("finds nothing in %s as %s at %s", (text, as, at) => {
  expect(() => readQuote(utf8(text), { as }, at)).toThrow(QuoteError);
});

it("does not decode what is not UTF-8", () => {
  expect(() => readQuote(new Uint8Array([0x61, 0xff]), { as: "text" }, undefined)).toThrow(
    QuoteError,
  );
});
