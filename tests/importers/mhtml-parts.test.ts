/** The parts of MHTML, decoded as a quote is read back from them; and no file takes long. */
import { describe, expect, it } from "vitest";
import { contextFrom } from "../../src/importers/importer.ts";
import { mhtml } from "../../src/importers/pages/mhtml.ts";
import {
  looksLikeMhtml,
  MHTML_STEP,
  mhtmlStep,
  openMhtmlPart,
} from "../../src/importers/pages/mhtml-parts.ts";
import { readQuote } from "../../src/importers/reading/quote.ts";
import { ImportError } from "../../src/model/errors.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const HEAD =
  'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/a\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n';

const part = (headers: string, body: string, boundary = "b"): string =>
  `--${boundary}\r\n${headers}\r\n\r\n${body}\r\n`;

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const opened = (body: string, index = 0): string =>
  textOf(openMhtmlPart(utf8(HEAD + body), mhtmlStep(index)));

describe("decodes", () => {
  it.each([
    ["nothing", "Content-Transfer-Encoding: binary", "a=3D b", "a=3D b"],
    ["no encoding", "Content-Type: text/plain", "a=3D b", "a=3D b"],
    [
      "quoted-printable",
      "Content-Transfer-Encoding: Quoted-Printable",
      "=C3=a9 =3D b=\r\nc=\nd =ZZ =",
      "é = bcd =ZZ =",
    ],
    ["base64", "Content-Transfer-Encoding: base64", "w6kg\r\nPSBi", "é = b"],
    ["base64 with its end", "Content-Transfer-Encoding: base64", "YQ==\r\nYQ==", "a"],
    [
      "a charset that the headers name",
      'Content-Type: text/html;\r\n charset="windows-1252"\r\nContent-Transfer-Encoding: quoted-printable',
      "=E9=93",
      "é“",
    ],
    ["an unknown charset", "Content-Type: text/html; charset=x-none", "a", "a"],
  ])("%s", (_, headers, body, text) => {
    expect(opened(`${part(headers, body)}--b--\r\n`)).toBe(text);
  });
});

it("finds parts between the lines that stand between them, and nowhere else", () => {
  const body = `words before\r\n${part("A: 1", "one --b\r\n --b")}${part("B: 2", "")}${part("C: 3", "two")}--b--\r\n${part("D: 4", "behind")}`;
  expect([0, 1, 2].map((index) => opened(body, index))).toEqual(["one --b\r\n --b", "", "two"]);
  expect(() => opened(body, 3)).toThrow(ImportError);
});

it("opens one page alone, and a file that breaks off", () => {
  const alone = utf8("Content-Type: text/html\nContent-Location: https://gazette.example/\n\n<p>é");
  expect(textOf(openMhtmlPart(alone, mhtmlStep(0)))).toBe("<p>é");
  expect(opened("--b\r\nContent-Type: text/html\r\n\r\n<p>cut")).toBe("<p>cut");
});

it.each(["", "MHTML part 0", "MHTML part 1 ", "part 1", "MHTML part 999999"])(
  "knows %j for no step",
  (step) => {
    expect(MHTML_STEP.test(step)).toBe(false);
    expect(() => openMhtmlPart(utf8(HEAD), step)).toThrow(ImportError);
  },
);

it("names steps as it opens them", () => {
  expect(MHTML_STEP.exec(mhtmlStep(0))?.[1]).toBe("1");
});

it.each([
  [
    "an e-mail",
    "From: a@gazette.example\r\nTo: b@gazette.example\r\nContent-Type: multipart/related; boundary=b\r\n\r\n",
    false,
  ],
  ["a page", "<!doctype html><p>From: <Saved by Blink>", false],
  ["headers without end", "From: <Saved by Blink>\r\nContent-Type: text/html", false],
  ["a page alone", "From: <Saved by Mozilla 5.0>\r\nContent-Type: text/html\r\n\r\n<p>", true],
  [
    "another browser",
    'From: "Saved by Windows Internet Explorer 11"\nContent-Type: multipart/related;\n\tboundary="b"\n\n',
    true,
  ],
])("takes %s for MHTML or not", (_, text, is) => {
  expect(looksLikeMhtml(utf8(text))).toBe(is);
});

it("gives quotes that stand in the decoded part", async () => {
  const page =
    '<html><head><title>T</title></head><body><p>r=C3=A9sum=C3=A9 <a href=3D"https://pastebin.com/AbCd1234">x</a></p></body></html>';
  const headers = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable";
  const bytes = utf8(`${HEAD}${part("Content-Type: text/css", "p{}")}${part(headers, page)}--b--`);
  const [record] = await collect(mhtml.parse(inChunks(bytes, 100), contextFrom(null)));
  const claims = record?.claims ?? [];
  expect(claims.map(({ place }) => place.path)).toEqual([["MHTML part 2"], ["MHTML part 2"]]);
  const quotes = claims.flatMap(({ place, facts }) => {
    const slice = openMhtmlPart(bytes, place.path?.at(-1) ?? "").subarray(...place.bytes);
    return facts.map(({ at }) => readQuote(slice, place, at));
  });
  expect(quotes).toContain("résumé x");
  expect(quotes).toContain("https://pastebin.com/AbCd1234");
});

it.each([
  ["lines between parts", `${HEAD}${"--b\r\n".repeat(500_000)}`],
  ["dashes", `${HEAD}${"--".repeat(2_000_000)}`],
  ["empty lines", `${HEAD}${"\n".repeat(4_000_000)}`],
  ["headers", `From: <Saved by Blink>\n${"A: b\n".repeat(800_000)}\n`],
  ["a date", `From: <Saved by Blink>\nContent-Type: text/html\nDate: a${" ".repeat(60_000)}b\n\n`],
  ["folded headers", `From: <Saved by Blink>\n${" \t".repeat(2_000_000)}\n\n`],
  [
    "a boundary",
    `From: <Saved by Blink>\nContent-Type: multipart/related${"; boundary".repeat(5000)}\n\n`,
  ],
  [
    "equals signs",
    `${HEAD}--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n${"=".repeat(4_000_000)}`,
  ],
])("takes no longer than its bytes for %s without end", async (_, text) => {
  const bytes = utf8(text);
  looksLikeMhtml(bytes);
  await collect(mhtml.parse(inChunks(bytes, 65_536), contextFrom(null))).catch((error: unknown) => {
    if (!(error instanceof ImportError)) throw error;
  });
});
