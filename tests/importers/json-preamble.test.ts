import { expect, it } from "vitest";
import { findMember, findPreamble } from "../../src/importers/reading/json-preamble.ts";
import { utf8 } from "./chunks.ts";

const read = (text: string) => {
  const members = findPreamble(utf8(text), "m");
  return (
    members && [...members].map(([name, { value, bytes }]) => [name, value, text.slice(...bytes)])
  );
};

it.each<[string, ReturnType<typeof read>]>([
  ['{"m":[', []],
  ['{"m" : []}', []],
  [
    ' { "a" : {"m":[1]} , "b":"m" ,"m":[',
    [
      ["a", { m: [1] }, '{"m":[1]}'],
      ["b", "m", '"m"'],
    ],
  ],
  ['{"a":1.5e3,"m":[1', [["a", 1500, "1.5e3"]]],
  ['{"\\u0061":"\\"}","m":[', [["a", '"}', '"\\"}"']]],
])("reads %s", (text, members) => {
  expect(read(text)).toEqual(members);
});

it("counts a byte order mark among the bytes", () => {
  expect(findPreamble(utf8('\uFEFF{"a":1,"m":['), "m")?.get("a")?.bytes).toEqual([8, 9]);
});

it.each([
  "",
  "[",
  '["m",[',
  "{",
  "{}",
  '{"a":1}',
  '{"a":1,"m"',
  '{"a":1,"m":',
  '{"a":1,"m":{}',
  '{"a":"cut',
  '{"a":[1,"m":[',
  '{"a":nope,"m":[',
  '{"a":1 "m":[',
  '{"a":1,"a":2,"m":[',
  '{1:1,"m":[',
  '{"a":1}{"m":[',
])("finds none in %j", (text) => {
  expect(read(text)).toBeUndefined();
});

it("finds none in bytes that are no UTF-8", () => {
  expect(findPreamble(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31), "m")).toBeUndefined();
});

it.each([
  ['{"a":[1],"m":{"x":1}', { x: 1 }],
  ['{"m":7,"m":8}', 7],
  ['{"m":{"x":1', undefined],
  ['{"a":"\\"m\\":1}', undefined],
  ['{"a":{"m":1}}', undefined],
  ["[]", undefined],
])("finds a member that stands whole: %s", (text, value) => {
  const member = findMember(utf8(text), "m");
  expect(member?.error === undefined && member?.value).toEqual(value);
});
