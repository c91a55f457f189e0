/** Answers handed on over HTTP: attachments that no browser shows in place, from the same query as the answer. */
import { load } from "cheerio";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { PASTE } from "../macronleaks.ts";
import { type Running, start } from "./server.ts";

const ENDS = `from=${PASTE}&to=twitter:@wikileaks`;
const QUESTIONS: [string, string][] = [
  ["trace", `${ENDS}&without=reddit&earliest=2017-05-05T18:00&basis=inferred&paths=2`],
  ["first", "of=4chan&of=pastebin"],
  ["crossings", `from=${PASTE}&limit=3`],
  ["latency", "to=twitter"],
  ["adoption", "of=tag:macronleaks&points=2"],
  ["reach", `from=${PASTE}&without=4chan/pol`],
  ["what-if", `${ENDS}&latest=2017-05-06`],
];

const rowsSchema = z.array(z.record(z.string(), z.string()));

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const digestIn = (text: string): string =>
  /"digest":"(sha256:[0-9a-f]{64})"\}$/.exec(text)?.[1] ?? "";

describe.each(QUESTIONS)("%s", (kind, query) => {
  it("is given as a report, whose address gives the same answer again", async () => {
    const answer = await server.get(`/api/${kind}?${query}`);
    const told = await server.get(`/api/${kind}/report?${query}`);
    expect(told.status).toBe(200);
    expect(told.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(told.headers["content-disposition"]).toMatch(
      new RegExp(`^attachment; filename=headwater-${kind}-[0-9a-f]{12}\\.html$`),
    );
    expect(told.headers["content-security-policy"]).toMatch(/^default-src 'none'.*sandbox$/);
    const page = load(told.text);
    const digest = digestIn(answer.text);
    expect(digest).not.toBe("");
    expect(page("#replay").text()).toContain(digest);
    const address = page("#replay code").last().text();
    expect(digestIn((await server.get(address)).text)).toBe(digest);
  });

  it("is given as a table", async () => {
    const told = await server.get(`/api/${kind}.csv?${query}`);
    expect(told.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(told.headers["content-disposition"]).toContain(".csv");
    const rows = rowsSchema.parse(parse(told.text, { columns: true }));
    const digest = digestIn((await server.get(`/api/${kind}?${query}`)).text);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row["answer digest"]).toBe(digest);
  });
});

describe("without accounts", () => {
  it("are JSON, report and table alike, and JSON has an ETag of its own", async () => {
    const texts = [];
    const names = [];
    for (const path of ["trace", "trace/report", "trace.csv"]) {
      const { text, headers } = await server.get(`/api/${path}?${ENDS}&accounts=redacted`);
      texts.push(text);
      if (path !== "trace") names.push(headers["content-disposition"]);
    }
    expect(names).toEqual([
      expect.stringMatching(
        /^attachment; filename="?headwater-trace-[0-9a-f]{12}-without-accounts\.html"?$/,
      ),
      expect.stringMatching(
        /^attachment; filename="?headwater-trace-[0-9a-f]{12}-without-accounts\.csv"?$/,
      ),
    ]);
    expect(texts[1]).toContain(
      "Names in quoted words may remain, and ids of posts lead to accounts",
    );
    for (const text of texts) {
      expect(text).toContain("[account 1]");
      expect(text.toLowerCase()).not.toContain("wikileaks");
    }
    const [whole, redacted] = [
      await server.get(`/api/trace?${ENDS}`),
      await server.get(`/api/trace?${ENDS}&redact=1`),
    ];
    expect(redacted.headers.etag).not.toBe(whole.headers.etag);
    expect(traceAnswerSchema.parse(redacted.json())).toEqual(whole.json());
  });

  it("are asked for in one way", async () => {
    for (const wrong of ["accounts=named", "accounts=", "redact=yes"]) {
      expect((await server.get(`/api/trace?${ENDS}&${wrong}`)).status).toBe(400);
    }
    expect((await server.get(`/api/trace/report?${ENDS}&redact=1`)).status).toBe(400);
  });
});

it("a question that cannot be answered is a problem, and no report", async () => {
  const told = await server.get("/api/trace/report?from=%22xyzzy%22&to=twitter");
  expect(told.status).toBe(404);
  expect(told.headers["content-type"]).toMatch(/^application\/problem\+json/);
});
