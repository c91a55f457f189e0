/** Arrays of records further in: which records there are, and what stands beside them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJsonRecords } from "../../src/importers/reading/json-records.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const PATHS = [["messages"], ["chats", "list", "*", "messages"], ["left", "list", "*", "messages"]];

const split = (text: string, size: number) =>
  collect(readJsonRecords(inChunks(utf8(text), size), { paths: PATHS }));

const chat = fc.record(
  {
    name: fc.string(),
    id: fc.integer(),
    other: fc.jsonValue({ maxDepth: 2 }),
    messages: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }),
    after: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ["messages"] },
);
const list = fc.array(fc.oneof(chat, fc.constantFrom(null, 7, "x", [[1]])), { maxLength: 4 });
const account = fc.record({
  about: fc.string(),
  messages: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 2 }),
  contacts: fc.constant({ list: [{ messages: [1] }], messages: [2] }),
  chats: fc.record({ about: fc.string(), list }),
  left: fc.record({ list, about: fc.string() }),
});

it("gives every record in its order, with the members that stand before it", () =>
  fc.assert(
    fc.asyncProperty(
      account,
      fc.constantFrom(0, 1),
      fc.integer({ min: 1, max: 60 }),
      async (value, indent, size) => {
        const text = JSON.stringify(value, null, indent);
        const expected = [
          ...value.messages.map((message) => ({ message, before: { about: value.about } })),
          ...[...value.chats.list, ...value.left.list].flatMap((entry) => {
            if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return [];
            const { messages, after, ...rest } = entry;
            return messages.map((message) => ({ message, before: rest }));
          }),
        ];
        const records = await split(text, size);
        expect(records.map(({ record }) => record)).toEqual(expected.map((_, index) => index + 1));
        records.forEach((record, index) => {
          const { message, before } = expected[index] ?? {};
          expect(record).toMatchObject({ text: text.slice(...record.bytes).trim() });
          expect("value" in record && record.value).toEqual(JSON.parse(JSON.stringify(message)));
          const members = [...(record.within?.before ?? [])];
          expect(
            Object.fromEntries(members.map(([name, { text }]) => [name, JSON.parse(text)])),
          ).toEqual(JSON.parse(JSON.stringify(before)));
        });
      },
    ),
    { numRuns: 200 },
  ));

it("keeps one object for all records of an array, and another for the next", async () => {
  const records = await split('{"chats":{"list":[{"id":1,"messages":[1,2]},{"messages":[3]}]}}', 5);
  const [first, second, third] = records.map(({ within }) => within);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(third?.before.size).toBe(0);
});

it("keeps no member that is long, and no more than some", async () => {
  const long = `"long":"${"x".repeat(70_000)}"`;
  const many = Array.from({ length: 100 }, (_, index) => `"m${index}":${index}`).join(",");
  const [record] = await split(`{${long},${many},"messages":[1]}`, 997);
  expect(record?.within?.before.size).toBe(64);
  expect(record?.within?.before.has("long")).toBe(false);
});

describe("broken structure", () => {
  it.each([
    [
      "{}",
      'the object has no "messages" or "chats.list.*.messages" or "left.list.*.messages" at byte 1',
    ],
    [
      '{"chats":{"list":[]}}',
      'the object has no "messages" or "chats.list.*.messages" or "left.list.*.messages" at byte 20',
    ],
    ['{"chats":[]}', '"chats" is not an object at byte 9'],
    ['{"chats":{"list":{}}}', '"list" is not an array at byte 17'],
    ['{"chats":{"list":[{"messages":{}}]}}', '"messages" is not an array at byte 30'],
    ['{"chats":{"list":[{"messages":[],"messages":[]}]}}', '"messages" occurs twice at byte 44'],
    [
      '{"chats":{"list":[{"messages":[1]}',
      "the file ends where a comma or ] is expected, at byte 34",
    ],
    ['{"chats":{"list":[{"messages":[1}]}}', "expected a comma or ] at byte 32"],
  ])("names the byte: %s", async (text, message) => {
    await expect(split(text, 3)).rejects.toMatchObject({ code: "bad-structure", message });
  });
});

it("finds the arrays in each element of one at the top", async () => {
  const pages = [{ page: 1, threads: [{ no: 1 }, 2] }, 7, { page: 2 }, { threads: [] }];
  for (const size of [1, 3, 1024]) {
    const bytes = inChunks(utf8(JSON.stringify(pages)), size);
    const records = await collect(readJsonRecords(bytes, { paths: [["*", "threads"]] }));
    expect(records.map((one) => [one.record, one.error ?? one.text])).toEqual([
      [1, '{"no":1}'],
      [2, "2"],
    ]);
  }
});
