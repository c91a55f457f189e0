/** The form by which a browser gives the token: what it takes, refuses, and leads to. */
import { load } from "cheerio";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { localPath } from "../../src/api/security.ts";
import { ask, type Running, start, type Told } from "./server.ts";

const TOKEN = "correct-horse-battery-staple";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let server: Running;
beforeAll(async () => {
  server = await start({ token: TOKEN, empty: true });
});
afterAll(() => server.close());
/** Each test in a minute of its own, for wrong tokens are counted by the minute. */
let now = Date.now();
beforeEach(() => {
  now += 120_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
});

const post = (body: string | Uint8Array, headers: Record<string, string> = {}, path = "/login") =>
  ask(server.url, path, { method: "POST", headers: { ...FORM, ...headers }, body });
const withToken = (token: string): string => new URLSearchParams({ token }).toString();

function expectPage(told: Told, status: number): void {
  expect(told.status).toBe(status);
  expect(told.headers["content-type"]).toContain("text/html");
  expect(load(told.text)("title").text()).toMatch(/^Error: /);
}

describe("what is no form of ours", () => {
  it("is told so on a page", async () => {
    expectPage(await post("a=1&b=2&c=3&d=4&token=x"), 400);
    expectPage(await post("junk", { "Content-Encoding": "gzip" }), 415);
    expectPage(await post(`token=${"x".repeat(5000)}`), 413);
    expectPage(await post("other=x"), 400);
    expectPage(await post(`${withToken("x")}&token=y`), 400);
    expectPage(await post("{}", { "Content-Type": "application/json" }), 400);
    expectPage(await post(withToken(TOKEN), { Origin: "https://evil.example" }), 403);
    const other = await ask(server.url, "/login", { method: "DELETE" });
    expectPage(other, 405);
    expect(other.headers.allow).toBe("GET, HEAD, POST");
  });
});

describe("wrong tokens", () => {
  it("are limited, in the form and in headers, and lock nobody out", async () => {
    const bearer = (token: string) =>
      server.get("/api/coverage", { Authorization: `Bearer ${token}` });
    for (let i = 0; i < 20; i += 1) expect((await post(withToken(TOKEN))).status).toBe(303);
    for (let i = 0; i < 5; i += 1) {
      expectPage(await post(withToken("wrong")), 401);
      expect((await bearer("wrong")).status).toBe(401);
    }
    expectPage(await post(withToken("wrong")), 429);
    const refused = await bearer("wrong");
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBeDefined();
    expect((await bearer(TOKEN)).status).toBe(200);
    expect((await post(withToken(TOKEN))).status).toBe(303);
  });
});

describe("after the form", () => {
  it("the browser goes to the page it asked for", async () => {
    const path = "/items/4chan%2Fpol?a=b&c=%26";
    for (const method of ["GET", "HEAD"]) {
      const sent = await ask(server.url, path, { method, headers: { Accept: "text/html" } });
      expect(sent.status).toBe(303);
      const form = await server.get(sent.headers.location ?? "");
      const action = load(form.text)("form").attr("action") ?? "";
      const wrong = await post(withToken("wrong"), {}, action);
      expect(load(wrong.text)("form").attr("action")).toBe(action);
      expect((await post(withToken(TOKEN), {}, action)).headers.location).toBe(path);
    }
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/.//evil.example/",
    "/x/..//evil.example/",
    "/\t/evil.example/",
    "javascript:alert(1)",
    "/a\r\nSet-Cookie: a=b",
    "",
  ])("it never goes elsewhere: %j", async (next) => {
    expect(localPath(next)).toBe("/");
    const path = `/login?${new URLSearchParams({ next })}`;
    expect((await post(withToken(TOKEN), {}, path)).headers.location).toBe("/");
  });
});

it("its stylesheet and icon need no token", async () => {
  expect((await server.get("/page.css")).headers["content-type"]).toContain("text/css");
  expect((await server.get("/favicon.svg")).headers["content-type"]).toContain("image/svg+xml");
});
