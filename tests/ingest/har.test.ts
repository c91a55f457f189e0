/** HAR files: each response is read by its importer as if it stood alone with its address and time, or is counted. */
import { describe, expect, it } from "vitest";
import { CONTAINER } from "../../src/ingest/plan.ts";
import { utf8 } from "../importers/chunks.ts";
import { holdsWhenChanged } from "./changed-bytes.ts";
import { page, THREAD_URL, thread } from "./made-warc.ts";
import { gz } from "./packed.ts";
import { claimsOf, inSite, load, quotesOf } from "./sites.ts";

interface MadeEntry {
  url?: string;
  at?: string;
  time?: number | null;
  status?: number;
  content?: { mimeType?: string; text?: string; encoding?: string };
}

const entry = ({
  url = "https://news.example/mill",
  at = "2017-05-05T20:00:00.500+02:00",
  time = 250.4,
  status = 200,
  content = { mimeType: "text/html; charset=utf-8", text: page("closed") },
}: MadeEntry) => ({
  pageref: "page_1",
  startedDateTime: at,
  time,
  request: { method: "GET", url, headers: [] },
  response: { status, statusText: "It", headers: [], content: { size: 1, ...content } },
  cache: {},
  timings: {},
});

const har = (...entries: readonly MadeEntry[]): string =>
  JSON.stringify({
    log: {
      version: "1.2",
      creator: { name: "a program", version: "1" },
      pages: [],
      entries: entries.map(entry),
    },
  });

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const THREAD = {
  url: THREAD_URL,
  content: { mimeType: "application/json", text: base64(thread(2)), encoding: "base64" },
};

describe("a HAR file", () => {
  it.each([
    ["as it is", (text: string) => text],
    ["packed", gz],
  ])("gives posts and pages by their address and by when they were there: %s", async (_, make) => {
    await inSite(async (site) => {
      const bytes = make(har(THREAD, {}));
      const got = await load(site, bytes);
      expect(got).toMatchObject({ importer: CONTAINER, provenance: "unknown" });
      expect(got.report).toMatchObject({ seen: 3, imported: 3, failed: 0 });
      const claims = await claimsOf(site, got.hash);
      const shown = new Map(claims.map(({ subject, shownBy }) => [`${subject}`, shownBy]));
      // Two hours from UTC; the response had come 251 ms after it was asked for.
      const by = Date.UTC(2017, 4, 5, 18, 0, 0, 751);
      expect(shown.get("4chan:pol/101")).toBe(by);
      expect(shown.get("web:https://news.example/mill")).toBe(by);
      expect(await quotesOf(site)).toHaveLength(3);
      expect((await load(site, bytes)).status).toBe("unchanged");
    });
  });

  it("is read in the letters that the browser made of a page, whatever the page says of them", async () => {
    await inSite(async (site) => {
      const text = page("Élysée").replace("<title>", '<meta charset="windows-1252"><title>');
      const { hash } = await load(site, har({ content: { mimeType: "text/html", text } }));
      expect(JSON.stringify(await claimsOf(site, hash))).toContain("Élysée");
      expect(await quotesOf(site)).toHaveLength(1);
    });
  });

  it("counts every response that is no member, by the reason", async () => {
    const rest: MadeEntry[] = [
      { status: 0 },
      { status: 404 },
      { status: 302 },
      { status: 304 },
      { content: { mimeType: "text/html" } },
      { content: { mimeType: "application/javascript", text: "1" } },
      { content: { mimeType: "font/woff2", text: "1" } },
      { content: { mimeType: "image/png", text: "iVBO", encoding: "base64" } },
      { url: "data:text/html,a" },
      { content: { mimeType: "text/html", text: "" } },
    ];
    await inSite(async (site) => {
      const { report } = await load(site, har(THREAD, ...rest));
      expect(report).toMatchObject({ seen: 2 + rest.length, imported: 2, failed: 0 });
      expect(
        Object.fromEntries(report?.reasons.map(({ code, records }) => [code, records]) ?? []),
      ).toEqual({
        "http-error": 2,
        redirect: 1,
        "not-modified": 1,
        "content-not-saved": 1,
        "script-or-style": 1,
        font: 1,
        "unknown-format": 2,
        "no-web-address": 1,
      });
    });
  });

  it("gives what stands before it breaks off, and tells entries that are none", async () => {
    await inSite(async (site) => {
      const whole = har(THREAD, {}, {});
      const cut = await load(site, whole.slice(0, -300));
      expect(cut.report).toMatchObject({ imported: 4 - 1, failed: 1 });
      const odd = whole.replace('"request":{', '"asked":{');
      expect((await load(site, odd)).report).toMatchObject({ imported: 2, failed: 1 });
    });
  });

  it("says where it has no time, and takes one without a zone for the latest that it can be", async () => {
    await inSite(async (site) => {
      const none = await load(site, har({ at: "yesterday", time: null }));
      expect(none.report?.diagnostics.map(({ code }) => code)).toContain("no-capture-time");
      const local = await load(site, har({ at: "2017-05-05T20:00:00", time: null }));
      const [claim] = await claimsOf(site, local.hash);
      expect(claim?.shownBy).toBe(Date.UTC(2017, 4, 6, 8, 0, 0, 999));
    });
  });

  it("with any characters changed gives records or an error, and no more than it holds", async () => {
    await holdsWhenChanged([utf8(har(THREAD, {}, { status: 404 }))], { most: 3, runs: 100 });
  });
});
