/** WARC files: each record is read by its importer as if it stood alone with its address and time, or is counted. */
import { brotliCompressSync, deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { WARCRecord, WARCSerializer } from "warcio";
import { CONTAINER } from "../../src/ingest/plan.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { utf8 } from "../importers/chunks.ts";
import {
  joined,
  type MadeRecord,
  page,
  record,
  response,
  THREAD_URL,
  thread,
  warc,
} from "./made-warc.ts";
import { gz, zip, zst } from "./packed.ts";
import { claimsOf, inSite, load, quotesOf } from "./sites.ts";

const PAGE_URL = "https://news.example/mill";

const RECORDS = [
  record({ type: "warcinfo", contentType: "application/warc-fields", body: "software: a\r\n" }),
  record({ type: "request", url: THREAD_URL, status: 200, body: "" }),
  record(response(THREAD_URL, "application/json", thread(3))),
  record(
    response(PAGE_URL, "text/html; charset=utf-8", page("closed"), {
      date: "2017-05-05T21:30:00.123456789Z",
    }),
  ),
];

describe("a WARC file", () => {
  it.each([
    ["plain", () => joined(...RECORDS), []],
    ["packed record by record", () => joined(...RECORDS.map(gz)), ["content"]],
    ["packed as a whole", () => gz(joined(...RECORDS)), ["content"]],
    [
      "in a zip",
      () => zip([{ name: "a.warc.gz", text: joined(...RECORDS.map(gz)) }]),
      ["a.warc.gz", "a.warc"],
    ],
  ] as const)("gives posts and pages by their address and time: %s", async (_, make, before) => {
    await inSite(async (site) => {
      const bytes = make();
      const got = await load(site, bytes);
      expect(got).toMatchObject({ status: "imported", importer: CONTAINER, provenance: "unknown" });
      expect(got.report).toMatchObject({ seen: 6, imported: 4, skipped: 2, failed: 0 });
      expect(got.report?.checks).toMatchObject([{ path: before, state: "matches" }]);
      const claims = await claimsOf(site, got.hash);
      const shown = new Map(claims.map(({ subject, shownBy }) => [`${subject}`, shownBy]));
      expect(shown.get("4chan:pol/102")).toBe(Date.UTC(2017, 4, 5, 20, 0, 0, 999));
      expect(shown.get(`web:${PAGE_URL}`)).toBe(Date.UTC(2017, 4, 5, 21, 30, 0, 123));
      expect(claims[0]?.place.path).toEqual([...before, expect.stringMatching(/^@\d+ https:/)]);
      expect(await quotesOf(site)).toHaveLength(4);
      expect((await load(site, bytes)).status).toBe("unchanged");
    });
  });

  it("counts every record that is no member, by the reason", async () => {
    const rest = [
      { type: "metadata", url: PAGE_URL, contentType: "application/warc-fields", body: "via: a" },
      { type: "conversion", url: PAGE_URL, body: "a" },
      { type: "resource", url: "dns:news.example", contentType: "text/dns", body: "a" },
      {
        type: "resource",
        url: "urn:pageinfo:https://a.example/",
        contentType: "application/json",
        body: "{}",
      },
      response("https://a.example/gone", "text/html", page("gone"), { status: 404 }),
      response("https://a.example/old", "text/html", "", { status: 301 }),
      response("https://a.example/same", "text/html", "", { status: 304 }),
      response("https://a.example/part", "text/html", "par", { status: 206 }),
      response("https://a.example/a.js", "text/javascript", "1"),
      response("https://a.example/a.css", "text/css", "1"),
      response("https://a.example/a.woff2", "font/woff2", "1"),
      response("https://a.example/a.mp4", "video/mp4", "1"),
      response("https://a.example/a.pdf", "application/pdf", "1"),
      response("https://a.example/a.png", "image/png", "\x89PNG"),
      response("https://a.example/empty", "text/html", ""),
      { type: "made-up", url: PAGE_URL, body: "1" },
    ];
    await inSite(async (site) => {
      const { report } = await load(site, warc(...RECORDS, ...rest));
      expect(report).toMatchObject({ seen: 6 + rest.length, imported: 4, failed: 0 });
      const reasons = report?.reasons.filter(({ outcome }) => outcome === "skipped") ?? [];
      expect(Object.fromEntries(reasons.map(({ code, records }) => [code, records]))).toEqual({
        warcinfo: 1,
        request: 1,
        metadata: 1,
        conversion: 1,
        dns: 1,
        "no-web-address": 1,
        "http-error": 1,
        redirect: 1,
        "not-modified": 1,
        "partial-content": 1,
        "script-or-style": 2,
        font: 1,
        "audio-or-video": 1,
        "other-type": 1,
        "unknown-format": 1,
        empty: 1,
        "unknown-record": 1,
      });
    });
  });

  it("goes by the address of a record where that decides", async () => {
    await inSite(async (site) => {
      const raw = "https://pastebin.com/raw/AbCd1234";
      const bytes = warc(
        response(raw, "text/plain", thread(2)),
        response("https://pastebin.com/raw/EfGh5678", "text/html", page("gone")),
      );
      const { report, hash } = await load(site, bytes);
      expect(report?.members.map(({ importer }) => importer?.id)).toEqual([
        "pastebin-raw",
        "web-page",
      ]);
      expect((await claimsOf(site, hash))[0]?.subject).toBe("pastebin:AbCd1234");
    });
  });

  it("is read as another program writes it", async () => {
    const parts: Uint8Array[] = [];
    for (const [url, type, body] of [
      [THREAD_URL, "application/json", thread(2)],
      [PAGE_URL, "text/html", page("closed")],
    ] as const) {
      async function* content() {
        yield utf8(body);
      }
      const one = WARCRecord.create(
        {
          url,
          date: "2017-05-05T20:00:00Z",
          type: "response",
          warcVersion: "WARC/1.1",
          httpHeaders: { "Content-Type": type },
        },
        content(),
      );
      parts.push(await WARCSerializer.serialize(one, { gzip: true }));
    }
    await inSite(async (site) => {
      const { report } = await load(site, joined(...parts));
      expect(report).toMatchObject({ seen: 3, imported: 3 });
      expect(report?.checks[0]).toMatchObject({
        state: "matches",
        message: expect.stringMatching(/^4 of 4 digests/),
      });
      expect(await quotesOf(site)).toHaveLength(3);
    });
  });
});

const chunked = (bytes: Uint8Array): Uint8Array => {
  const size = 100;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    parts.push(utf8(`${chunk.length.toString(16)};a=b\r\n`), chunk, utf8("\r\n"));
  }
  return joined(...parts, utf8("0\r\nTrailer: a\r\n\r\n"));
};
const raw = utf8(thread(3));
const CHUNKED = { "Transfer-Encoding": "chunked" };
const packed = (how: string) => ({ "Content-Encoding": how });

describe("a body", () => {
  it.each([
    ["in chunks", CHUNKED, chunked(raw)],
    ["gzip", packed("gzip"), gz(raw)],
    ["gzip in chunks", { ...CHUNKED, ...packed("gzip") }, chunked(gz(raw))],
    ["gzip by its transfer", { "Transfer-Encoding": "gzip, chunked" }, chunked(gz(raw))],
    ["brotli", packed("br"), new Uint8Array(brotliCompressSync(raw))],
    ["deflate", packed("deflate"), new Uint8Array(deflateSync(raw))],
    ["raw deflate", packed("deflate"), new Uint8Array(deflateRawSync(raw))],
    ["zstd", packed("zstd"), zst(raw)],
    ["several encodings", packed("gzip, br"), new Uint8Array(brotliCompressSync(gz(raw)))],
    ["said to be in chunks, but stored without", CHUNKED, raw],
    ["said to be gzip, but stored unpacked", packed("gzip"), raw],
    ["said to be brotli, but stored unpacked", packed("br"), raw],
    ["said to be deflate, but stored unpacked", packed("deflate"), raw],
  ])("is read as it was before its transfer: %s", async (_, headers, body) => {
    await inSite(async (site) => {
      const { report } = await load(
        site,
        warc(response(THREAD_URL, "application/json", body, { headers })),
      );
      expect(report).toMatchObject({ seen: 3, imported: 3 });
      expect(await quotesOf(site)).toHaveLength(3);
    });
  });

  it.each([
    ["cut off in its chunks", CHUNKED, chunked(raw).subarray(0, 180), "broken-member"],
    ["cut off in its compression", packed("gzip"), gz(raw).subarray(0, 60), "broken-member"],
    ["encoded in a way that is not known", packed("rot13"), raw, "unknown-encoding"],
    ["encoded many times over", packed(`br${",br".repeat(2_000)}`), raw, "too-many-encodings"],
    ["encoded six times over", packed("gzip,gzip,gzip,gzip,gzip,gzip"), raw, "too-many-encodings"],
  ])("is told and counted where it is %s", async (_, headers, body, reason) => {
    await inSite(async (site) => {
      const { report } = await load(
        site,
        warc(
          response("https://a.4cdn.org/pol/thread/7.json", "application/json", body, { headers }),
          response(THREAD_URL, "application/json", raw),
        ),
      );
      expect(report).toMatchObject({ seen: 4, imported: 3, failed: 1 });
      expect(report?.reasons).toEqual([{ outcome: "failed", code: reason, records: 1 }]);
    });
  });
});

describe("a revisit", () => {
  const body = page("closed");
  const first = response(PAGE_URL, "text/html", body);
  const again = (says: Record<string, string>, date: string, more = {}) => ({
    ...response(PAGE_URL, "text/html", "", { date, ...more }),
    type: "revisit",
    says: { "WARC-Block-Digest": "", "WARC-Payload-Digest": "", ...says },
  });
  const capturesOf = async (...records: readonly MadeRecord[]) =>
    inSite(async (site) => {
      const { hash, report } = await load(site, warc(...records));
      await quotesOf(site);
      return { report, claims: await claimsOf(site, hash) };
    });

  it("is a further capture with the payload of the record that it repeats", async () => {
    const digest = /WARC-Payload-Digest: (\S+)/.exec(
      Buffer.from(record(first)).toString("latin1"),
    )?.[1];
    const refers = {
      "WARC-Refers-To-Target-URI": `<${PAGE_URL}>`,
      "WARC-Refers-To-Date": "2017-05-05T20:00:00Z",
    };
    for (const says of [{ "WARC-Payload-Digest": digest ?? "" }, refers]) {
      const revisit = again(says, "2017-05-07T10:00:00Z");
      for (const records of [
        [first, revisit],
        [revisit, first],
      ]) {
        const { report, claims } = await capturesOf(...records);
        expect(report).toMatchObject({ seen: 2, imported: 2 });
        const times = claims
          .filter(({ facts }) => facts.some((fact) => fact.fact === "edge"))
          .map(({ shownBy }) => shownBy);
        expect(times.toSorted()).toEqual([
          Date.UTC(2017, 4, 5, 20, 0, 0, 999),
          Date.UTC(2017, 4, 7, 10, 0, 0, 999),
        ]);
      }
    }
  });

  it("says that the page was there where its payload is elsewhere", async () => {
    const digest = "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A";
    for (const status of [200, 304]) {
      const { report, claims } = await capturesOf(
        again({ "WARC-Payload-Digest": digest }, "2017-05-07T10:00:00Z", { status }),
      );
      expect(report?.members.map(({ importer }) => importer?.id)).toEqual(["warc-revisit"]);
      expect(claims).toMatchObject([
        { subject: `web:${PAGE_URL}`, shownBy: Date.UTC(2017, 4, 7, 10, 0, 0, 999) },
      ]);
    }
  });

  const DIGEST = "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A";
  const refersTo = (url: string, date = "2017-05-05T20:00:00Z") => ({
    "WARC-Refers-To-Target-URI": url,
    "WARC-Refers-To-Date": date,
  });
  const linksOf = (claims: Awaited<ReturnType<typeof capturesOf>>["claims"]) =>
    claims
      .filter(({ facts }) => facts.some((fact) => fact.fact === "edge"))
      .map(({ subject }) => subject);

  it("takes no page's words by a digest that is not theirs", async () => {
    const says = { "WARC-Payload-Digest": DIGEST };
    const other = response("https://other.example/x", "text/html", body, { says });
    const revisit = again({ ...says, ...refersTo(PAGE_URL) }, "2017-05-07T10:00:00Z");
    for (const records of [
      [other, revisit],
      [revisit, other],
    ]) {
      const { report, claims } = await capturesOf(...records);
      expect(linksOf(claims)).toEqual(["web:https://other.example/x"]);
      const importers = report?.members.map(({ importer }) => importer?.id) ?? [];
      expect(importers.toSorted()).toEqual(["warc-revisit", "web-page"]);
    }
  });

  it("goes by address and time before a digest", async () => {
    const says = { "WARC-Payload-Digest": DIGEST };
    const other = response("https://other.example/x", "text/html", page("other"), { says });
    const revisit = again({ ...says, ...refersTo(PAGE_URL) }, "2017-05-07T10:00:00Z");
    const { claims } = await capturesOf(other, first, revisit);
    const texts = claims
      .filter(({ subject }) => subject === `web:${PAGE_URL}`)
      .flatMap(({ facts }) => facts.flatMap((fact) => ("text" in fact ? [fact.text] : [])));
    expect(JSON.stringify(texts)).not.toContain("other");
    expect(linksOf(claims)).toHaveLength(3);
  });

  it.each([
    [404, "http-error"],
    [301, "redirect"],
  ])("of an answer of %d does not say that the page was there", async (status, reason) => {
    const gone = response(PAGE_URL, "text/html", "", { status });
    const digest = /WARC-Payload-Digest: (\S+)/.exec(
      Buffer.from(record(gone)).toString("latin1"),
    )?.[1];
    for (const says of [refersTo(PAGE_URL), { "WARC-Payload-Digest": digest ?? "" }]) {
      const revisit = record({
        type: "revisit",
        url: PAGE_URL,
        date: "2017-05-07T10:00:00Z",
        contentType: "application/http; msgtype=response",
        says: { "WARC-Block-Digest": "", "WARC-Payload-Digest": "", ...says },
      });
      for (const records of [
        [gone, revisit],
        [revisit, gone],
      ]) {
        await inSite(async (site) => {
          const { report, hash } = await load(site, warc(...records, ...RECORDS.slice(2, 3)));
          expect(report?.reasons).toContainEqual({ outcome: "skipped", code: reason, records: 2 });
          const subjects = (await claimsOf(site, hash)).map(({ subject }) => subject);
          expect(subjects).not.toContain(`web:${PAGE_URL}`);
        });
      }
    }
  });
});

describe("what a manifest says of the whole file", () => {
  const manifest = (collected: string) =>
    manifestSchema.parse({
      origin: "https://archive.example/crawl",
      collected,
      platform: "4chan/x",
    });
  const shownBy = async (collected: string) =>
    inSite(async (site) => {
      const { hash, report } = await load(site, joined(...RECORDS), {
        manifest: manifest(collected),
      });
      const evidence = await site.store.evidenceOf(hash ?? "");
      expect(evidence?.manifest).toEqual(manifest(collected));
      const claims = await claimsOf(site, hash);
      const codes = report?.diagnostics.map(({ code }) => code) ?? [];
      const found = claims.find(({ subject }) => subject === `web:${PAGE_URL}`);
      return { shownBy: found?.shownBy, later: codes.filter((code) => code === "captured-later") };
    });

  it("stays as it is, and bounds what is in it", async () => {
    expect(await shownBy("2020-01-01")).toEqual({
      shownBy: Date.UTC(2017, 4, 5, 21, 30, 0, 123),
      later: [],
    });
    expect(await shownBy("2017-05-05T21:00:00Z")).toEqual({
      shownBy: Date.UTC(2017, 4, 5, 21, 0, 0, 999),
      later: ["captured-later"],
    });
  });
});
