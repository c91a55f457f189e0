import { expect, test } from "vitest";
import { noteName } from "../../src/ingest/note.ts";

const row = { kind: "same-as", subject: "twitter:@wikileaks", object: "case:macronleaks/w" };

test("a note is named by what it says, in safe characters and short", () => {
  expect(noteName([row])).toBe("note-same-as-twitter-wikileaks-case-macronleaks-w.csv");
  const hostile = noteName([{ ...row, subject: `../../é\u202e<b>${"x".repeat(500)}` }]);
  expect(hostile).toMatch(/^note-same-as-e-b-x+\.csv$/);
  expect(hostile.length).toBeLessThanOrEqual(64);
});
