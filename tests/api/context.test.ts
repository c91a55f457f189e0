/** What stands around a quote, over HTTP: from the bytes as they are, and never from others. */
import { chmod, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import type { Citation } from "../../src/model/answer.ts";
import type { Hash } from "../../src/model/evidence.ts";
import { contextAnswerSchema } from "../../src/model/report.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { tweets } from "../ingest/sites.ts";
import { type Running, start } from "./server.ts";

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const address = (hash: string, query: Record<string, string>): string =>
  `/api/evidence/${encodeURIComponent(hash)}/context?${new URLSearchParams(query)}`;

async function around(hash: string, query: Record<string, string>) {
  const { status, json } = await server.get(address(hash, query));
  expect(status).toBe(200);
  return contextAnswerSchema.parse(json());
}

const ordinal = ({ claim }: Citation): string => claim.slice(claim.lastIndexOf("#") + 1);

async function citations(): Promise<Citation[]> {
  const asked = "/api/trace?from=case:macronleaks/emleaks&to=twitter:@wikileaks";
  return traceAnswerSchema.parse((await server.get(asked)).json()).citations;
}

async function uploaded(name: string, body: string, also: Record<string, string> = {}) {
  const job = await server.ended(await server.upload({ name, ...also }, body));
  expect(job.state).toBe("done");
  const evidence = await server.evidence();
  const found = evidence.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not loaded`);
  return found.hash;
}

it("a citation of an answer has its record around it, and the record its file", async () => {
  const [first] = await citations();
  if (!first) throw new Error("nothing is cited");
  const { context, state } = await around(first.evidence.hash, {
    ...{ claim: ordinal(first), at: first.at ?? "" },
  });
  expect(state).toBe("read");
  expect(context?.before).toContain("LINKS_TO");
  expect(context?.after).toContain("BBC Trending");
  const whole = await around(first.evidence.hash, { claim: ordinal(first) });
  expect(whole.context?.before).toContain("\n");
  expect(`${whole.context?.before}${whole.context?.after}`).not.toContain(first.quote);
});

describe("is told of no other bytes", () => {
  it("than those that were loaded: changed ones are altered", async () => {
    const hash: Hash = await uploaded("changed.ndjson", tweets(0, 1));
    const path = new EvidenceFolder(server.site.evidence).pathOf(hash);
    await chmod(path, 0o600);
    await writeFile(path, tweets(0, 1, "other words"));
    expect(await around(hash, { claim: "1", at: "/text" })).toMatchObject({
      ...{ state: "altered", context: null },
    });
  });

  it("than those that are kept", async () => {
    const hash = await uploaded("secret.ndjson", tweets(1, 1), { hashOnly: "true" });
    expect(await around(hash, { claim: "1", at: "/text" })).toMatchObject({
      ...{ state: "not kept", context: null },
    });
  });
});

it.each([
  ["a place that is none", { at: "999" }],
  ["a place of another kind", { at: "/__proto__/constructor" }],
])("%s has nothing around it", async (_, query) => {
  const [first] = await citations();
  const told = await around(first?.evidence.hash ?? "", { claim: "1", ...query });
  expect(told).toMatchObject({ state: "read", context: null });
});

it.each([
  ["a claim that is none", { claim: "100000" }, 404],
  ["no claim", {}, 400],
  ["a claim that is no number", { claim: "1.5" }, 400],
  ["a place that is too long", { claim: "1", at: "x".repeat(2001) }, 400],
])("%s is refused", async (_, query: Record<string, string>, status) => {
  const [first] = await citations();
  expect((await server.get(address(first?.evidence.hash ?? "", query))).status).toBe(status);
});

it("evidence that is not loaded has none", async () => {
  expect((await server.get(address(`sha256:${"0".repeat(64)}`, { claim: "1" }))).status).toBe(404);
});
