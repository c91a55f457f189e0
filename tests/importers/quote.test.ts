import { expect, it } from "vitest";
import { QuoteError, readQuote } from "../../src/importers/quote.ts";
import type { Place } from "../../src/model/claim.ts";
import { utf8 } from "./chunks.ts";

const XML = "<m><t>one &amp; <b>two</b></t><t>three</t><n/></m>";

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
])("reads %s as %s at %s", (text, as, at, expected) => {
  expect(readQuote(utf8(text), as, at)).toBe(expected);
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
])("finds nothing in %s as %s at %s", (text, as, at) => {
  expect(() => readQuote(utf8(text), as, at)).toThrow(QuoteError);
});

it("does not decode what is not UTF-8", () => {
  expect(() => readQuote(new Uint8Array([0x61, 0xff]), "text", undefined)).toThrow(QuoteError);
});
