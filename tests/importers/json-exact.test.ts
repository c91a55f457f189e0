import fc from "fast-check";
import { expect, it } from "vitest";
import { exactValue } from "../../src/importers/reading/json-exact.ts";

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
  [
    '{"a":1064990824305274930,"b":"c, 1064990824305274931, d"}',
    { a: "1064990824305274930", b: "c, 1064990824305274931, d" },
  ],
  ['{"a":           1064990824305274930 }', { a: "1064990824305274930" }],
])("keeps the digits of %s", (text, value) => {
  expect(exact(text)).toEqual(value);
});

it("leaves alone what is nested too deeply to be walked", () => {
  const text = `[1064990824305274930,"x 1064990824305274930",${"[".repeat(100_000)}${"]".repeat(100_000)}]`;
  const value: unknown = JSON.parse(text);
  expect(exactValue({ text, value })).toBe(value);
});

it("gives what reading number by number gives", () =>
  fc.assert(
    fc.property(
      fc.json({ noUnicodeString: false }),
      fc.nat(),
      fc.bigInt(0n, 10n ** 20n),
      (json, at, id) => {
        const places = [...json.matchAll(/[[:,]|^/g)].map(({ index }) => index + 1);
        const place = places[at % places.length] ?? 0;
        const text = `${json.slice(0, place)} ${id}${/^\s*[\]}]/.test(json.slice(place)) ? "" : ","}${json.slice(place)}`;
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          return;
        }
        const byNumber = JSON.parse(text, (_, read: unknown, context?: { source?: string }) =>
          typeof read === "number" &&
          !Number.isSafeInteger(read) &&
          /^\d+$/.test(context?.source ?? "")
            ? context?.source
            : read,
        );
        expect(exactValue({ text, value })).toEqual(byNumber);
      },
    ),
    { numRuns: 300 },
  ));
