/** What no fixture is large enough for. */

import { expect, it } from "vitest";
import { discordExport } from "../../src/importers/discord/discord-export.ts";
import { contextFrom } from "../../src/importers/importer.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const ID = "1064990824305274930";

async function read(message: string) {
  const text = `{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[${message}]}`;
  const manifest = manifestSchema.parse({ origin: "a test" });
  const [record] = await collect(
    discordExport.parse(inChunks(utf8(text), 65_536), contextFrom(manifest)),
  );
  return record;
}

it("reads a megabyte of words, links and brackets", async () => {
  const words = [
    "https://a.example/ ".repeat(50_000),
    `https://a.example/${")".repeat(1_000_000)}`,
  ];
  for (const content of words) {
    const record = await read(`{"id":"${ID}","content":"${content}"}`);
    const links = record?.claims
      .at(-1)
      ?.facts.filter((fact) => "relation" in fact && fact.relation === "LINKS_TO");
    expect(links).toEqual([expect.objectContaining({ object: "web:https://a.example/" })]);
  }
});

it("reads 100,000 attachments whose ids are numbers beyond 2^53, each with its own", async () => {
  const files = Array.from({ length: 100_000 }, (_, i) => `{"id":${10n ** 18n + BigInt(i)}}`);
  const record = await read(`{"id":${ID},"attachments":[${files.join()}]}`);
  const message = record?.claims.at(-1);
  expect(message?.subject).toBe(`discord:1/2/${ID}`);
  const edges =
    message?.facts.flatMap((fact) => (fact.fact === "edge" ? [fact.subject] : [])) ?? [];
  expect(new Set(edges).size).toBe(100_001);
});

it("reads a number for an id above nesting too deep to walk", async () => {
  const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const record = await read(`{"id":${ID},"x":${nested}}`);
  expect(record?.claims.at(-1)?.subject).toBe(`discord:1/2/${ID}`);
});

it("seeks the first thousand people in the first words, and the first hundred previews", async () => {
  const cutOff = [50, 150].map((i) => `https://example.org/p${i}p…`).join(" ");
  const content = `@n5 @n2000 ${cutOff} ${"x".repeat(1_000_000)} @n7 `;
  const mentions = Array.from({ length: 50_000 }, (_, i) => `{"id":"${i + 1}","name":"n${i}"}`);
  const embeds = mentions.map((_, i) => `{"url":"https://example.org/p${i}p"}`);
  const record = await read(
    `{"id":"${ID}","content":"${content}","mentions":[${mentions.join()}],"embeds":[${embeds.join()}]}`,
  );
  const found = record?.claims
    .at(-1)
    ?.facts.flatMap((fact) =>
      fact.fact === "edge" && fact.relation !== "PART_OF" ? [[fact.relation, fact.object]] : [],
    );
  expect(found).toEqual([
    ["LINKS_TO", "web:https://example.org/p50p"],
    ["MENTIONS", "discord:user/6"],
  ]);
});

it("fails an id of a million digits in a few words", async () => {
  const record = await read(`{"id":${"9".repeat(1_000_000)}}`);
  expect(record?.diagnostics.map(({ code }) => code)).toEqual(["bad-id"]);
  expect(record?.diagnostics[0]?.message.length).toBeLessThan(200);
});
