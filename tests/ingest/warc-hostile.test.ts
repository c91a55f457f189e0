/** WARC files that are broken or made to do harm: what is lost is told and counted, the rest is read, and nothing runs over. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tryBytes } from "../../src/ingest/try-file.ts";
import { HeadwaterError } from "../../src/model/errors.ts";
import { type MadeRecord, page, record, response, thread, warc } from "./made-warc.ts";
import { gz } from "./packed.ts";
import { inChunks, inSite, load, quotesOf, tweets } from "./sites.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** One post each. */
const one = (no: number, more: Partial<MadeRecord> = {}): Uint8Array =>
  record(
    response(
      `https://a.4cdn.org/pol/thread/${no}.json`,
      "application/json",
      thread(1, "no repetition ".repeat(20)).replaceAll("100", String(no)),
      more,
    ),
  );
const [A, B, C] = [one(201), one(202), one(203)];
/** Beginning of a record that is longer than it says. */
const says = (length: number) => one(202, { says: { "Content-Length": String(length) } });

describe("a WARC file that is broken", () => {
  const cut = B.subarray(0, B.length - 40);
  const codes = (reasons: readonly { code: string }[] = []) =>
    reasons.map(({ code }) => code).filter((code) => code !== "warcinfo");

  it.each([
    ["garbage between records", [A, utf8("what is this?\r\n\r\n"), B, C], 3, ["no-record"]],
    ["garbage before the first record", [utf8("\r\n\r\n"), A, B, C], 3, []],
    ["a length that is too short", [A, says(20), C], 3, ["wrong-length"]],
    ["a length that is too long", [A, says(100_000), C], 3, ["wrong-length"]],
    ["a length that ends within the next record", [A, says(900), C], 3, ["wrong-length"]],
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
  const all = [joined(...records), joined(...records.map(gz))];
  const change = fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.uint8Array({ maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (bytes, changes) => {
        const changed = [...bytes];
        for (const [at, remove, insert] of changes) {
          changed.splice(at % (changed.length + 1), remove, ...insert);
        }
        try {
          const packed = inChunks(new Uint8Array(changed), 300);
          const { report } = await tryBytes({ store: undefined }, "a", packed, { manifest: null });
          const { seen = 0, imported = 0, skipped = 0, failed = 0 } = report ?? {};
          expect(imported + skipped + failed).toBe(seen);
          expect(imported).toBeLessThanOrEqual(4);
        } catch (error) {
          if (!(error instanceof HeadwaterError)) throw error;
        }
      },
    ),
    { numRuns: 150 },
  );
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
