/** Values that cannot be written as texts, where a format has texts and numbers, end no import. */
import { describe, it } from "vitest";
import { IMPORTERS } from "../../src/importers/registry.ts";
import { utf8 } from "./chunks.ts";
import { inputsOf, survives } from "./survival.ts";

/** It has a `toString` of its own, so that `String` and templates throw. */
const OBJECT = '{"toString":1,"valueOf":1}';
/** Writing it as JSON again needs more stack than there is. */
const DEEP = `${"[".repeat(8_000)}${"]".repeat(8_000)}`;
/** Texts, numbers and words behind a colon, a bracket or a comma, that are no names of members. */
const VALUES = /(?<=[:[,]\s*)(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+]*|true|false|null)(?!\s*:)/g;
/** Of long files only some, evenly spread. */
const MOST = 15;

const isJson = (text: string): boolean => /^\uFEFF?\s*(?:[[{]|window\.|Grailbird)/.test(text);

describe.each(IMPORTERS.map((importer) => [importer.id, importer] as const))(
  "%s",
  (_, importer) => {
    it("survives objects and deep lists in place of texts", async () => {
      for (const input of inputsOf(importer)) {
        const text = new TextDecoder().decode(input);
        if (!isJson(text)) continue;
        const values = [...text.matchAll(VALUES)];
        const step = Math.ceil(values.length / MOST);
        for (const [index, { 0: value, index: at }] of values.entries()) {
          if (index % step !== 0) continue;
          for (const put of [OBJECT, `[${OBJECT}]`, DEEP]) {
            const changed = text.slice(0, at) + put + text.slice(at + value.length);
            await survives(importer, utf8(changed));
          }
        }
      }
    });
  },
);
