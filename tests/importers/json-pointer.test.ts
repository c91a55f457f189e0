import fc from "fast-check";
import { expect, it } from "vitest";
import { findJsonText, pointerToken } from "../../src/importers/reading/json-pointer.ts";

/** Pointers to all that a value holds, with what they name. */
function* placesIn(value: unknown, at = ""): Iterable<[string, unknown]> {
  yield [at, value];
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* placesIn(entry, `${at}/${index}`);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, entry] of Object.entries(value)) {
      yield* placesIn(entry, `${at}/${pointerToken(name)}`);
    }
  }
}

it("finds everything in any JSON, and nothing else", () =>
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      for (const [pointer, expected] of placesIn(JSON.parse(text))) {
        expect(JSON.parse(findJsonText(text, pointer) ?? "")).toEqual(expected);
        expect(findJsonText(text, `${pointer}/no such member`)).toBeUndefined();
      }
    }),
  ));

it.each([
  ['{"id": 860567142965575681 }', "/id", "860567142965575681"],
  ['{"a":1,"a":{"b":[2 , 3]}}', "/a/b/1", "3"],
  ['{"a/b":{"~":1}}', "/a~1b/~0", "1"],
  ['{"\\u0061":true}', "/a", "true"],
  ['{"": 1.50}', "/", "1.50"],
  [' "x\\"y" ', "", '"x\\"y"'],
])("keeps what is written: %s %s", (text, pointer, expected) => {
  expect(findJsonText(text, pointer)).toBe(expected);
});

it.each(["a", "/0", "/a/00", "/a/-", "/a/2", "/b"])("finds nothing at %s", (pointer) => {
  expect(findJsonText('{"a":[1,2]}', pointer)).toBeUndefined();
});

it("finds what is nested deeply, and long strings", () => {
  const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  expect(findJsonText(`{"x":${deep},"y":2}`, "/y")).toBe("2");
  const long = JSON.stringify(`${'\\"'.repeat(1_000_000)}`);
  expect(findJsonText(`[${long},3]`, "/1")).toBe("3");
});
