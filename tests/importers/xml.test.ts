import { expect, it } from "vitest";
import { readXml, XmlError } from "../../src/importers/reading/xml.ts";

it("gives every element its path and text", () => {
  expect(
    readXml(
      '<?xml version="1.0"?><!-- c --><a>x<b>1</b><b>&#50;</b><c><b><![CDATA[<3>]]></b></c></a>',
    ),
  ).toEqual([
    { path: "a", text: "x12<3>" },
    { path: "a/b", text: "1" },
    { path: "a/b[2]", text: "2" },
    { path: "a/c", text: "<3>" },
    { path: "a/c/b", text: "<3>" },
  ]);
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
