/** Files of no known format, by a mapping: times as it says, and the example of docs/mapping.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFrom, type RecordResult } from "../../src/importers/importer.ts";
import { mapped } from "../../src/importers/mapped/mapped.ts";
import { mappedTime } from "../../src/importers/mapped/mapped-time.ts";
import { readQuote } from "../../src/importers/reading/quote.ts";
import { claimSchema, type Fact } from "../../src/model/claim.ts";
import { ImportError } from "../../src/model/errors.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { type Mapping, mappingSchema } from "../../src/model/mapping.ts";
import { formatInstant, TimeFormatError } from "../../src/model/time.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";
import { changed, changes, inputsOf } from "./survival.ts";

const read = (bytes: Uint8Array, mapping: Mapping): Promise<RecordResult[]> =>
  collect(mapped.parse(inChunks(bytes, 4099), contextFrom(null, { mapping })));

function lineOf(fact: Fact): string[] {
  if (fact.fact === "edge") return [`  ${fact.subject} ${fact.relation} ${fact.object}`];
  if (fact.fact !== "time") return [];
  const [from, to] = [formatInstant(fact.earliest), formatInstant(fact.latest)];
  return [`  ${fact.item} ${fact.kind} ${from} to ${to}`];
}

function told(records: readonly RecordResult[]): string {
  const lines = records.flatMap(({ record, outcome, claims, diagnostics }) => [
    `record ${record}: ${outcome}`,
    ...claims.flatMap(({ facts }) => facts.flatMap(lineOf)),
    ...diagnostics.map(({ message }) => `  ${message}`),
  ]);
  const unknown = records.flatMap(({ fields }) => fields ?? []).filter(({ reason }) => !reason);
  return `${[...lines, `never heard of: ${unknown.map(({ field }) => field).join(", ")}`].join("\n")}\n`;
}

it("does what docs/mapping.md shows", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/mapping.md"), "utf8");
  const block = (language: string): string =>
    new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";
  const mapping = mappingSchema.parse(JSON.parse(block("json")));
  expect(told(await read(utf8(block("csv")), mapping))).toBe(block("text"));
});

const UTC = { name: "UTC", reason: "granted" } as const;

describe("reads times as the mapping says", () => {
  it.each([
    ["iso", "2017-05-31 18:35", "2017-05-31T18:35:00.000Z", 60_000],
    ["iso", "2017-05-31T18:35:02+02:00", "2017-05-31T16:35:02.000Z", 1000],
    ["iso", "2017-05-31 18:35 UTC", "2017-05-31T18:35:00.000Z", 60_000],
    ["iso", "2017/5/31 8:35:02", "2017-05-31T08:35:02.000Z", 1000],
    ["iso", "2017-05", "2017-05-01T00:00:00.000Z", 31 * 86_400_000],
    ["day-first", "31/05/2017 18:35 GMT", "2017-05-31T18:35:00.000Z", 60_000],
    ["day-first", "31/05/2017", "2017-05-31T00:00:00.000Z", 86_400_000],
    ["day-first", "1.2.2017 8:05", "2017-02-01T08:05:00.000Z", 60_000],
    ["day-first", "31-05-2017, 12:35:02 am", "2017-05-31T00:35:02.000Z", 1000],
    ["day-first", "31/05/2017 18:35 +0200", "2017-05-31T16:35:00.000Z", 60_000],
    ["month-first", "05/31/2017 12:35 PM", "2017-05-31T12:35:00.000Z", 60_000],
    ["month-named", "31 May 2017", "2017-05-31T00:00:00.000Z", 86_400_000],
    ["month-named", "Wed, 31 May 2017 18:35:02 GMT", "2017-05-31T18:35:02.000Z", 1000],
    ["month-named", "Wednesday, 31 May 2017 18:35 +0200", "2017-05-31T16:35:00.000Z", 60_000],
    ["month-named", "Sept 1, 2017 6:35 PM", "2017-09-01T18:35:00.000Z", 60_000],
    ["month-named", "Wed May 31 18:35:02 +0000 2017", "2017-05-31T18:35:02.000Z", 1000],
    ["month-named", "Thu Jun  1 18:35:02 2017", "2017-06-01T18:35:02.000Z", 1000],
    ["epoch-seconds", "1496255702", "2017-05-31T18:35:02.000Z", 1000],
    ["epoch-seconds", "1496255702.0", "2017-05-31T18:35:02.000Z", 1000],
    ["epoch-seconds", "1496255702.25", "2017-05-31T18:35:02.250Z", 1],
    ["epoch-milliseconds", "1496255702123", "2017-05-31T18:35:02.123Z", 1],
  ] as const)("%s: %s", (format, written, iso, width) => {
    const time = mappedTime(written, { field: "x", format }, UTC);
    expect(new Date(Number(time.earliest)).toISOString()).toBe(iso);
    expect(Number(time.latest) - Number(time.earliest) + 1).toBe(width);
    expect(time.asWritten).toBe(written);
  });

  it.each([
    ["iso", "05/06/2017"],
    ["iso", "1496255702"],
    ["day-first", "05/31/2017"],
    ["day-first", "31/05/17"],
    ["day-first", "2017-05-31"],
    ["day-first", "31/05/2017 25:00"],
    ["day-first", "31/05/2017 0:30 AM"],
    ["month-first", "31/05/2017"],
    ["iso", "2017-05-31 18:35 CEST"],
    ["month-named", "31 mai 2017 at noon"],
    ["month-named", "31 Mayor 2017"],
    ["month-named", "31 Feb 2017"],
    ["month-named", "31/05/2017"],
    ["month-named", "May 2017"],
    ["epoch-seconds", "-5"],
    ["epoch-seconds", "0"],
    ["epoch-milliseconds", "0.0"],
    ["epoch-seconds", "1e9"],
    ["epoch-seconds", "1496255702123"],
    ["epoch-milliseconds", "99999999999999999999"],
    ["epoch-milliseconds", "yesterday"],
  ] as const)("%s refuses %s, with its words", (format, written) => {
    const read = () => mappedTime(written, { field: "x", format }, UTC);
    expect(read).toThrow(TimeFormatError);
    expect(read).toThrow(written.slice(0, 20));
  });

  it("lets the field's own zone go before the file's, and no zone widen", () => {
    const zone = { name: "+02:00", reason: "documented" } as const;
    const field = { field: "x", format: "day-first" } as const;
    const at = (time: { earliest: number | null }) => new Date(Number(time.earliest)).toISOString();
    expect(at(mappedTime("31/05/2017 18:35", { ...field, zone }, UTC))).toContain("T16:35");
    const wide = mappedTime("31/05/2017 18:35", field, { reason: "unknown" });
    expect(Number(wide.latest) - Number(wide.earliest)).toBe(26 * 3_600_000 + 59_999);
  });
});

it.each([
  ["31/05/17 18:35", "two digits"],
  ["31 May 17 18:35", "two digits"],
  ["May-17", "two digits"],
  ["May 31 18:35:02", "no year"],
  ["Wed May 31 18:35:02 +0000", "no year"],
  ["31 May", "no year"],
  ["31/05 18:35", "no year"],
])("says of %s what its year lacks: %s", (written, lacks) => {
  const read = (format: "month-named" | "day-first") => () =>
    mappedTime(written, { field: "x", format }, UTC);
  expect(read("month-named")).toThrow(lacks);
  expect(read("day-first")).toThrow(lacks);
});

const minimal = (over: object): Mapping =>
  mappingSchema.parse({ basis: "reported", item: { field: "url" }, ...over });

it("takes no rounded number for an id", async () => {
  const mapping = minimal({ item: { field: "id", prefix: "twitter:status/" } });
  const lines = '{"id":8.60567e17}\n{"id":860567142965575681}\n';
  const records = await read(utf8(lines), mapping);
  expect(records.map(({ claims }) => claims[0]?.subject)).toEqual([
    undefined,
    "twitter:status/860567142965575681",
  ]);
});

it.each([
  [{ EST: "America/New_York" }, "no offset such as -05:00"],
  [{ EST: "EST" }, "no offset"],
  [{ EST: "+99:00" }, "+99:00"],
  [{ UTC: "+09:00" }, "leave it out"],
  [{ GMT: "+01:00" }, "leave it out"],
  [{ AM: "+04:00" }, "leave it out"],
])("refuses %o for abbreviations", async (abbreviations, says) => {
  const published = { field: "at", format: "iso", abbreviations };
  const reading = read(utf8("url,at\nhttps://a.example/,2017-07-01\n"), minimal({ published }));
  await expect(reading).rejects.toThrow(says);
});

const TWEETS = {
  item: { field: "id", prefix: "twitter:status/" },
  account: { field: "who", prefix: "twitter:@" },
  relations: [{ relation: "REPLIES_TO", field: "to", prefix: "twitter:status/" }],
};

const codes = (records: readonly RecordResult[]): string[][] =>
  records.map(({ diagnostics }) => diagnostics.map(({ code }) => code));

it("takes words for nothing where the mapping says so, and warns of those that may be", async () => {
  const lines = utf8("id,who,to\n860567142965575681,None,N/A\n860567142965575682,a,0\n");
  const posters = (records: readonly RecordResult[]) =>
    edgesOf(records).filter((edge) => !edge.includes("REPLIES_TO"));
  const plain = await read(lines, minimal(TWEETS));
  expect(codes(plain)).toEqual([["filler", "bad-relation"], ["bad-relation"]]);
  expect(posters(plain)).toHaveLength(2);
  const told = await read(lines, minimal({ ...TWEETS, empty: ["None", "N/A", "0"] }));
  expect(codes(told)).toEqual([[], []]);
  expect(posters(told)).toEqual(["twitter:status/860567142965575682 POSTED_BY twitter:@a"]);
});

const edgesOf = (records: readonly RecordResult[]): string[] =>
  records.flatMap(({ claims }) =>
    claims.flatMap(({ facts }) =>
      facts.flatMap((fact) =>
        fact.fact === "edge" ? [`${fact.subject} ${fact.relation} ${fact.object}`] : [],
      ),
    ),
  );

it("warns of a time that is not the id's", async () => {
  const published = { field: "at", format: "iso", zone: { name: "UTC", reason: "granted" } };
  const lines = "id,at\n860567142965575681,2017-05-05 18:49\n860567142965575681,2017-05-05 20:49\n";
  const records = await read(utf8(lines), minimal({ item: TWEETS.item, published }));
  expect(codes(records)).toEqual([[], ["times-differ"]]);
});

it("reads a link that was made not to be clicked, or a prefix that is there already", async () => {
  const relations = [
    { relation: "LINKS_TO", field: "to" },
    { relation: "LINKS_TO", field: "host", prefix: "https://" },
  ];
  const lines = utf8(
    "url,to,host\nhttps://a.example/,hxxps://pastebin[.]com/AbCd1234,b.example\nhttps://a.example/,,https://b.example\n",
  );
  expect(edgesOf(await read(lines, minimal({ relations })))).toEqual([
    "web:https://a.example/ LINKS_TO pastebin:AbCd1234",
    "web:https://a.example/ LINKS_TO web:https://b.example/",
    "web:https://a.example/ LINKS_TO web:https://b.example/",
  ]);
});

it("warns of an account of another platform", async () => {
  const account = { field: "who", prefix: "telegram:@" };
  const lines = utf8("id,who\n860567142965575681,somebody\n");
  const ofTweet = { item: TWEETS.item, account };
  expect(codes(await read(lines, minimal(ofTweet)))).toEqual([["platform-differs"]]);
  const item = { field: "id", prefix: "https://forum.example/" };
  expect(codes(await read(lines, minimal({ item, account })))).toEqual([["platform-differs"]]);
  const onTelegram = { item, account, platform: "telegram" };
  expect(codes(await read(lines, minimal(onTelegram)))).toEqual([[]]);
  const onForum = { item, account, platform: "forum.example" };
  expect(codes(await read(lines, minimal(onForum)))).toEqual([["platform-differs"]]);
});

it("shows what it made of an account that is none, and which prefix would fit", async () => {
  const lines = utf8("id,who\n860567142965575681,@dam_reporter\n");
  const account = { field: "who", prefix: "twitter:" };
  const [record] = await read(lines, minimal({ item: TWEETS.item, account }));
  const message = record?.diagnostics[0]?.message;
  expect(message).toContain('"twitter:dam_reporter"');
  expect(message).toContain('behind the prefix "twitter:@" it is');
});

it("takes 0 for nobody's id, and for somebody's handle", async () => {
  const by = async (prefix: string) => {
    const mapping = minimal({ item: TWEETS.item, account: { field: "who", prefix } });
    return edgesOf(await read(utf8("id,who\n860567142965575681,0\n"), mapping));
  };
  expect(await by("twitter:@")).toHaveLength(1);
  expect(await by("twitter:user/")).toEqual([]);
});

it("says that the original of a reshare is no account", async () => {
  const relations = [{ relation: "RESHARED_BY", field: "of" }];
  const records = await read(
    utf8("url,of\nhttps://a.example/,https://x.com/somebody\n"),
    minimal({ relations }),
  );
  expect(codes(records)).toEqual([["bad-relation"]]);
});

it.each([
  ["url;when\n", {}, 'say "delimiter": ";"'],
  ['{"n":1,"items":[{"url":"https://a.example/"}]}', {}, `"items" holds the records`],
  [
    "url,at\n",
    {
      published: { field: "at", format: "iso", zone: { name: "Europe/Pairs", reason: "granted" } },
    },
    '"Europe/Pairs" is not a zone',
  ],
])("says how a mapping is mended: %j", async (file, over, words) => {
  await expect(read(utf8(file), minimal(over))).rejects.toThrow(words);
});

it("warns of no more than 50 values of a record", async () => {
  const to = { relation: "LINKS_TO", field: "to", separator: " " };
  const bytes = utf8(`url,to\nhttps://a.example/,${"x ".repeat(1000)}\n`);
  const [record] = await read(bytes, minimal({ relations: [to] }));
  expect(record?.diagnostics).toHaveLength(50);
});

it("keeps an address that holds another, and says that it may be two", async () => {
  const url = "https://b.example/r?u=a,https://c.example/y";
  const mapping = minimal({ relations: [{ relation: "LINKS_TO", field: "to" }] });
  const records = await read(utf8(`url,to\nhttps://a.example/,"${url}"\n`), mapping);
  expect(edgesOf(records)).toEqual([`web:https://a.example/ LINKS_TO web:${url}`]);
  expect(codes(records)).toEqual([["several-addresses"]]);
});

it("reads long cells once", async () => {
  // Time that grows with the square of the length would outlast the test.
  const long = 2_000_000;
  const mapping = minimal({
    published: { field: "at", format: "iso" },
    relations: [{ relation: "LINKS_TO", field: "to" }],
  });
  const rows = [
    ["2017-05-31 18:35:02", `http${"!".repeat(long)} a b`],
    [`2017-05-31 18:35:02${" ".repeat(long)}Z`, ""],
  ].map(([at, to]) => `https://a.example/,${at},${to}\n`);
  const records = await read(utf8(`url,at,to\n${rows.join("")}`), mapping);
  expect(codes(records)).toEqual([["bad-relation"], ["bad-time"]]);
});

it("makes no address of two", async () => {
  const mapping = minimal({ relations: [{ relation: "LINKS_TO", field: "to" }] });
  const cells = ["\n", " ", "; "].map(
    (between) => `https://b.example/${between}https://c.example/`,
  );
  const rows = cells.map((cell) => `https://a.example/,"${cell}"\n`);
  const records = await read(utf8(`url,to\n${rows.join("")}`), mapping);
  expect(codes(records)).toEqual([["bad-relation"], ["bad-relation"], ["bad-relation"]]);
  const [record] = records;
  expect(record?.claims.flatMap(({ facts }) => facts.map(({ fact }) => fact))).toEqual(["item"]);
});

it("says that a file is UTF-16", async () => {
  const bytes = new Uint8Array(Buffer.from("\ufeffurl\nhttps://a.example/\n", "utf16le"));
  await expect(read(bytes, minimal({}))).rejects.toThrow("UTF-16");
});

it("refuses a column of which there are several", async () => {
  await expect(read(utf8("url,url\nhttps://a.example/,x\n"), minimal({}))).rejects.toThrow(
    '"url", of which there are several columns',
  );
});

it("bounds what a record shows by the earlier of its capture and the file's collection", async () => {
  const mapping = minimal({ captured: { field: "seen", format: "iso" } });
  const manifest = manifestSchema.parse({ origin: "a list", collected: "2017-06-01T00:00:00Z" });
  const bytes = utf8("url,seen\nhttps://a.example/,2017-05-01\nhttps://b.example/,2017-06-01\n");
  const context = contextFrom(manifest, { mapping });
  const records = await collect(mapped.parse(inChunks(bytes, 4099), context));
  const ends = records.map(({ claims }) => formatInstant(claims[0]?.shownBy ?? null));
  expect(ends).toEqual(["2017-05-02 11:59:59.999 UTC", "2017-06-01 00:00:00.999 UTC"]);
});

it("takes the first byte for the form, unless the mapping says it", async () => {
  const csv = utf8("[url];b\nhttps://gazette.example/a;1\n");
  const bracketed = { ...minimal({ delimiter: ";" }), item: { field: "[url]" } };
  expect((await read(csv, bracketed)).map(({ outcome }) => outcome)).toEqual(["imported"]);
  const lines = utf8('{"url":"https://gazette.example/a"}\n');
  expect((await read(lines, minimal({}))).map(({ outcome }) => outcome)).toEqual(["imported"]);
});

it.each([
  ["items", '{"count":1,"items":[{"url":"https://gazette.example/a"}]}'],
  ["data.items", '{"data":{"n":1,"items":[{"url":"https://gazette.example/a"}]},"more":null}'],
  ["lists.*.items", '{"lists":[{"items":[{"url":"https://gazette.example/a"}]},{"items":[]}]}'],
])("finds records at %s", async (records, text) => {
  const found = await read(utf8(text), minimal({ records }));
  expect(found.flatMap(({ claims }) => claims.map(({ subject }) => subject))).toEqual([
    "web:https://gazette.example/a",
  ]);
});

it.each([
  ["records", { basis: "reported", item: { field: "a" }, published: { field: "b" } }],
  ["an unknown member", { basis: "reported", item: { field: "a" }, date: "b" }],
  ["inferred", { basis: "inferred", item: { field: "a" } }],
  ["a format", { basis: "reported", item: { field: "a" }, edited: { field: "b", format: "auto" } }],
])("refuses a mapping whose %s are not said", (_, mapping) => {
  expect(() => mappingSchema.parse(mapping)).toThrow();
});

it("survives fixtures with bytes changed, under their mappings", () => {
  const folder = join(import.meta.dirname, "mapped");
  const mappings = ["table", "json", "hostile-text", "zone-unknown"].map((name) => {
    const text = readFileSync(join(folder, name, "manifest.json"), "utf8");
    return manifestSchema.parse(JSON.parse(text)).mapping;
  });
  return fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...inputsOf(mapped)),
      fc.constantFrom(...mappings),
      changes,
      async (input, mapping, made) => {
        const bytes = changed(input, made);
        try {
          for (const { claims } of mapping ? await read(bytes, mapping) : []) {
            for (const claim of claims) {
              claimSchema.parse(claim);
              const slice = bytes.subarray(...claim.place.bytes);
              for (const { at } of claim.facts) {
                expect(readQuote(slice, claim.place, at)).not.toBe("");
              }
            }
          }
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
        }
      },
    ),
    { numRuns: 400 },
  );
});
