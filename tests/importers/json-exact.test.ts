import { expect, it } from "vitest";
import { exactValue } from "../../src/importers/json-exact.ts";

const exact = (text: string): unknown => exactValue({ text, value: JSON.parse(text) });

it.each<[string, unknown]>([
  ['{"id":1064990824305274930}', { id: "1064990824305274930" }],
  ["[9007199254740991, 9007199254740993]", [9007199254740991, "9007199254740993"]],
  ['{"a":{"b":[ 18446744073709551615]}}', { a: { b: ["18446744073709551615"] } }],
  ["1064990824305274930", "1064990824305274930"],
  ['{"a":1,"b":1.5,"c":"1064990824305274930"}', { a: 1, b: 1.5, c: "1064990824305274930" }],
  ['{"a":-1064990824305274930}', { a: Number("-1064990824305274930") }],
  ['{"a":"x: 1064990824305274930"}', { a: "x: 1064990824305274930" }],
  [
    '{"a":1234567890123456.5,"b":1234567890123456789e2}',
    { a: 1234567890123456.5, b: Number("1234567890123456789e2") },
  ],
])("keeps the digits of %s", (text, value) => {
  expect(exact(text)).toEqual(value);
});

it("leaves alone what is nested too deeply to be walked", () => {
  const text = `[1064990824305274930,${"[".repeat(100_000)}${"]".repeat(100_000)}]`;
  const value: unknown = JSON.parse(text);
  expect(exactValue({ text, value })).toBe(value);
});
