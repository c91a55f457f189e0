/** The report of an import: what became of the records, and what was not understood. */
import { describe, expect, it } from "vitest";
import type { RecordResult } from "../../src/importers/importer.ts";
import { createTally } from "../../src/ingest/tally.ts";
import type { Claim, Fact } from "../../src/model/claim.ts";
import { reportSchema } from "../../src/model/evidence.ts";
import { parseKey } from "../../src/model/key.ts";
import { inSite, load, statements } from "./sites.ts";

const claim = (subject: string, ...facts: readonly Fact[]): Claim => ({
  subject: parseKey(subject),
  place: { bytes: [0, 1], record: 1, as: "json" },
  basis: "recorded",
  facts: [...facts],
});
const key = parseKey;
const result = (record: number, change: Partial<RecordResult>): RecordResult => ({
  record,
  outcome: "imported",
  claims: [],
  diagnostics: [],
  ...change,
});
const saying = (code: string) =>
  ({ code, severity: "warning", place: "record 1", message: "so" }) as const;

describe("a tally", () => {
  it("has one reason for each record that is not imported, and each warning of others once", () => {
    const tally = createTally();
    const diagnostics = [saying("odd"), saying("odd"), saying("even")];
    const broken = { ...saying("broken"), severity: "error" } as const;
    const some = (outcome: RecordResult["outcome"], said: RecordResult["diagnostics"]) =>
      Array.from({ length: 60 }, (_, i) => result(i + 1, { outcome, diagnostics: said }));
    tally.records(some("skipped", diagnostics));
    tally.records(some("imported", diagnostics));
    tally.records(some("failed", [...diagnostics, broken]));
    const report = reportSchema.parse(tally.report());
    expect(report.reasons).toEqual([
      { outcome: "skipped", code: "odd", records: 60 },
      { outcome: "imported", code: "odd", records: 60 },
      { outcome: "imported", code: "even", records: 60 },
      { outcome: "failed", code: "broken", records: 60 },
    ]);
    expect(report).toMatchObject({ seen: 180, skipped: 60, failed: 60, diagnosticsOmitted: 500 });
  });

  it("holds no more, however many different things a file has", () => {
    const tally = createTally();
    const path = ["n"];
    const member = { path, importer: null, message: "no", seen: 0, imported: 0 };
    for (let i = 0; i < 5_000; i += 1) {
      const fields = [{ field: `f${i}`, sample: "x" }];
      tally.records([result(i + 1, { fields, diagnostics: [saying(`code-${i}`)] })]);
      tally.member({ ...member, skipped: 0, failed: 0, claims: 0 }, false);
    }
    const { reasons, fieldsUnknown, members, diagnostics, omitted } = tally.report();
    expect([reasons.length, fieldsUnknown.length, members.length, diagnostics.length]).toEqual([
      100, 300, 500, 100,
    ]);
    expect(omitted).toMatchObject({ reasons: 4900, fields: 4700, members: 4500 });
  });

  it("tells zones, times of what the records are about, and where links lead", () => {
    const tally = createTally();
    const item = key("twitter:status/1000001");
    const utc = { name: "UTC", reason: "documented" } as const;
    tally.claims([
      claim(
        "twitter:status/1000001",
        { fact: "time", item, kind: "published", earliest: 5, latest: 9, zone: utc },
        {
          fact: "time",
          item: key("twitter:status/1000000"),
          kind: "published",
          earliest: 1,
          latest: 1,
          zone: utc,
          fromId: true,
        },
        { fact: "edge", relation: "LINKS_TO", subject: item, object: key("pastebin:AbCdEfGh") },
        {
          fact: "edge",
          relation: "LINKS_TO",
          subject: item,
          object: key("web:https://a.example/"),
        },
        { fact: "edge", relation: "PART_OF", subject: item, object: key("4chan:pol/thread/1") },
        { fact: "edge", relation: "TAGGED", subject: item, object: key("tag:mill") },
        { fact: "edge", relation: "RESHARED_BY", subject: key("twitter:status/1"), object: item },
      ),
      claim("twitter:status/1000001", {
        fact: "time",
        item,
        kind: "published",
        earliest: null,
        latest: 20,
        zone: { reason: "unknown" },
      }),
    ]);
    expect(tally.report()).toMatchObject({
      claims: 2,
      zones: [
        { ...utc, times: 1 },
        { reason: "unknown", times: 1 },
      ],
      published: { earliest: 5, latest: 20 },
      links: { toItems: 2, toNames: 1 },
    });
  });

  it.each([
    ["no earlier than", [[5, null]], [5, null]],
    ["by", [[null, 5]], [null, 5]],
    [
      "no earlier than the last",
      [
        [5, 9],
        [20, null],
      ],
      [5, null],
    ],
    [
      "by the first",
      [
        [5, 9],
        [null, 3],
      ],
      [null, 9],
    ],
    [
      "open within what others span",
      [
        [5, 9],
        [7, null],
        [null, 8],
      ],
      [5, 9],
    ],
  ] as const)("tells a time that is open as open: %s", (_, times, [earliest, latest]) => {
    const item = key("case:mill/a");
    const zone = { name: "UTC", reason: "documented" } as const;
    for (const some of [times, times.toReversed()]) {
      const tally = createTally();
      for (const [from, to] of some) {
        const bounds = { earliest: from, latest: to };
        tally.claims([
          claim("case:mill/a", { fact: "time", item, kind: "published", ...bounds, zone }),
        ]);
      }
      expect(tally.report().published).toEqual({ earliest, latest });
    }
  });
});

it("is kept with the evidence", async () => {
  await inSite(async (site) => {
    const row = { kind: "time", subject: "case:mill/a", relation: "published", source: "A Reader" };
    const text = statements(
      { ...row, not_before: "2017-05-05 18:00", not_after: "2017-05-05 19:00", zone: "UTC" },
      { ...row, not_before: "5 May" },
    );
    const { report, hash } = await load(site, text, { as: "statements" });
    expect(report).toMatchObject({
      seen: 2,
      imported: 1,
      failed: 1,
      reasons: [{ outcome: "failed", records: 1 }],
      published: {
        earliest: Date.UTC(2017, 4, 5, 18),
        latest: Date.UTC(2017, 4, 5, 19, 0, 59, 999),
      },
    });
    expect((await site.store.evidenceOf(hash ?? ""))?.report).toEqual(report);
  });
});
