/** Words from evidence on a terminal: shown, and never obeyed. */

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatDuration, formatElapsed } from "../../src/model/duration.ts";
import {
  counted,
  many,
  plain,
  shorten,
  spokenAt,
  spokenVerdict,
  table,
} from "../../src/model/plain-text.ts";

describe("plain", () => {
  it.each([
    ["\u001b[31mred\u001b[0m", "\\u{001b}[31mred\\u{001b}[0m"],
    ["\u202egnp.exe", "\\u{202e}gnp.exe"],
    ["a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
    ["bell\u0007 and \u009b2J", "bell\\u{0007} and \\u{009b}2J"],
    ["lone \ud800 half", "lone \\u{d800} half"],
    ["two\r\nlines", "two lines"],
    ["Libération, 马克龙, 😀", "Libération, 马克龙, 😀"],
  ])("%j is written %j", (text, written) => {
    expect(plain(text)).toBe(written);
  });

  it("never leaves a character that moves the cursor or turns the writing round", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u);
      }),
    );
  });
});

describe("shorten", () => {
  it.each([
    ["a@b.example", "[e-mail address]"],
    ["a@b.co_m@c.example,x@y.z", "[e-mail address][e-mail address],[e-mail address]"],
    ["a@b@c.example", "a@[e-mail address]"],
    ["no@address, @handle and a.b-c", "no@address, @handle and a.b-c"],
  ])("leaves e-mail addresses out, and no other words: %s", (text, told) => {
    expect(shorten(text, 100)).toBe(told);
  });

  // Time that grows with the square of the length would outlast the test.
  it.each(["a", " ", "\n", "a@", "+1 ", "1."])("reads a million of %j once", (text) => {
    expect([...shorten(text.repeat(1_000_000), 100)].length).toBeLessThanOrEqual(100);
  });

  it("cuts whole characters, and marks the cut", () => {
    expect(shorten("😀😀😀😀", 3)).toBe("😀😀…");
    expect(shorten("abc", 3)).toBe("abc");
  });
});

describe("what is handed on", () => {
  it.each([
    ["write to a.miller+x@mail.example.org now", "write to [e-mail address] now"],
    ["from 192.0.2.44, they say", "from [IP address], they say"],
    ["call +44 20 7946 0018.", "call [telephone number]."],
    [
      "status 860567142965575681 and version 1.2.3.4.5",
      "status 860567142965575681 and version 1.2.3.4.5",
    ],
    ["twitter:@wikileaks", "twitter:@wikileaks"],
    ["write to a＠b.com, or c﹫d．com.", "write to [e-mail address], or [e-mail address]."],
    ["it came from 1.2.3.4. Then", "it came from [IP address]. Then"],
    ["2001:db8::1 asked", "[IP address] asked"],
    ["[2001:db8::1]:443, IP:fe80::1.", "[[IP address]]:443, IP:[IP address]."],
    ["2001:0db8:0000:0000:0000:0000:0000:0001/64", "[IP address]/64"],
    ["call 06 12 34 56 78.", "call [telephone number]."],
    ["06.12.34.56.78 or 06-12-34-56-78", "[telephone number] or [telephone number]"],
    ["0033 6 12 34 56 78, 020 7946 0018", "[telephone number], [telephone number]"],
    ["(202) 555-0147; 202-555-0147", "[telephone number]; [telephone number]"],
  ])("%j becomes %j", (text, written) => {
    expect(shorten(text, 200)).toBe(written);
  });

  it.each([
    "2017-05-05 18:35:00.000 UTC, 05/05/17(Fri)14:35:00",
    "05-05-2017 18:35, 05.05.2017 18:35:00, 05 05 2017 18:35",
    "at 06:12:34:56, 18:35 to 00:10",
    "pol/1494009300, post 124015801, 0612345678",
    "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "4chan:pol/thread/124015801, case:macronleaks/emleaks",
    "1 234 567 euros, 1,234,567.89 and 0.99 to 0.1234",
    "std::vector and a::b, :: or std::size",
    "9,000,000,000 bytes 0-1024, 00:00:00.001",
    "978-2-07-036024-5",
  ])("%j stays", (text) => {
    expect(shorten(text, 200)).toBe(text);
  });

  it.each([
    ["a@", "1."],
    ["a:", "::"],
    ["0", "06 "],
    ["06 12 ", "00 "],
    ["(202) ", "202-"],
    [":.", "f:"],
  ])("is sought in many of %j and of %j at once", (...parts) => {
    for (const part of parts) {
      expect([...shorten(part.repeat(300_000), 100)].length).toBeLessThanOrEqual(100);
    }
  });

  it.each([["a.b@c.example", "[e-mail address]"]])("%j becomes %j", (text, written) => {
    expect(shorten(text, 200)).toBe(written);
  });
});

describe("times and durations", () => {
  it("are exact to the millisecond", () => {
    expect(formatDuration(2_494_980)).toBe("41 min 34.980 s");
    expect(formatDuration(90_061_001)).toBe("1 d 1 h 1 min 1.001 s");
    expect(formatElapsed({ least: 0, most: null })).toBe("at least 0.000 s");
    expect(formatElapsed({ least: 5, most: 5 })).toBe("exactly 0.005 s");
    expect(formatElapsed({ least: 750_105, most: 870_104 })).toBe(
      "12 min 30.105 s to 14 min 30.104 s",
    );
  });

  it.each([
    // Between a minute and half an hour before it: no source knows a millisecond of either.
    [{ least: 35 * 60_000 + 1, most: 67 * 60_000 - 1 }, "35 min to 1 h 7 min"],
    [{ least: 90_001, most: 91_999 }, "1 min 30 s to 1 min 32 s"],
    [{ least: 3_001, most: null }, "more than 3 s"],
    [{ least: null, most: 86_400_000 - 1 }, "less than 1 d 0 h 0 min"],
    [{ least: 35 * 60_000, most: 67 * 60_000 }, "35 min 0.000 s to 1 h 7 min 0.000 s"],
    [{ least: 1, most: 999 }, "0.001 s to 1 s"],
  ])("of whole minutes or seconds without what nobody knows: %j is %s", (elapsed, told) => {
    expect(formatElapsed(elapsed)).toBe(told);
  });
});

it("a table pads all columns but the last", () => {
  expect(
    table([
      ["a", "b"],
      ["long", "c"],
    ]),
  ).toBe("a     b\nlong  c");
});

describe("the verdict", () => {
  const answer = { order: "certain", basis: "recorded", disputed: false, disputesNotTried: 0 };

  it("tells order, basis and dispute together", () => {
    expect(spokenVerdict(answer)).toBe("Order certain, basis recorded, no dispute found.");
    expect(spokenVerdict({ ...answer, disputed: true })).toMatch(/, disputed\.$/);
    expect(spokenVerdict({ ...answer, order: "none", basis: null })).toMatch(/^Order none, no/);
  });

  it("does not pass over contradictions that were not tried", () => {
    expect(spokenVerdict({ ...answer, disputesNotTried: 3 })).toMatch(
      /no dispute found, 3 contradictions not tried\.$/,
    );
  });
});

describe("a number of things", () => {
  it.each([
    [many(1, "item"), "1 item"],
    [many("at least 1", "item"), "at least 1 items"],
    [many(0, "file has", "files have"), "0 files have"],
    [many(1, "file has", "files have"), "1 file has"],
    [counted(12_345, "arrow"), "12,345 arrows"],
    [counted(1, "entry", "entries"), "1 entry"],
  ])("is told %s", (told, expected) => {
    expect(told).toBe(expected);
  });
});

test.each([
  ["8", "column 9"],
  ["0", "column 1"],
  ["/posts/8", "/posts/8"],
  ["page 2/link 3", "page 2/link 3"],
])("what stands at %s is looked up at %s", (at, told) => {
  expect(spokenAt(at)).toBe(told);
});
