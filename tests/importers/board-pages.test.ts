/** Saved pages of boards, as whatever holds them gives them to their importers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lynxchanPage } from "../../src/importers/imageboards/lynxchan-page.ts";
import { contextFrom, type RecordResult, SAMPLE_BYTES } from "../../src/importers/importer.ts";
import { webPage } from "../../src/importers/pages/web-page.ts";
import { recognise } from "../../src/importers/registry.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { response, warc } from "../ingest/made-warc.ts";
import { claimsOf, inSite, load } from "../ingest/sites.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const pageOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, name, "thread", "input.html"), "utf8");

const manifest = (origin: string) => manifestSchema.parse({ origin });

/** SingleFile writes styles and pictures into the head. */
const withLongHead = (page: string): string =>
  page.replace("<head>", `<head><style>${"a{} ".repeat(SAMPLE_BYTES / 4)}</style>`);

describe("a page of a board whose posts begin beyond the first bytes", () => {
  it.each([
    ["jschan-page", "https://zzzchan.xyz/pol/thread/123.html", "imageboard:zzzchan.xyz/pol/124"],
    [
      "lynxchan-page",
      "https://endchan.net/qresearch/res/123.html",
      "imageboard:endchan.net/qresearch/124",
    ],
    ["vichan-page", "https://8kun.top/qresearch/res/123.html", "8kun:qresearch/124"],
  ])("is read post by post: %s", async (name, origin, second) => {
    const bytes = utf8(withLongHead(pageOf(name)));
    expect(recognise(bytes.subarray(0, SAMPLE_BYTES), false)).toEqual([webPage]);
    const results = await collect(
      webPage.parse(inChunks(bytes, 4096), contextFrom(manifest(origin))),
    );
    expect(results[1]?.claims[0]?.subject).toBe(second);
  });
});

describe("a page of LynxChan", () => {
  const URL_OF_THREAD = "https://endchan.net/qresearch/res/123.html";
  const page = pageOf("lynxchan-page");

  it("shows UTC where a web archive says that the server sent it so", async () => {
    await inSite(async (site) => {
      const { hash, report } = await load(site, warc(response(URL_OF_THREAD, "text/html", page)));
      expect(report?.diagnostics.map(({ code }) => code)).not.toContain("clock-unsure");
      const times = (await claimsOf(site, hash)).flatMap(({ facts }) =>
        facts.filter((fact) => fact.fact === "time" && fact.kind === "published"),
      );
      expect(times[0]).toMatchObject({
        earliest: Date.UTC(2024, 2, 10, 9, 30, 11),
        zone: { name: "UTC", reason: "documented" },
      });
    });
  });

  it("may show any clock where a browser saved it and nobody says which", async () => {
    const context = contextFrom(manifest(URL_OF_THREAD));

    const [first] = await collect(lynxchanPage.parse(inChunks(utf8(page), 4096), context));
    expect(first?.diagnostics.map(({ code }) => code)).toEqual(["clock-unsure"]);
    const time = first?.claims[0]?.facts.find((fact) => fact.fact === "time");
    expect(time).toMatchObject({ zone: { reason: "unknown" } });
  });

  const timesIn = (results: readonly RecordResult[]) =>
    results.flatMap(({ claims }) =>
      claims.flatMap(({ facts }) => facts.filter(({ fact }) => fact === "time")),
    );

  it.each([
    ["another weekday", "23/11/2024 (Sat) 09:40:00"],
    ["another language", "10.03.2024 (So) 09:40:00"],
  ])("is read without any date where one cannot have the month first: %s", async (_, other) => {
    const given = page.replace("03/10/2024 (Sun) 09:40:00", other);
    const results = await collect(
      lynxchanPage.parse(inChunks(utf8(given), 4096), contextFrom(manifest(URL_OF_THREAD))),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["imported", "imported", "imported"]);
    const codes = results.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes).toEqual(["time-not-read", "no-time", "no-time", "no-time"]);
    expect(timesIn(results)).toEqual([]);
  });
});
