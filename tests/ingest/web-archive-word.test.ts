/** Anybody can write a web archive: its word on where a page is from makes nothing recorded, unless a manifest says who collected it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Manifest, manifestSchema } from "../../src/model/evidence.ts";
import { response, THREAD_URL, thread, warc } from "./made-warc.ts";
import { claimsOf, inSite, load } from "./sites.ts";

const FIXTURES = join(import.meta.dirname, "../importers");

/** A file of an importer's fixtures, as an archive got it from where its manifest says. */
function saved(fixture: string) {
  const folder = join(FIXTURES, fixture);
  const input = readdirSync(folder).find((name) => name.startsWith("input.")) ?? "";
  const { origin } = z
    .object({ origin: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  const type = { html: "text/html", json: "application/json" }[input.slice("input.".length)];
  return { url: origin, type: type ?? "text/plain", body: readFileSync(join(folder, input)) };
}

type Saved = ReturnType<typeof saved>;

const AS_WARC = ({ url, type, body }: Saved) => warc(response(url, type, new Uint8Array(body)));
const AS_HAR = ({ url, type, body }: Saved) => {
  const content = { mimeType: type, text: body.toString("base64"), encoding: "base64" };
  const startedDateTime = "2017-05-05T20:00:00Z";
  const entries = [{ startedDateTime, request: { url }, response: { status: 200, content } }];
  return JSON.stringify({ log: { version: "1.2", entries } });
};

async function told(bytes: Uint8Array | string, manifest: Manifest | null) {
  return inSite(async (site) => {
    const { hash, report } = await load(site, bytes, { manifest });
    const claims = await claimsOf(site, hash);
    expect(claims.length).toBeGreaterThan(0);
    const codes = report?.diagnostics.map(({ code }) => code) ?? [];
    return { hash, claims, isUnproven: codes.includes("archive-unproven") };
  });
}

const from = (more: object) => manifestSchema.parse({ origin: "a stick on the doorstep", ...more });

describe.each([
  ["a WARC file", AS_WARC],
  ["a HAR file", AS_HAR],
])("of %s", (_, make) => {
  it.each([
    ["a copy in the Wayback Machine", () => saved("wayback-page/article")],
    ["a paste", () => saved("pastebin-page/old-look")],
    ["a thread", () => saved("vichan-page/thread")],
    ["a list of captures", () => saved("cdx/server-lines")],
    ["a list of captures in JSON", () => saved("cdx-json/server-rows")],
    ["a TimeMap", () => saved("timemap/link-format")],
    [
      "a raw paste",
      () => ({
        url: "https://pastebin.com/raw/AbCd1234",
        type: "text/plain",
        body: Buffer.from("the mill is closed"),
      }),
    ],
  ])(
    "%s is reported by the archive, and recorded where a manifest says who collected it",
    async (_, file) => {
      const bytes = make(file());
      for (const manifest of [null, from({ collected: "2026-11-27" })]) {
        const { hash, claims, isUnproven } = await told(bytes, manifest);
        expect(claims.filter(({ basis }) => basis === "recorded")).toEqual([]);
        const names = claims.map(({ source }) => source?.name);
        expect(names).toContain(`the web archive ${hash?.slice(0, 19)}`);
        expect(isUnproven).toBe(true);
      }
      const vouched = await told(bytes, from({ collectedBy: "the desk" }));
      expect(vouched.claims.map(({ basis }) => basis)).toContain("recorded");
      expect(vouched.isUnproven).toBe(false);
    },
  );
});

it("an answer of an interface is recorded as it is in a file of its own", async () => {
  const { claims, isUnproven } = await told(
    warc(response(THREAD_URL, "application/json", thread(2))),
    null,
  );
  expect(claims.map(({ basis }) => basis)).toContain("recorded");
  expect(isUnproven).toBe(false);
});

it("a copy that the archive alone tells of is shown by when the archive got it", async () => {
  const { claims } = await told(AS_WARC(saved("wayback-page/article")), null);
  const date = Date.UTC(2017, 4, 5, 20, 0, 0, 999);
  expect(new Set(claims.map(({ shownBy }) => shownBy))).toEqual(new Set([date]));
});
