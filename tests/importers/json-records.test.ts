import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_RECORD_BYTES } from "../../src/importers/reading/bytes.ts";
import { readJsonRecords } from "../../src/importers/reading/json-records.ts";
import { RecordError } from "../../src/importers/reading/records.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

/** Text of a file, and the text of each of its records. */
interface Written {
  text: string;
  records: string[];
}

const space = fc.constantFrom("", " ", "\n", "\r\n\t", "  ");
const indent = fc.constantFrom(0, 1, 2);
const json = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), indent)
  .map(([value, by]) => JSON.stringify(value, null, by));
const objectText = fc
  .tuple(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), indent)
  .map(([value, by]) => JSON.stringify(value, null, by));
const oneLine = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
const oneLineObject = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.stringify(value));

const bracketed = (records: string[], gaps: string[], open: string, close: string): string => {
  const gap = (index: number): string => gaps[index % gaps.length] ?? "";
  const inner = records.map((record, index) => `${gap(index)}${record}${gap(index + 1)}`).join(",");
  return `${gap(3)}${open}${gap(4)}${inner}${close}${gap(5)}`;
};
const gaps = fc.array(space, { minLength: 1, maxLength: 6 });

const array: fc.Arbitrary<Written> = fc
  .tuple(fc.array(json, { maxLength: 8 }), gaps)
  .map(([records, around]) => ({ records, text: bracketed(records, around, "[", "]") }));

const posts: fc.Arbitrary<Written> = fc
  .tuple(
    fc.array(json, { maxLength: 6 }),
    gaps,
    fc.array(fc.tuple(fc.string(), json)),
    fc.boolean(),
  )
  .map(([records, around, others, first]) => {
    const members = others
      .filter(([name]) => name !== "posts")
      .map(([name, value]) => `${JSON.stringify(name)} : ${value}`);
    const own = `"posts":${bracketed(records, around, "[", "]")}`;
    return {
      records,
      text: `{${(first ? [own, ...members] : [...members, own]).join(" ,\n")} }\n`,
    };
  });

const lines: fc.Arbitrary<Written> = fc
  .tuple(
    oneLineObject,
    fc.array(oneLine, { minLength: 1, maxLength: 8 }),
    fc.constantFrom("\n", "\r\n", "\n\n", " \n "),
  )
  .map(([first, rest, end]) => ({
    records: [first, ...rest],
    text: [first, ...rest].join(end) + (rest.length % 2 ? end : ""),
  }));

const objects: fc.Arbitrary<Written> = fc
  .tuple(fc.array(objectText, { minLength: 1, maxLength: 5 }), gaps)
  .map(([records, around]) => ({
    records,
    text: records.map((record, index) => `${around[index % around.length]}${record}`).join(""),
  }))
  // A first line that holds one whole object is the first of many lines.
  .filter(({ text }) => !/^\s*\{[^\n]*\}\s*\n/.test(text));

const forms = { array, lines, objects, posts };

async function split(text: string | Uint8Array, size: number, property?: string) {
  const bytes = typeof text === "string" ? utf8(text) : text;
  return collect(
    readJsonRecords(inChunks(bytes, size), property === undefined ? {} : { property }),
  );
}

describe.each(Object.keys(forms) as (keyof typeof forms)[])("%s", (form) => {
  const property = form === "posts" ? "posts" : undefined;

  it("gives every value back, with exactly its bytes, in chunks of any size", () =>
    fc.assert(
      fc.asyncProperty(
        forms[form],
        fc.integer({ min: 1, max: 80 }),
        fc.boolean(),
        async (written, size, bom) => {
          const bytes = utf8((bom ? "\uFEFF" : "") + written.text);
          const records = await split(bytes, size, property);
          expect(records.map(({ record }) => record)).toEqual(written.records.map((_, i) => i + 1));
          records.forEach((record, index) => {
            const slice = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
              bytes.subarray(...record.bytes),
            );
            expect(slice).toBe(written.records[index]);
            expect(record).toMatchObject({ text: slice });
            expect("value" in record && record.value).toEqual(JSON.parse(slice));
          });
        },
      ),
      { numRuns: 300 },
    ));
});

describe("broken structure", () => {
  it("fails a cut array or posts, wherever it is cut", () =>
    fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom<"array" | "posts">("array", "posts")
          .chain((form) => forms[form].map(({ text }) => ({ form, bytes: utf8(text.trim()) }))),
        fc.nat(),
        fc.integer({ min: 1, max: 40 }),
        async ({ form, bytes }, at, size) => {
          const cut = bytes.subarray(0, at % bytes.length);
          const property = form === "posts" ? "posts" : undefined;
          await expect(split(cut, size, property)).rejects.toMatchObject({ code: "bad-structure" });
        },
      ),
      { numRuns: 300 },
    ));

  it.each([
    ["", "the file is empty"],
    ["  \n ", "the file ends where an object or an array is expected, at byte 4"],
    ["hello", "expected an object or an array at byte 0"],
    ["[1,2] x", "expected the end of the file at byte 6"],
    ["[1,]", "expected a value at byte 3"],
    ["[1 2]", "expected a comma or ] at byte 3"],
    ["[,1]", "expected a value or ] at byte 1"],
    ['[{"a":[}]', "brackets do not pair in the value at byte 1"],
    ['["a"', "the file ends where a comma or ] is expected, at byte 4"],
    ["[1", "the file ends at byte 2, inside of the value that begins at byte 1"],
    ['{\n"a":1', "the file ends at byte 7, inside of the value that begins at byte 0"],
    ["{\n}\n}", "expected another object or the end of the file at byte 4"],
    ["{\n}[]", "expected another object or the end of the file at byte 3"],
    ["\u0000{}", "the file is UTF-16: save it as UTF-8"],
  ])("names the byte: %j", async (text, message) => {
    await expect(split(text, 3)).rejects.toMatchObject({ code: "bad-structure", message });
  });

  it.each([
    ["[]", "expected an object or an array at byte 0"],
    ["{}", 'the object has no "posts" at byte 1'],
    ['{"posts":1}', '"posts" is not an array at byte 9'],
    ['{"posts":[],"posts":[]}', '"posts" occurs twice at byte 20'],
    ['{"posts":[]', "the file ends where a comma or } is expected, at byte 11"],
    ['{"posts" []}', "expected a colon at byte 9"],
    ["{posts:[]}", "expected a name or } at byte 1"],
    ['{"a":1,}', "expected a name at byte 7"],
    ['{"a\u0001":1}', "a name cannot be read at byte 1"],
  ])("of posts: %j", async (text, message) => {
    await expect(split(text, 2, "posts")).rejects.toMatchObject({ code: "bad-structure", message });
  });

  it("refuses a record beyond the limit while it comes in", async () => {
    const part = new Uint8Array(1 << 20).fill(0x61);
    let given = 0;
    async function* endless() {
      yield utf8('["');
      for (;;) {
        given += part.length;
        yield part;
      }
    }
    await expect(collect(readJsonRecords(endless()))).rejects.toMatchObject({
      message: "a record is longer than 64 MB at byte 1",
    });
    expect(given).toBeLessThanOrEqual(MAX_RECORD_BYTES + part.length);
  });
});

describe("a record that cannot be read", () => {
  it("fails alone among lines, even the first or the last", async () => {
    const records = await split('{"a":"\n{"b":2}\nxx\n{"c":3}\n{"d":', 4);
    expect(records.map(({ error }) => error === undefined)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it("fails alone among lines when the first lacks its end", async () => {
    const records = await split('{"a":1\n{"b":2}\n', 4);
    expect(records.map(({ error }) => error === undefined)).toEqual([false, true]);
  });

  it("fails alone in an array when its brackets pair", async () => {
    const records = await split('[{"a":tru},{"b":2}]', 4);
    expect(records.map(({ error }) => error === undefined)).toEqual([false, true]);
  });

  it("is one that is not UTF-8", async () => {
    const bytes = utf8('["?","b"]');
    bytes[2] = 0xe9;
    expect(await split(bytes, 2)).toMatchObject([
      { bytes: [1, 4], error: "it is not valid UTF-8" },
      { value: "b" },
    ]);
  });
});

it("reads an object over several lines whose first line could be one of many", async () => {
  expect(await split('{"a": 1\n, "b": 2}', 3)).toMatchObject([{ value: { a: 1, b: 2 } }]);
});

it("does not stumble over nesting", async () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  const [record] = await split(`[${deep},1]`, 4096);
  expect(record?.bytes).toEqual([1, 1 + deep.length]);
});

it.each([
  ["ab", "it begins like no JSON value"],
  ["\u00a0{}", "it begins like no JSON value"],
  ["{", "it begins with { and does not end with }"],
  ['{"a":1', "it begins with { and does not end with }"],
  ["[1}", "it begins with [ and does not end with ]"],
  ['"', 'it begins with " and does not end with "'],
])("says of a line %j among others that %s", async (line, error) => {
  const lines = utf8(`{"a":1}\n${line}\n{"a":2}\n`);
  const [first, broken, last] = await collect(readJsonRecords(inChunks(lines, 7)));
  expect([first?.error, broken?.error, last?.error]).toEqual([undefined, error, undefined]);
});

it("leaves errors their stacks after a broken line", async () => {
  const { stackTraceLimit } = Error;
  const [, broken] = await collect(readJsonRecords(inChunks(utf8('{"a":1}\n{"a"}\n'), 4)));
  expect(broken?.error).toMatch(/after property name/);
  expect(new RecordError("code", "words").stack).not.toContain(" at ");
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

it("reads one answer after the other only where that is asked for", async () => {
  const bytes = utf8('{"posts":[1,2],"next":3}\n{"posts":[4]}');
  const valuesOf = async (options: { property: string; repeats?: boolean }) => {
    const records = await collect(readJsonRecords(inChunks(bytes, 5), options));
    return records.map((record) => (record.error === undefined ? record.value : record.error));
  };
  expect(await valuesOf({ property: "posts", repeats: true })).toEqual([1, 2, 4]);
  await expect(valuesOf({ property: "posts" })).rejects.toThrow("expected the end of the file");
});

it("counts an answer without records as failed among others, and fails a file of no other", async () => {
  const read = (text: string) =>
    collect(readJsonRecords(inChunks(utf8(text), 5), { property: "posts", repeats: true }));
  const [first, lacking, last] = await read('{"posts":[1]}\n{"error":[7]}\n{"posts":[2]}');
  expect([first, last]).toMatchObject([{ value: 1 }, { value: 2 }]);
  expect(lacking).toEqual({
    record: 2,
    bytes: [14, 27],
    error: 'the object has no "posts"',
    isJson: true,
  });
  await expect(read('{"error":7}\n{"error":8}')).rejects.toThrow('the object has no "posts"');
});
