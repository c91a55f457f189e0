/** What is typed into the fields of a question, as the selectors that it is asked of. */
import { expect, it } from "vitest";
import { withSelectors } from "../../src/web/ask/questions.ts";

const read = (...texts: string[]) =>
  withSelectors({ without: texts, earliest: ["yesterday"] }, (name) => name === "millboard");

it.each([
  ["EMLEAKS", '"EMLEAKS"'],
  ["the WikiLeaks", '"WikiLeaks"'],
  ['"WikiLeaks"', '"WikiLeaks"'],
  ["'WikiLeaks'", "'WikiLeaks'"],
  ["mill race", "mill race"],
  ["millboard", "millboard"],
  ["twitter", "twitter"],
  ["4chan/pol", "4chan/pol"],
  ["pastebin:a", "pastebin:a"],
  ["https://mill.example/a", "https://mill.example/a"],
])("%s", (typed, selector) => {
  expect(read(typed, typed)).toEqual({ without: [selector, selector], earliest: ["yesterday"] });
});
