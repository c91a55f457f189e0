/** The page's addresses, asked over HTTP: one document for all, and words where nothing is. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageAt } from "../../src/model/pages.ts";
import { type Running, start } from "./server.ts";

const DOCUMENT = "<!doctype html><title>the built page</title>";
const HASH = `sha256:${"0".repeat(64)}`;
const HTML = { Accept: "text/html" };

let web: string;
let server: Running;
beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), "headwater-web-"));
  await mkdir(join(web, "assets"));
  await writeFile(join(web, "index.html"), DOCUMENT);
  await writeFile(join(web, "assets/index-abc123.js"), "export {};");
  server = await start({ empty: true, web });
});
afterAll(async () => {
  await server.close();
  await rm(web, { recursive: true });
});

describe("the page's document", () => {
  it.each([
    "/",
    "/?from=case:macronleaks/emleaks&to=twitter:@wikileaks",
    ...["/first", "/what-if", "/reach", "/crossings", "/latency", "/adoption"],
    ...["/search?q=a", "/evidence", "/load", "/note", "/case"],
    ...[
      "/items/4chan%2Fpol",
      "/items/case:macronleaks/pol-op",
      "/items/https%3A%2F%2Fa.example%2F",
    ],
    `/evidence/${HASH}`,
  ])("is at %s", async (path) => {
    const told = await server.get(path, HTML);
    expect(told.status).toBe(200);
    expect(told.text).toBe(DOCUMENT);
    expect(told.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(told.headers["cache-control"]).toBe("private, no-cache");
    const policy = told.headers["content-security-policy"];
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|data:|blob:|\*/);
  });

  it.each([
    ...["/first/", "/First", "/items/", "/items/%ff", "/evidence/", "/evidence/nothing"],
    ...["/nowhere", "/index.html", "/assets", "/assets/", "/assets/nothing.js"],
    "/assets/../index.html",
  ])("is not at %s, and a page of words says so", async (path) => {
    const told = await server.get(path, HTML);
    expect(told.status).toBe(404);
    const page = load(told.text);
    expect(page("title").text()).toMatch(/^Error: /);
    expect(page("main h1").text()).toBe("No such address");
    expect(page("script, style, [style]").length).toBe(0);
  });

  it("is only read", async () => {
    const told = await server.post("/first", {});
    expect(told.status).toBe(405);
    expect(told.headers.allow).toBe("GET, HEAD");
  });
});

it("keeps scripts and styles for good, for their names change with them", async () => {
  const told = await server.get("/assets/index-abc123.js");
  expect(told.status).toBe(200);
  expect(told.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(told.headers["x-content-type-options"]).toBe("nosniff");
});

it("has a sheet and an icon for the pages that the server writes itself", async () => {
  const sheet = await server.get("/page.css");
  expect(sheet.headers["content-type"]).toBe("text/css; charset=utf-8");
  expect(sheet.text).not.toMatch(/@import|url\(|https?:/);
  const told = await server.get("/nowhere", HTML);
  // Of the form for the token, and of a detail that is cut.
  const classes = new Set(["problem", "cut"]);
  for (const [, names = ""] of told.text.matchAll(/class="([^"]+)"/g)) classes.add(names);
  const styled = sheet.text.matchAll(/\.([a-z][a-z-]*)(?=[^{}]*\{)/g);
  expect([...new Set([...styled].map(([, name]) => name))].toSorted()).toEqual(
    [...classes].toSorted(),
  );
  const icon = await server.get("/favicon.svg");
  expect(icon.headers["content-type"]).toBe("image/svg+xml; charset=utf-8");
  expect(icon.text).not.toMatch(/script|href|on\w+=/);
});

it("that is not built is said in one line, and the API works", async () => {
  const lines: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line) => lines.push(line) });
  const without = await start({ empty: true, web: join(web, "nothing"), logger });
  try {
    expect(lines).toEqual([expect.stringContaining("npm run build:web")]);
    expect((await without.get("/api/health")).status).toBe(200);
    expect((await without.get("/", HTML)).status).toBe(404);
  } finally {
    await without.close();
  }
});

describe("an address of the page", () => {
  it("says what it is about, decoded", () => {
    expect(pageAt("/items/twitter%3A%40wikileaks")).toEqual({
      page: "item",
      about: "twitter:@wikileaks",
    });
    expect(pageAt("/items/a/b%3Fc")).toEqual({ page: "item", about: "a/b?c" });
    expect(pageAt(`/evidence/${encodeURIComponent(HASH)}`)).toEqual({
      page: "evidenceFile",
      about: HASH,
    });
  });
});
