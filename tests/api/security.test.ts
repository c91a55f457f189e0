/** Who may ask, from where, and what a browser may do with the answers. */

import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../src/model/problem.ts";
import { ask, type Running, start } from "./server.ts";

const TOKEN = "correct-horse-battery-staple";
const TRACE = "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks";
const STATEMENTS = JSON.stringify({ statements: [{ kind: "x" }] });

let server: Running;
let guarded: Running;
const log: string[] = [];
beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  [server, guarded] = await Promise.all([
    start({ logger: pino(sink), publicHosts: ["Desk.example"] }),
    start({
      token: TOKEN,
      empty: true,
      limits: { requestsPerMinute: { remote: 1, loopback: 60 } },
    }),
  ]);
});
afterAll(() => Promise.all([server.close(), guarded.close()]));

const codeOf = (told: { json: () => unknown }) => problemSchema.parse(told.json()).code;

describe("the Host header", () => {
  it("must be a name of the server, so that no other name can be made to lead here", async () => {
    const { port } = new URL(server.url);
    for (const host of [
      `127.0.0.1:${port}`,
      `LOCALHOST:${port}`,
      `[::1]:${port}`,
      "desk.example",
    ]) {
      expect((await server.get("/api/health", { Host: host })).status).toBe(200);
    }
    const strangers = [`evil.example:${port}`, "127.0.0.1", `127.0.0.1:${port}.evil.example`, "x"];
    for (const host of [...strangers, `localhost.evil.example:${port}`]) {
      const told = await server.get("/api/health", { Host: host });
      expect(told.status, host).toBe(421);
      expect(codeOf(told)).toBe("misdirected");
    }
  });
});

describe("a request that changes something", () => {
  const post = (headers: Record<string, string>) =>
    ask(server.url, "/api/statements", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: STATEMENTS,
    });

  it("is refused from a page of another site", async () => {
    const own = new URL(server.url).origin;
    const foreign: Record<string, string>[] = [
      { Origin: "https://evil.example" },
      { Origin: "null" },
      { Origin: own.replace(/\d+$/, "1") },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { Origin: own, "Sec-Fetch-Site": "cross-site" },
    ];
    for (const headers of foreign) {
      const told = await post(headers);
      expect({ headers, status: told.status }).toEqual({ headers, status: 403 });
      expect(codeOf(told)).toBe("forbidden");
    }
    // Past the door, where the statement itself is refused.
    for (const headers of [{}, { Origin: own }, { Origin: own, "Sec-Fetch-Site": "same-origin" }]) {
      expect(codeOf(await post(headers))).toBe("usage");
    }
  });

  it("cannot be a plain form of another site either", async () => {
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    for (const [path, type] of [
      ["/api/statements", form],
      ["/api/evidence?name=a", form],
      ["/api/evidence?name=a", { "Content-Type": "text/plain" }],
    ] as const) {
      const told = await ask(server.url, path, { method: "POST", headers: type, body: "a=b" });
      expect(told.status).toBe(415);
    }
  });
});

describe("headers", () => {
  it("let a browser run and frame nothing from elsewhere", async () => {
    for (const path of ["/api/health", "/api/docs", "/api/nothing", TRACE]) {
      const { headers } = await server.get(path);
      expect(headers["content-security-policy"]).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers["x-powered-by"]).toBeUndefined();
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("of the description for people need no inline script or style", async () => {
    const page = await server.get("/api/docs");
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.text).not.toMatch(/<script>|<style|style=|onload=|https?:/);
    for (const [, path] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await server.get(path ?? "")).status, path).toBe(200);
    }
  });
});

describe("the token", () => {
  it("is needed for everything but whether the server works", async () => {
    expect((await guarded.get("/api/health")).status).toBe(200);
    for (const path of ["/api/coverage", "/api/openapi.json", "/api/docs", "/api/nothing", "/"]) {
      const told = await guarded.get(path);
      expect(told.status, path).toBe(401);
      expect(told.headers["www-authenticate"]).toContain("Bearer");
      expect(codeOf(told)).toBe("unauthorized");
    }
  });

  it("opens only whole and right, and never from the address", async () => {
    const status = async (authorization: string) =>
      (await guarded.get("/api/coverage", { Authorization: authorization })).status;
    expect(await status(`Bearer ${TOKEN}`)).toBe(200);
    expect(await status(`bearer ${TOKEN}`)).toBe(200);
    for (const wrong of [TOKEN, `Basic ${TOKEN}`, "Bearer ", `Bearer ${TOKEN}x`, "Bearer x"]) {
      expect(await status(wrong), wrong).toBe(401);
    }
    expect((await guarded.get(`/api/coverage?token=${TOKEN}`)).status).toBe(401);
  });

  const login = (token: string) =>
    ask(guarded.url, "/login", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ token }).toString(),
    });

  it("given in the form, becomes a cookie that scripts and other sites cannot use", async () => {
    const sent = await guarded.get("/", { Accept: "text/html" });
    expect(sent).toMatchObject({ status: 303, headers: { location: "/login" } });
    expect((await guarded.get("/login")).text).toContain('type="password"');
    const refused = await login("wrong");
    expect(refused.status).toBe(401);
    expect(refused.headers["set-cookie"]).toBeUndefined();
    const entered = await login(TOKEN);
    expect(entered.status).toBe(303);
    const [cookie = ""] = entered.headers["set-cookie"] ?? [];
    expect(cookie).toMatch(/^headwater=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(TOKEN);
    const [pair = ""] = cookie.split(";");
    expect((await guarded.get("/api/coverage", { Cookie: `a=b; ${pair}` })).status).toBe(200);
    expect((await guarded.get("/api/coverage", { Cookie: `${pair}x` })).status).toBe(401);
    expect((await guarded.get("/api/coverage", { Cookie: `headwater=${TOKEN}` })).status).toBe(401);
  });

  it("cannot be guessed quickly", async () => {
    const tries = await Promise.all(Array.from({ length: 12 }, () => login("guess")));
    expect(tries.map(({ status }) => status)).toContain(429);
  });

  it("is asked of whoever asks too often no more", async () => {
    let told = await guarded.get("/api/health");
    for (let i = 0; i < 70 && told.status !== 429; i += 1) told = await guarded.get("/api/health");
    expect(told.status).toBe(429);
    expect(codeOf(told)).toBe("too-many");
    expect(Number(told.headers["retry-after"])).toBeGreaterThan(0);
  });
});

describe("the log", () => {
  it("holds method, route, status and time: no query, key, header or body", async () => {
    log.length = 0;
    await server.get(`${TRACE}&without=secret-selector`, {
      Authorization: "Bearer secret-token",
      Cookie: "headwater=secret-cookie",
      Referer: "http://secret-referer.example/",
    });
    await server.get("/api/items/case:secret%2Fkey");
    await server.get("/secret-path");
    await ask(server.url, "/api/statements", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ statements: [{ kind: "item", quote: "secret-body" }] }),
    });
    const text = log.join("");
    expect(text).not.toContain("secret");
    expect(text).toMatch(
      /"method":"GET"\},"route":"\/api\/trace","res":\{"status":200\},"responseTime":\d/,
    );
    expect(text).toContain("/api/items/{key}");
  });
});
