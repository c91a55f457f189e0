/** WARC files that are broken or made to do harm: what is lost is told and counted, the rest is read, and nothing runs over. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { scanWarc } from "../../src/ingest/containers/warc-scan.ts";
import { utf8 } from "../importers/chunks.ts";
import { holdsWhenChanged } from "./changed-bytes.ts";
import { joined, type MadeRecord, page, record, response, thread, warc } from "./made-warc.ts";
import { gz } from "./packed.ts";
import { claimsOf, inSite, load, quotesOf, tweets } from "./sites.ts";

const oneThread = (no: number): string =>
  thread(1, "no repetition ".repeat(20)).replaceAll("100", String(no));

/** One post each. */
const one = (no: number, more: Partial<MadeRecord> = {}): Uint8Array =>
  record(
    response(`https://a.4cdn.org/pol/thread/${no}.json`, "application/json", oneThread(no), more),
  );
const [A, B, C] = [one(201), one(202), one(203)];
/** Beginning of a record that is longer than it says. */
const says = (length: number) => one(202, { says: { "Content-Length": String(length) } });
/** The same, of which the HTTP message says rightly how long its body is. */
const counted = (length: number) =>
  one(202, {
    headers: { "Content-Length": String(oneThread(202).length) },
    says: { "Content-Length": String(length) },
  });
const WRONG = ["wrong-length"];

/** Letters that no compression makes few of. */
function randomLetters(size: number): string {
  let text = "";
  for (let i = 0; text.length < size; i += 1) {
    text += createHash("sha256").update(String(i)).digest("base64");
  }
  return text;
}

describe("a WARC file that is broken", () => {
  const cut = B.subarray(0, B.length - 40);
  const codes = (reasons: readonly { code: string }[] = []) =>
    reasons.map(({ code }) => code).filter((code) => code !== "warcinfo");

  it.each([
    ["garbage between records", [A, utf8("what is this?\r\n\r\n"), B, C], 3, ["no-record"]],
    ["garbage before the first record", [utf8("\r\n\r\n"), A, B, C], 3, []],
    ["a length that is too short", [A, says(20), C], 3, ["wrong-length"]],
    ["a length that is too long", [A, says(100_000), C], 2, ["cut-off", "unclear-record"]],
    [
      "a length that ends within the next record",
      [A, says(900), C],
      2,
      ["wrong-length", "unclear-record"],
    ],
    [
      "a length that is too long, of a message that says its own",
      [A, counted(100_000), C],
      3,
      WRONG,
    ],
    ["a length that ends within the next, of such a message", [A, counted(900), C], 3, WRONG],
    ["a length that is too short, of such a message", [A, counted(30), C], 3, WRONG],
    [
      "a length that is none",
      [A, one(202, { says: { "Content-Length": "-1" } }), C],
      3,
      ["wrong-length"],
    ],
    ["no length", [A, one(202, { says: { "Content-Length": "" } }), C], 3, ["wrong-length"]],
    [
      "a header that does not end",
      [A, utf8("WARC/1.0\r\nWARC-Type: response\r\n"), C],
      2,
      ["no-record"],
    ],
    ["a last record that is cut off", [A, C, cut], 2, ["bad-structure"]],
    ["a last header that is cut off", [A, C, B.subarray(0, 40)], 2, ["no-record"]],
    ["no HTTP where it should be", [A, one(202, { status: 9 }), C], 2, ["no-http"]],
    ["a time that is none", [A, one(202, { date: "the 5th of May" }), C], 3, ["no-capture-time"]],
    [
      "a record broken off by the crawler",
      [A, one(202, { says: { "WARC-Truncated": "length" } }), C],
      3,
      ["truncated"],
    ],
  ] as const)("gives all but what is lost: %s", async (_, parts, imported, expected) => {
    for (const bytes of [joined(...parts), joined(...parts.map(gz)), gz(joined(...parts))]) {
      await inSite(async (site) => {
        const { report } = await load(site, bytes);
        expect(report?.imported).toBe(imported);
        const told = [
          ...codes(report?.reasons),
          ...codes(report?.diagnostics.filter(({ severity }) => severity === "warning")),
        ];
        expect(new Set(told.filter((code) => code !== "digest-differs"))).toEqual(
          new Set(expected),
        );
        expect(await quotesOf(site)).toHaveLength(imported);
      });
    }
  });

  it("tells which digests differ", async () => {
    const wrong = { "WARC-Payload-Digest": "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A" };
    const unknown = { "WARC-Payload-Digest": "blake3:aa", "WARC-Block-Digest": "" };
    await inSite(async (site) => {
      const bytes = joined(A, one(202, { says: wrong }), one(203, { says: unknown }));
      const { report } = await load(site, bytes);
      expect(report).toMatchObject({ seen: 3, imported: 3 });
      expect(report?.checks).toMatchObject([
        {
          state: "differs",
          message:
            "3 of 5 digests are those of what the 3 records hold; 1 is not; 1 is of a kind that is not read",
        },
      ]);
      const told = report?.diagnostics.filter(({ code }) => code === "digest-differs");
      expect(told).toMatchObject([{ place: expect.stringContaining("thread/202.json") }]);
    });
  });

  it.each([
    [
      "one of its packed records is broken",
      (packed: Uint8Array[]) => {
        const [a, b, c] = packed;
        if (!a || !b || !c) throw new Error("three are packed");
        return joined(a, b.fill(0x55, 60, 90), c);
      },
      2,
    ],
    [
      "bytes stand between its packed records",
      ([a, ...rest]: Uint8Array[]) => joined(a ?? utf8(""), utf8("\x1f\x8b\x08 no"), ...rest),
      3,
    ],
    [
      "its last packed record is cut off",
      (packed: Uint8Array[]) => joined(...packed).subarray(0, -60),
      2,
    ],
    [
      "its first packed record is broken",
      ([a, ...rest]: Uint8Array[]) => joined((a ?? utf8("")).fill(0x55, 200, 230), ...rest),
      2,
    ],
    [
      "one is broken of which the rest would be longer than all the others",
      (packed: Uint8Array[]) => {
        const long = response("https://a.example/long", "text/html", page(randomLetters(60_000)));
        const bytes = gz(record(long));
        return joined(bytes.fill(0x55, 2_000, 2_030), ...packed);
      },
      4,
    ],
  ] as const)("gives the packed records that are whole where %s", async (_, broken, imported) => {
    await inSite(async (site) => {
      const { report } = await load(site, broken([A, B, C].map(gz)));
      expect(report?.imported).toBe(imported);
      expect(report?.failed).toBeGreaterThan(0);
      expect(await quotesOf(site)).toHaveLength(imported);
    });
  });
});

it("with any bytes changed gives records or an error, and no more than it holds", {
  timeout: 120_000,
}, async () => {
  const records = [
    A,
    record(
      response("https://a.example/", "text/html", gz(page("a")), {
        headers: { "Content-Encoding": "gzip" },
      }),
    ),
    record({
      type: "revisit",
      url: "https://a.example/",
      says: { "WARC-Refers-To-Date": "2017-05-05T20:00:00Z" },
    }),
    B,
  ];
  const files = [joined(...records), joined(...records.map(gz))];
  await holdsWhenChanged(files, { most: 4, runs: 150 });
});

it("does not unpack a body further than the limits allow", { timeout: 60_000 }, async () => {
  const zeros = new Uint8Array(80 * 2 ** 20).fill(0x20);
  zeros.set(utf8(`${tweets(0, 1)}\n`));
  const bomb = response("https://a.example/bomb.json", "application/json", gz(zeros), {
    headers: { "Content-Encoding": "gzip" },
  });
  await inSite(async (site) => {
    const { report } = await load(site, warc(A, bomb, C));
    expect(report?.imported).toBeLessThanOrEqual(2);
    expect(report?.reasons.map(({ code }) => code)).toContain("unpacks-too-far");
  });
});

it("shows hostile addresses as words", async () => {
  const url = "https://a.example/<script>alert(1)</script>\u202e\u0000../../x";
  await inSite(async (site) => {
    const { report } = await load(site, warc(response(url, "text/html", page("a"), {})));
    expect(report?.members[0]?.path[0]).not.toMatch(/\p{Cc}/u);
    expect(report?.failed).toBe(0);
  });
});

describe("a record that a page's author writes among its words", () => {
  const planted = record(response("https://pastebin.com/raw/AbCd1234", "text/plain", "forged"));
  const html = Buffer.from(planted).toString("latin1");
  const holder = (more: Partial<MadeRecord> = {}) =>
    record(
      response("https://a.example/", "text/html", page(`</p><pre>\r\n${html}</pre><p>`), more),
    );
  const H = holder();
  /** How long its block is. */
  const length = Number(/\r\nContent-Length: (\d+)/.exec(Buffer.from(H).toString("latin1"))?.[1]);
  const lengthened = holder({ says: { "Content-Length": String(length + 300) } });

  it.each([
    ["the file is whole", [H, A], 2],
    ["garbage follows it", [H, utf8("\0\0garbage\n"), A], 2],
    ["garbage stands in place of what closes it", [H.subarray(0, -4), utf8("\0garbage\n"), A], 2],
    ["the file is cut off within it", [A, H.subarray(0, -40)], 2],
    ["its length is too long", [A, lengthened], 2],
    ["its length ends within the next", [lengthened, A, C], 2],
  ] as const)("is no record where %s", async (_, parts, imported) => {
    for (const bytes of [joined(...parts), gz(joined(...parts))]) {
      await inSite(async (site) => {
        const { report, hash } = await load(site, bytes);
        expect(report?.imported).toBe(imported);
        const claims = await claimsOf(site, hash);
        expect(claims.map(({ subject }) => subject)).not.toContain("pastebin:AbCd1234");
        await quotesOf(site);
      });
    }
  });
});

/** How many bytes are asked for to read the records of a file. */
async function bytesAsked(bytes: Uint8Array): Promise<number> {
  let asked = 0;
  const readAt = async (from: number, size: number) => {
    const read = bytes.subarray(from, from + size);
    asked += read.length;
    return read;
  };
  for await (const _ of scanWarc(readAt, bytes.length)) asked += 1;
  return asked;
}

it.each([
  ["heads that do not end", (size: number) => utf8("WARC/1.0\n".repeat(size))],
  [
    "lengths that lead to line breaks without end",
    (size: number) => {
      const head = (length: number) =>
        `WARC/1.0\r\nContent-Length: ${String(length).padStart(9, "0")}\r\n\r\n`;
      const each = head(0).length + 4;
      const heads = Array.from(
        { length: size / 10 },
        (_, index) => `${head((size / 10 - index) * each - each + 4)}\r\n\r\n`,
      );
      return utf8(`${heads.join("")}${"\n".repeat(size * 100)}x`);
    },
  ],
] as const)("is read in a time that grows as the file does: %s", async (_, make) => {
  const [small, large] = [make(500), make(2_000)];
  const share = (await bytesAsked(large)) / (await bytesAsked(small));
  expect(share).toBeLessThan((2 * large.length) / small.length);
});
