/** What is given with an upload: zone, mapping, and that only its hash is kept. */
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { evidenceAnswerSchema } from "../../src/model/report.ts";
import { tweets } from "../ingest/sites.ts";
import { type Running, start } from "./server.ts";

let server: Running;
beforeAll(async () => {
  server = await start({ empty: true });
});
afterAll(() => server.close());

const upload = (query: Record<string, string>, text = tweets(0, 1)) =>
  server.upload({ name: "a.json", ...query }, Buffer.from(text));

it("is refused at once where it is none", async () => {
  for (const [name, value] of [
    ["zone", "Mars/Base"],
    ["mapping", "{"],
    ["mapping", '{"basis":"recorded"}'],
  ] as const) {
    const told = await upload({ [name]: value });
    expect([told.status, told.json()]).toMatchObject([400, { code: "usage" }]);
  }
  expect((await upload({ hashOnly: "perhaps" })).status).toBe(400);
});

it("is kept with the evidence", async () => {
  const job = await server.ended(await upload({ zone: "Europe/Paris" }));
  expect(job).toMatchObject({ state: "done", result: { files: [{ status: "imported" }] } });
  const again = await server.ended(await upload({ zone: "+02:00" }));
  expect(again).toMatchObject({ result: { files: [{ status: "amended" }] } });
  const evidence = await server.evidence();
  expect(evidence).toMatchObject([{ given: { zone: { name: "+02:00", reason: "granted" } } }]);
});

it("keeps no bytes where only the hash is to be kept", async () => {
  const before = await readdir(server.site.evidence, { recursive: true });
  const job = await server.ended(await upload({ hashOnly: "true" }, tweets(5, 1, "a secret")));
  expect(job).toMatchObject({ state: "done", result: { files: [{ status: "imported" }] } });
  expect(await readdir(server.site.evidence, { recursive: true })).toEqual(before);
  const evidence = await server.evidence();
  const { hash } = evidence.find(({ hashOnly }) => hashOnly) ?? {};
  const shown = evidenceAnswerSchema.parse((await server.get(`/api/evidence/${hash}`)).json());
  expect(shown.bytes).toBe("not kept");
  expect((await server.get(`/api/evidence/${hash}/bytes`)).status).toBe(404);
  expect(shown.record.hashOnly).toBe(true);
  expect(JSON.stringify(shown)).not.toContain("secret");
});
