/** Entity tags: the same question on the same evidence is not answered twice. */
import { appendFile, chmod } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import { traceAnswerSchema } from "../../src/model/answer.ts";
import { evidenceListSchema } from "../../src/model/report.ts";
import { type Running, start } from "./server.ts";

const QUESTION = "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks";

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const tagOf = async (path: string): Promise<string> => {
  const { headers } = await server.get(path);
  expect(headers["cache-control"]).toBe("private, no-cache");
  expect(headers.etag).toMatch(/^"[\w-]{27}"$/);
  return headers.etag ?? "";
};

it("is strong, and the same question however it is written has the same", async () => {
  const tag = await tagOf(QUESTION);
  expect(await tagOf(`${QUESTION}&basis=reported&paths=1`)).toBe(tag);
  expect(await tagOf("/api/trace?to=twitter:%40wikileaks&from=case%3Amacronleaks%2Femleaks")).toBe(
    tag,
  );
  const others = [
    `${QUESTION}&basis=inferred`,
    `${QUESTION}&without=4chan`,
    "/api/items/case:macronleaks%2Femleaks",
    "/api/accounts/twitter:@wikileaks",
  ];
  const tags = await Promise.all(others.map(tagOf));
  expect(new Set([tag, ...tags]).size).toBe(others.length + 1);
});

it("is answered 304 without a body while the evidence is the same", async () => {
  const tag = await tagOf(QUESTION);
  for (const held of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const told = await server.get(QUESTION, { "If-None-Match": held });
    expect(told).toMatchObject({ status: 304, text: "" });
    expect(told.headers.etag).toBe(tag);
  }
  expect((await server.get(QUESTION, { "If-None-Match": '"other"' })).status).toBe(200);
});

it("does not pass for an error: a wrong question stays wrong", async () => {
  const told = await server.get("/api/trace?from=a", { "If-None-Match": "*" });
  expect(told.status).toBe(400);
  expect(told.headers.etag).toBeUndefined();
});

it("stays when kept bytes are altered, but no answer takes their words for evidence", async () => {
  const { evidence } = evidenceListSchema.parse((await server.get("/api/evidence")).json());
  const hash = evidence.find(({ name }) => name === "press.csv")?.hash ?? "";
  const citations = async () => {
    const answer = traceAnswerSchema.parse((await server.get(QUESTION)).json());
    return answer.citations.filter((one) => one.evidence.hash === hash);
  };
  expect((await citations()).map(({ quoteState }) => quoteState)).toContain("read");
  const path = new EvidenceFolder(server.site.evidence).pathOf(hash);
  await chmod(path, 0o644);
  await appendFile(path, "forged");
  expect(new Set((await citations()).map(({ quoteState }) => quoteState))).toEqual(
    new Set(["altered"]),
  );
});

it("changes with the evidence, and comes back to no former one", async () => {
  const before = await tagOf(QUESTION);
  const text = (await server.get(QUESTION)).text;
  const { evidence } = evidenceListSchema.parse((await server.get("/api/evidence")).json());
  const hash = evidence.find(({ name }) => name === "press.csv")?.hash;
  const job = await server.ended(await server.post(`/api/evidence/${hash}/retract`, {}));
  expect(job).toMatchObject({ state: "done", problem: null });
  const after = await server.get(QUESTION, { "If-None-Match": before });
  expect(after.status).toBe(200);
  expect(after.headers.etag).not.toBe(before);
  expect(after.text).not.toBe(text);
});
