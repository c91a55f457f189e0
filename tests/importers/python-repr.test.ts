/** Python literals as tools write them into cells, and nothing else. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findPythonList,
  PythonReprError,
  readPythonRepr,
  textsInList,
} from "../../src/importers/reading/python-repr.ts";

it.each<[string, unknown]>([
  ["None", null],
  ["True", true],
  ["[]", []],
  ["{}", {}],
  ["set()", []],
  ["-12.5e3", -12_500],
  ["867562142965575681", "867562142965575681"],
  ["'it\\'s'", "it's"],
  [`"it's"`, "it's"],
  ["'a\\n\\x41\\u00e9\\U0001f600\\\\'", "a\nAé😀\\"],
  ["(1, 2)", [1, 2]],
  ["(1,)", [1]],
  ["(1)", 1],
  ["{'a', 'b'}", ["a", "b"]],
  ["{'a': [1, {'b': None}], 'c': ()}", { a: [1, { b: null }], c: [] }],
  ["{1: 'a'}", { "1": "a" }],
  ["[nan, inf, False,]", [null, null, false]],
  ["datetime.datetime(2023, 1, 2, 3, 4)", "2023-01-02 03:04:00"],
  [
    "datetime.datetime(2023, 1, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)",
    "2023-01-02 03:04:05.000006+00:00",
  ],
  [
    "datetime.datetime(2023, 1, 2, 3, 4, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))",
    "2023-01-02 03:04:00-05:00",
  ],
  ["datetime.datetime(2023, 1, 2, 0, 0, tzinfo=tzutc())", "2023-01-02 00:00:00+00:00"],
  ["datetime.datetime(2023, 1, 2, 0, 0, tzinfo=tzoffset(None, 7200))", "2023-01-02 00:00:00+02:00"],
  ["datetime.datetime(2023, 1, 2, 0, 0, tzinfo=tzlocal())", "2023-01-02 00:00:00"],
  ["datetime.date(2023, 1, 2)", "2023-01-02"],
  ["PosixPath('/a b')", "/a b"],
])("reads %s", (text, value) => {
  expect(readPythonRepr(text)).toEqual(value);
});

it.each([
  "",
  "nothing",
  "'a",
  "'a\nb'",
  "'\\q'",
  "'a' 'b'",
  "'\\U00110000'",
  "[1 2]",
  "[1, 2",
  "{'a': 1, 'b'}",
  "{'a' 1}",
  "{[1]: 2}",
  "b'bytes'",
  "<object at 0x7f>",
  "__import__('os').system('x')",
  "open('x')",
  "1 + 1",
  "datetime.timezone.utc",
  "[datetime.timezone.utc]",
  "datetime.datetime(2023)",
  "datetime.datetime('2023', 1, 2)",
])("refuses %j", (text) => {
  expect(() => readPythonRepr(text)).toThrow(PythonReprError);
});

it("takes no depth, no length and no name for more than it is", () => {
  expect(() => readPythonRepr("[".repeat(100_000))).toThrow(PythonReprError);
  expect(() => readPythonRepr("{1:".repeat(100_000))).toThrow(PythonReprError);
  expect(() => readPythonRepr("(".repeat(100_000))).toThrow(PythonReprError);
  const long = `[${"'a\\'', ".repeat(200_000)}]`;
  expect(readPythonRepr(long)).toHaveLength(200_000);
  const object = readPythonRepr("{'__proto__': {'polluted': 1}}");
  expect(Object.keys(Object(object))).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
});

/** As Python's repr writes a text: in single quotes, unless it holds those and no double ones. */
function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = [...text.toWellFormed()]
    .map((char) => {
      if (char === "\\" || char === quote) return `\\${char}`;
      if (char === "\n") return "\\n";
      const code = char.codePointAt(0) ?? 0;
      if (code < 32) return `\\x${code.toString(16).padStart(2, "0")}`;
      return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : char;
    })
    .join("");
  return `${quote}${body}${quote}`;
}

describe("findPythonList", () => {
  it("reads back every list of texts", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        const written = `[${texts.map(repr).join(", ")}]`;
        expect(findPythonList(written)).toEqual(texts.map((text) => text.toWellFormed()));
      }),
    );
  });

  it("reads dictionaries, numbers by their digits, and the three words", () => {
    expect(
      findPythonList("[{'id': 905111222333444555, 'ok': True, 'no': None}, ('a',), [], 1.5]"),
    ).toEqual([{ id: "905111222333444555", ok: true, no: null }, ["a"], [], "1.5"]);
    expect(findPythonList(" [ 'a' , 'b' , ] ")).toEqual(["a", "b"]);
  });

  it.each([
    "",
    "'a'",
    "{'a': 1}",
    "['a'",
    "['a']x",
    "['a' 'b']",
    "['a\\",
    "['\\q']",
    "[,]",
    "['\\U00110000']",
    "[__import__('os')]",
    "[{None: 2}]",
  ])("takes %j for none", (text) => {
    expect(findPythonList(text)).toBeUndefined();
  });

  it("nests no deeper for more brackets", () => {
    expect(findPythonList("[".repeat(1_000_000))).toBeUndefined();
  });
});

describe("textsInList", () => {
  it("reads lists without quotes too", () => {
    expect(textsInList("[https://example.org/a,b, https://example.org/c]")).toEqual([
      "https://example.org/a,b",
      "https://example.org/c",
    ]);
    expect(textsInList("[]")).toEqual([]);
    expect(textsInList("[ ]")).toEqual([]);
    expect(textsInList("words")).toEqual([]);
    expect(textsInList("['a' 'b']")).toEqual([]);
    expect(textsInList("[42, 77]")).toEqual(["42", "77"]);
  });
});
