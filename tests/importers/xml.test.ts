import { expect, it } from "vitest";
import { readQuote } from "../../src/importers/reading/quote.ts";
import { readXml, XmlError } from "../../src/importers/reading/xml.ts";
import { createXmlSplitter } from "../../src/importers/reading/xml-records.ts";
import { ImportError } from "../../src/model/errors.ts";
import { utf8 } from "./chunks.ts";

const DOCUMENT =
  '<?xml version="1.0"?><!-- c --><a>x<b>1</b><b n="2">&#50;</b><c><b><![CDATA[<3>]]></b></c></a>';

it("gives every element its path, text and attributes", () => {
  expect(readXml(DOCUMENT).map(({ path, text, attributes }) => [path, text, attributes])).toEqual([
    ["a", "x12<3>", {}],
    ["a/b", "1", {}],
    ["a/b[2]", "2", { n: "2" }],
    ["a/c", "<3>", {}],
    ["a/c/b", "<3>", {}],
  ]);
});

it("says where stands what is between an element's tags", () => {
  const insides = readXml(DOCUMENT).map(({ inside }) => DOCUMENT.slice(...inside));
  expect(insides.slice(1)).toEqual(["1", "&#50;", "<b><![CDATA[<3>]]></b>", "<![CDATA[<3>]]>"]);
  expect(readXml("<a><b/></a>").map(({ inside: [from, to] }) => to - from)).toEqual([4, 0]);
});

it("reads back an attribute", () => {
  const quote = (at: string) => readQuote(utf8(DOCUMENT), { as: "xml" }, at);
  expect(quote("a/b[2]@n")).toBe("2");
  expect(() => quote("a/b@n")).toThrow("there is no attribute n at a/b");
  expect(() => quote("a/b@constructor")).toThrow("there is no attribute constructor at a/b");
});

it.each([
  ["", "there is no element"],
  ["<a>", "<a> is not closed"],
  ["<a><b></a>", "<b> is not closed"],
  ["<a></a><b></b>", "there is more than one root element"],
  ["<a></a>text", "there is text outside of the root element"],
  ["<a></a", "<a> is not closed"],
  ["<a/><b", "it ends in the middle of a tag"],
  ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "it declares a document type, which is not read"],
  ["<a>".repeat(40), "elements are nested deeper than 32"],
])("refuses %s", (text, message) => {
  expect(() => readXml(text)).toThrow(new XmlError(message));
});

const isItem = (names: readonly string[]): boolean => names.join("/") === "feed/item";

function itemsOf(text: string, size: number): { items: string[]; heads: Set<string> } {
  const bytes = utf8(text);
  const splitter = createXmlSplitter(isItem);
  const items: string[] = [];
  const heads = new Set<string>();
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; from += size) {
    for (const { bytes: at, slice, head } of splitter.push(bytes.slice(from, from + size))) {
      expect(bytes.slice(...at)).toEqual(slice);
      items.push(decoder.decode(slice));
      heads.add(decoder.decode(head));
    }
  }
  splitter.end();
  return { items, heads };
}

const HEAD =
  '\uFEFF<?xml version="1.0"?>\n<!DOCTYPE feed [<!ENTITY x ">">]>\n<!-- <item> --><feed a=">">';

it.each([1, 2, 7, 1000])("splits into records, %s bytes at a time", (size) => {
  const items = [
    '<item n="</item>">é<![CDATA[</item>]]><item>within</item></item>',
    "<item/>",
    "<item\n>2<?pi </item> ?><!-- </item> --></item\t>",
  ];
  const text = `${HEAD}${items.join("\n")}<other><item>no record</item></other></feed>\n`;
  // The byte order mark is no part of the text.
  expect(itemsOf(text, size)).toEqual({ items, heads: new Set([HEAD.slice(1)]) });
});

it.each([
  ["<feed><item></feed>", "</feed> closes nothing, at byte 12"],
  ["<feed><item>", "<item> is not closed, at byte 12"],
  ["<feed></feed><feed></feed>", "there is more than one root element, at byte 13"],
  ["no tags at all", "there is no element, at byte 14"],
  ["<a>".repeat(300), "elements are nested deeper than 256, at byte 768"],
])("refuses to split %s", (text, message) => {
  expect(() => itemsOf(text, 1000)).toThrow(new ImportError("bad-structure", message));
});

it("holds a record that comes in very many pieces", () => {
  const text = `<feed><item>${"<b>x</b>".repeat(200_000)}</item></feed>`;
  expect(itemsOf(text, 64)).toMatchObject({ items: [text.slice(6, -7)] });
});
