/** Requests that nobody means well by: each is told what is wrong, none is a fault of the server's own. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../src/model/problem.ts";
import { ask, type Running, start } from "./server.ts";

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  expect((await server.get("/api/coverage")).status).toBe(200);
  await server.close();
});

describe("paths and queries", () => {
  it.each([
    // Percent signs that encode nothing, and bytes that are no UTF-8.
    ["/api/items/%", 400],
    ["/api/items/%E0%A4%A", 400],
    ["/api/items/%FF", 400],
    ["/api/search?q=%", 400],
    ["/api/search?q=%C3%28", 400],
    // Traversal.
    ["/api/evidence/..%2f..%2f..%2fetc%2fpasswd", 400],
    ["/api/evidence/..%2f..%2fstore.db/bytes", 400],
    ["/api/evidence/sha256:..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd/bytes", 400],
    ["/api/docs/..%2f..%2fpackage.json", 404],
    ["/api/docs/../../../package.json", 404],
    ["/../../etc/passwd", 404],
    [`/api/evidence/SHA256:${"A".repeat(64)}`, 400],
    [`/api/evidence/sha256:${"0".repeat(64)}%0a`, 400],
    // Names of an object's own workings.
    ["/api/search?__proto__=x&q=a", 400],
    ["/api/search?constructor=x&q=a", 400],
    ["/api/search?q[__proto__]=x", 400],
    ["/api/search?q[]=x", 400],
    ["/api/search?q[a]=x&q=b", 400],
    ["/api/problems/constructor", 404],
    ["/api/jobs/__proto__", 404],
    ["/api/items/__proto__", 400],
    // Doubled, empty, of another type.
    ["/api/search?q=a&q=b", 400],
    ["/api/search?q=", 400],
    ["/api/search", 400],
    ["/api/search?q=a&limit=", 400],
    ["/api/search?q=a&limit=1.5", 400],
    ["/api/search?q=a&limit=NaN", 400],
    ["/api/search?q=a&limit=0x10", 400],
    ["/api/search?q=a&limit=%2010", 400],
    ["/api/search?q=a&limit=99999999999999999999", 400],
    ["/api/first?of=%20", 400],
    // Too much of it.
    [`/api/first?${"of=twitter&".repeat(51)}`, 400],
    [`/api/trace?from=a&to=b&${"without=twitter&".repeat(51)}`, 400],
    [`/api/neighbourhood?${"key=pastebin:gLpwpU2U&".repeat(201)}`, 400],
    [`/api/items/${"a".repeat(2001)}`, 400],
    [`/api/search?q=${"a".repeat(501)}`, 400],
    [`/api/search?q=${"a".repeat(20_000)}`, 414],
    // Other spellings of a path are other paths.
    ["/API/health", 404],
    ["/api/health/", 404],
    ["/api//health", 404],
  ])("%s", async (path, status) => {
    const told = await server.get(path);
    const problem = problemSchema.parse(told.json());
    expect({ ...problem, path }).toMatchObject({ path, status });
    expect(told.status).toBe(status);
    expect(told.text).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  });

  it("words of a search language are words", async () => {
    for (const words of ['"', "a OR b", "NEAR(a b)", "a*", "words:a", "'; DROP TABLE nodes; --"]) {
      expect((await server.get(`/api/search?q=${encodeURIComponent(words)}`)).status).toBe(200);
    }
  });
});

describe("methods", () => {
  it("that a path does not take are told which it takes", async () => {
    for (const [method, path, allow] of [
      ["POST", "/api/trace", "GET, HEAD"],
      ["DELETE", "/api/evidence", "GET, HEAD, POST"],
      ["PATCH", "/api/jobs/x", "DELETE, GET, HEAD"],
      ["GET", `/api/evidence/sha256:${"0".repeat(64)}/purge`, "POST"],
      ["OPTIONS", "/api/coverage", "GET, HEAD"],
      ["TRACE", "/api/health", "GET, HEAD"],
      ["POST", "/", "GET, HEAD"],
      ["PUT", "/first", "GET, HEAD"],
      ["DELETE", "/items/4chan%2Fpol", "GET, HEAD"],
      ["POST", "/search", "GET, HEAD"],
      ["PATCH", "/evidence", "GET, HEAD"],
      ["POST", `/evidence/sha256:${"0".repeat(64)}`, "GET, HEAD"],
    ] as const) {
      const told = await ask(server.url, path, { method });
      expect({ method, status: told.status, allow: told.headers.allow }).toEqual({
        method,
        status: 405,
        allow,
      });
    }
  });

  it("HEAD is GET without a body", async () => {
    for (const path of ["/api/coverage", "/api/openapi.json"]) {
      const [head, get] = [await ask(server.url, path, { method: "HEAD" }), await server.get(path)];
      expect(head).toMatchObject({ status: 200, text: "" });
      expect(head.headers.etag).toBe(get.headers.etag);
      expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
    }
  });
});

describe("bodies", () => {
  const JSON_TYPE = { "Content-Type": "application/json" };
  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    ask(server.url, path, { method: "POST", body, headers: { ...JSON_TYPE, ...headers } });

  it.each<[string, string | Uint8Array, number, Record<string, string>?]>([
    ["no JSON", "{", 400],
    ["no object", '"x"', 400],
    ["nothing", "", 400],
    ["null", "null", 400],
    ["deeply nested", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, 400],
    ["unknown fields", '{"statements":[{"kind":"item"}],"admin":true}', 400],
    ["__proto__", '{"statements":[{"kind":"item"}],"__proto__":{"author":"x"}}', 400],
    ["__proto__ of a row", '{"statements":[{"__proto__":{"kind":"item"}}]}', 400],
    ["numbers for text", '{"statements":[{"kind":1}]}', 400],
    ["an unknown column", '{"statements":[{"colour":"red"}]}', 400],
    ["no rows", '{"statements":[]}', 400],
    ["compressed", "{}", 415, { "Content-Encoding": "gzip" }],
    ["of another charset", "{}", 415, { "Content-Type": "application/json; charset=iso-8859-1" }],
    ["of another type", "{}", 415, { "Content-Type": "text/plain" }],
  ])("%s", async (_, body, status, headers) => {
    const told = await post("/api/statements", body, headers);
    expect(problemSchema.parse(told.json()).status).toBe(status);
    expect(told.status).toBe(status);
  });

  it("an upload that is compressed on its way is not taken for the file", async () => {
    const headers = { "Content-Type": "application/octet-stream", "Content-Encoding": "gzip" };
    const told = await ask(server.url, "/api/evidence?name=a", {
      method: "POST",
      headers,
      body: "x",
    });
    expect(told.status).toBe(415);
  });

  it("a manifest in the query is read as strictly as a file of it", async () => {
    for (const manifest of [
      "x",
      "{}",
      '{"origin":"x","admin":true}',
      '{"origin":"x","collected":"yesterday"}',
      '{"origin":"x","zone":{"name":"Mars","reason":"granted"}}',
      "[1]",
    ]) {
      const told = await server.upload({ name: "a.txt", as: "file", manifest }, "x");
      expect(told.json()).toMatchObject({ status: 400, code: "bad-manifest" });
    }
    for (const name of ["..", "/", "a/..", "\\.."]) {
      expect((await server.upload({ name, as: "file" }, "x")).json()).toMatchObject({
        status: 400,
        where: "name",
      });
    }
  });
});

describe("no HTTP at all", () => {
  it.each([
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "GET\r\n\r\n",
    "GET /api/health HTTP/1.1\r\n\r\n",
    `GET /api/health HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(40_000)}\r\n\r\n`,
    "POST /api/evidence?name=a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ])("is refused and the connection closed: %j", async (text) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let told = "";
    socket.on("data", (chunk) => {
      told += String(chunk);
    });
    socket.write(text, "latin1");
    await new Promise((resolve) => socket.once("close", resolve));
    expect(told).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});
