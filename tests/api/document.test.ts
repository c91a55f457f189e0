/** The document says what the server does: every route is asked, every answer held against its schema. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ROUTES } from "../../src/api/routes.ts";
import { evidenceListSchema } from "../../src/model/report.ts";
import { ask, type Running, start, type Told } from "./server.ts";

const contentSchema = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
const operationSchema = z.looseObject({
  operationId: z.string(),
  responses: z.record(
    z.string(),
    z.looseObject({
      content: contentSchema.optional(),
      headers: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({}),
});

const TOKEN = "a token for the tests only";
const AUTHORIZATION = { Authorization: `Bearer ${TOKEN}` };
const JSON_TYPE = { "Content-Type": "application/json" };
const NO_HASH = `sha256:${"0".repeat(64)}`;
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

/** Questions whose answers are handed on. */
const EXPORTED = new Set(["trace", "first", "crossings", "latency", "adoption", "reach", "whatIf"]);

let server: Running;
let document: z.infer<typeof documentSchema>;
let hash: string;
let spare: string;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const asked = new Map<string, Set<string>>();

beforeAll(async () => {
  server = await start({ token: TOKEN.replaceAll(" ", "-") });
  AUTHORIZATION.Authorization = `Bearer ${TOKEN.replaceAll(" ", "-")}`;
  document = documentSchema.parse((await server.get("/api/openapi.json", AUTHORIZATION)).json());
  ajv.addSchema(document, "document");
  const list = await server.get("/api/evidence", AUTHORIZATION);
  const { evidence } = evidenceListSchema.parse(list.json());
  hash = evidence[0]?.hash ?? "";
  spare = evidence[1]?.hash ?? "";
});
afterAll(() => server.close());

const escaped = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");

/** Holds an answer against what the document says of that operation, status and type. */
function check(id: string, told: Told): void {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (operation.operationId !== id) continue;
      const status = `${told.status}`;
      const response = operation.responses[status];
      expect(Object.keys(operation.responses), `${id}: ${told.text}`).toContain(status);
      for (const header of Object.keys(response?.headers ?? {})) {
        expect(Object.keys(told.headers), id).toContain(header.toLowerCase());
      }
      asked.set(id, (asked.get(id) ?? new Set()).add(status));
      if (response?.content === undefined) {
        expect(told.text).toBe("");
        return;
      }
      const type = told.headers["content-type"]?.split(";")[0] ?? "none";
      expect(Object.keys(response.content), id).toEqual([type]);
      if (!type.endsWith("json")) return;
      const pointer = ["paths", path, method, "responses", status, "content", type, "schema"];
      const valid = ajv.validate(
        { $ref: `document#/${pointer.map(escaped).map(encodeURIComponent).join("/")}` },
        told.json(),
      );
      expect(ajv.errors ?? [], `${id} ${status}`).toEqual([]);
      expect(valid).toBe(true);
      return;
    }
  }
  throw new Error(`the document has no operation ${id}`);
}

const get = (path: string, headers = {}) => server.get(path, { ...AUTHORIZATION, ...headers });
const send = (method: string, path: string, body: string, headers: Record<string, string>) =>
  ask(server.url, path, { method, body, headers: { ...AUTHORIZATION, ...headers } });
const post = (path: string, body: unknown) => send("POST", path, JSON.stringify(body), JSON_TYPE);
const BYTES = { "Content-Type": "application/octet-stream" };

describe("every route", () => {
  it("answers as the document says", async () => {
    const paste = "case:macronleaks/emleaks";
    const reads: [string, string][] = [
      ["trace", `/api/trace?from=${paste}&to=twitter:@wikileaks&paths=5&basis=inferred`],
      ["trace", `/api/trace?from=twitter&to=pastebin&latest=2017-05-05`],
      ["first", "/api/first?of=4chan&of=tag:macronleaks"],
      ["first", "/api/first?of=reddit"],
      ["crossings", "/api/crossings"],
      ["crossings", `/api/crossings?from=${paste}&to=twitter&earliest=2017-05-05&limit=1`],
      ["latency", "/api/latency?basis=inferred"],
      ["timeline", "/api/timeline"],
      ["timeline", "/api/timeline?about=4chan/pol&latest=2017-05-06&limit=5"],
      ["latency", "/api/latency?from=reddit&to=twitter&limit=5"],
      ["adoption", "/api/adoption?of=tag:macronleaks"],
      ["adoption", `/api/adoption?of=${paste}&points=2&takers=1&latest=2017-05-06`],
      ["reach", `/api/reach?from=${paste}`],
      ["reach", "/api/reach?from=4chan&to=twitter&without=pastebin&without=reddit"],
      ["whatIf", `/api/what-if?from=${paste}&to=twitter:@wikileaks&without=4chan`],
      ["whatIf", "/api/what-if?from=twitter&to=pastebin&earliest=2017-05-05&basis=inferred"],
      ["item", "/api/items/case:macronleaks%2Fpol-op"],
      ["account", "/api/accounts/twitter:@jackposobiec"],
      ["show", "/api/show?of=4chan/pol"],
      ["search", "/api/search?q=macronleaks"],
      ["complete", "/api/complete?typed=wiki"],
      ["neighbourhood", `/api/neighbourhood?key=${paste}&key=case:macronleaks/pol-op`],
      ["findings", "/api/findings"],
      ["coverage", "/api/coverage"],
      ["listEvidence", "/api/evidence"],
      ["showEvidence", `/api/evidence/${hash}`],
      ["evidenceBytes", `/api/evidence/${hash}/bytes`],
      ["quoteContext", `/api/evidence/${hash}/context?claim=1`],
      ["listJobs", "/api/jobs"],
      ["listImporters", "/api/importers"],
      ["health", "/api/health"],
      ["openapi", "/api/openapi.json"],
      ["problem", "/api/problems/not-evidence"],
    ];
    const exported = reads
      .filter(([id]) => EXPORTED.has(id))
      .flatMap(([id, path]): [string, string][] => [
        [`${id}Report`, path.replace(/(?=\?|$)/, "/report")],
        [`${id}Csv`, `${path.replace(/(?=\?|$)/, ".csv")}`],
      ]);
    for (const [id, path] of [...reads, ...exported]) {
      const told = await get(path);
      expect(told.status, path).toBe(200);
      check(id, told);
    }
  });

  it("that changes something gives a job, as the document says", async () => {
    const statement = { kind: "item", subject: "case:doc/one", relation: "post", source: "A test" };
    const changes: [string, Promise<Told>][] = [
      ["importEvidence", send("POST", "/api/evidence?name=a.txt&as=file", "words", BYTES)],
      ["note", post("/api/statements", { statements: [statement], author: "A tester" })],
      ["verifyEvidence", post("/api/evidence/verify", {})],
      ["amendEvidence", post(`/api/evidence/${hash}/amend`, { origin: "a test" })],
      ["retractEvidence", post(`/api/evidence/${hash}/retract`, { reason: "a test" })],
      ["purgeEvidence", post(`/api/evidence/${spare}/purge`, {})],
    ];
    const ids: string[] = [];
    for (const [id, change] of changes) {
      const told = await change;
      expect(told.status, `${id}: ${told.text}`).toBe(202);
      check(id, told);
      const location = told.headers.location ?? "";
      ids.push(location);
      const watched = await get(`${location}/events`);
      expect(watched.headers["content-type"]).toContain("text/event-stream");
      check("watchJob", watched);
      const shown = await get(location);
      expect(shown.json()).toMatchObject({ state: "done", problem: null });
      check("showJob", shown);
    }
    check("listJobs", await get("/api/jobs"));
    check("cancelJob", await send("DELETE", ids[0] ?? "", "", {}));
  });

  it("tells its errors as the document says", async () => {
    const tag = (await get("/api/coverage")).headers.etag ?? "";
    const broken: [string, number, Promise<Told>][] = [
      ["coverage", 304, get("/api/coverage", { "If-None-Match": tag })],
      ["trace", 400, get("/api/trace")],
      ["trace", 401, server.get("/api/trace?from=twitter&to=pastebin")],
      ["trace", 414, get(`/api/trace?from=${"a".repeat(17_000)}&to=b`)],
      ["trace", 421, get("/api/trace", { Host: "evil.example" })],
      ["trace", 404, get("/api/trace?from=%22xyzzy%22&to=twitter")],
      ["first", 400, get("/api/first?of=")],
      ["first", 404, get("/api/first?of=xyzzy%20plugh")],
      ["crossings", 400, get("/api/crossings?earliest=2018&latest=2017")],
      ["crossings", 404, get("/api/crossings?from=%22xyzzy%22")],
      ["timeline", 400, get("/api/timeline?limit=0")],
      ["latency", 400, get("/api/latency?limit=0")],
      ["adoption", 400, get("/api/adoption")],
      ["reach", 400, get("/api/reach")],
      ["reach", 404, get("/api/reach?from=%22xyzzy%22")],
      ["whatIf", 400, get("/api/what-if?from=twitter")],
      ["whatIf", 404, get("/api/what-if?from=twitter&to=reddit&without=%22xyzzy%22")],
      ["item", 404, get("/api/items/twitter:status%2F1")],
      ["item", 400, get("/api/items/nonsense")],
      ["account", 404, get("/api/accounts/twitter:@nobody_here")],
      ["show", 400, get("/api/show")],
      ["show", 404, get("/api/show?of=%22xyzzy%22")],
      ["search", 400, get("/api/search?q=a&limit=1000")],
      ["complete", 400, get("/api/complete?typed=")],
      ["neighbourhood", 400, get("/api/neighbourhood?key=nonsense")],
      ["findings", 400, get("/api/findings?limit=x")],
      ["listEvidence", 400, get("/api/evidence?offset=-1")],
      ["showEvidence", 404, get(`/api/evidence/${NO_HASH}`)],
      ["showEvidence", 400, get("/api/evidence/sha256:1")],
      ["evidenceBytes", 404, get(`/api/evidence/${spare}/bytes`)],
      ["quoteContext", 404, get(`/api/evidence/${NO_HASH}/context?claim=1`)],
      ["quoteContext", 400, get(`/api/evidence/${hash}/context?claim=0`)],
      ["importEvidence", 400, send("POST", "/api/evidence?name=a&as=nonsense", "x", BYTES)],
      ["importEvidence", 415, send("POST", "/api/evidence?name=a", "x", JSON_TYPE)],
      [
        "importEvidence",
        403,
        send("POST", "/api/evidence?name=a", "x", { ...BYTES, Origin: "null" }),
      ],
      ["note", 400, post("/api/statements", { statements: [{ kind: "hug" }] })],
      ["note", 400, send("POST", "/api/statements", "{", JSON_TYPE)],
      ["note", 413, post("/api/statements", { statements: [{ quote: "a".repeat(1_100_000) }] })],
      ["note", 415, send("POST", "/api/statements", "{}", BYTES)],
      ["amendEvidence", 404, post(`/api/evidence/${NO_HASH}/amend`, { origin: "x" })],
      ["amendEvidence", 400, post(`/api/evidence/${hash}/amend`, { origin: 1 })],
      ["retractEvidence", 404, post(`/api/evidence/${NO_HASH}/retract`, {})],
      ["purgeEvidence", 400, post(`/api/evidence/${NO_HASH}/purge`, { why: "x" })],
      ["verifyEvidence", 404, post("/api/evidence/verify", { hash: NO_HASH })],
      ["showJob", 404, get(`/api/jobs/${UNKNOWN}`)],
      ["watchJob", 404, get(`/api/jobs/${UNKNOWN}/events`)],
      ["cancelJob", 404, send("DELETE", `/api/jobs/${UNKNOWN}`, "", {})],
      ["problem", 404, get("/api/problems/__proto__")],
    ];
    for (const [id, status, answer] of broken) {
      const told = await answer;
      expect(told.status, `${id}: ${told.text}`).toBe(status);
      check(id, told);
    }
  });

  it("of the table is in the document, and was asked", () => {
    const described = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(described.sort()).toEqual(ROUTES.map(({ id }) => id).sort());
    const unasked = ROUTES.filter(({ id, answers }) =>
      Object.keys(answers).some((status) => !asked.get(id)?.has(status)),
    );
    expect(unasked.map(({ id }) => id)).toEqual([]);
    expect(document.openapi).toMatch(/^3\.1\./);
  });
});
