import { expect, test } from "vitest";
import { discordExport } from "../../src/importers/discord/discord-export.ts";
import { discordHtml } from "../../src/importers/discord/discord-html.ts";
import { fourchanThread } from "../../src/importers/fourchan/fourchan-thread.ts";
import { contextFrom, type Importer } from "../../src/importers/importer.ts";
import type { Finding } from "../../src/model/case-answer.ts";
import type { ClaimId, StoredClaim } from "../../src/model/claim.ts";
import {
  EMPTY_REPORT,
  type EvidenceRecord,
  type Hash,
  manifestSchema,
} from "../../src/model/evidence.ts";
import { captureFindings } from "../../src/trace/captures-compared.ts";
import { findingsOf } from "../../src/trace/findings.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { collect, inChunks, utf8 } from "../importers/chunks.ts";
import { ClaimsReader, store } from "./claims-reader.ts";

const FIRST = 310_122_224_449_224_705n;
const idOf = (n: number): string => String(FIRST + BigInt(n) * 1_000_000_000_000n);
const keyOf = (n: number): string => `discord:1/2/${idOf(n)}`;

interface Made {
  exportedAt?: string;
  messages: readonly (number | [number, edited: string])[];
}

function bytesOf({ exportedAt, messages }: Made): Uint8Array {
  const told = messages.map((message) => {
    const [n, timestampEdited = null] = typeof message === "number" ? [message] : message;
    return { id: idOf(n), type: "Default", timestampEdited, content: timestampEdited ?? "words" };
  });
  const file = {
    guild: { id: "1" },
    channel: { id: "2" },
    ...(exportedAt === undefined ? {} : { exportedAt }),
    messages: told,
  };
  return utf8(JSON.stringify(file));
}

/** A page in UTC whose times show minutes. */
function pageOf(messages: readonly (number | [number, edited: string])[]): Uint8Array {
  const told = messages.map((message) => {
    const [n, edited] = typeof message === "number" ? [message] : message;
    const mark = edited ? `<span class=chatlog__edited-timestamp title="${edited}"></span>` : "";
    return `<div class=chatlog__message-group><div class=chatlog__message data-message-id=${idOf(n)}><div class=chatlog__content>words ${mark}</div></div></div>`;
  });
  return utf8(`<!DOCTYPE html>${told.join("")}`);
}

const ORIGIN = manifestSchema.parse({
  origin: "https://discord.com/channels/1/2",
  zone: { name: "UTC", reason: "granted" },
});

let made = 0;
const nextHash = (): Hash => {
  made += 1;
  return `sha256:${String(made).padStart(64, "0")}`;
};

async function claimsOf(importer: Importer, bytes: Uint8Array) {
  const records = await collect(importer.parse(inChunks(bytes, 65_536), contextFrom(ORIGIN)));
  return records.flatMap(({ claims }) => claims);
}

const exportOf = async (one: Made) =>
  store(nextHash(), await claimsOf(discordExport, bytesOf(one)));

const THREAD = "4chan:pol/thread/1";

/** Merges what is said of the channel alone: with thousands of messages that would take long. */
class ChannelsReader extends ClaimsReader {
  readonly #all: readonly StoredClaim[];

  constructor(all: readonly StoredClaim[], evidence: readonly EvidenceRecord[] = []) {
    super(
      all.filter(({ subject }) => subject === "discord:1/2" || subject === THREAD),
      evidence,
    );
    this.#all = all;
  }

  override async *claimsIn(hash: Hash) {
    yield this.#all.filter(({ evidence }) => evidence === hash);
  }
}

const SHOWN = new Set(["missing from another capture", "edited between captures"]);

async function findingsAmong(
  claims: readonly StoredClaim[],
  evidence: readonly EvidenceRecord[] = [],
  without: readonly ClaimId[] = [],
) {
  const loaded = await Loaded.from(new ChannelsReader(claims, evidence));
  const found = await findingsOf(loaded, await loaded.view("inferred", new Set(without)));
  return found.filter(({ kind }) => SHOWN.has(kind));
}

const briefly = (found: readonly Finding[]) =>
  found.map(({ kind, about }) => `${kind}: ${about[0]}`);

const findingsIn = async (...exports: Made[]) =>
  briefly(await findingsAmong((await Promise.all(exports.map(exportOf))).flat()));

const EARLIER = "2023-01-01T00:00:00Z";
const LATER = "2023-02-01T00:00:00Z";

test("a message that a later export goes around is missing, in whatever order they are loaded", async () => {
  const [a, b] = [
    { exportedAt: EARLIER, messages: [1, 2, 3] },
    { exportedAt: LATER, messages: [1, 3, 4] },
  ];
  const missing = [`missing from another capture: ${keyOf(2)}`];
  expect(await findingsIn(a, b)).toEqual(missing);
  expect(await findingsIn(b, a)).toEqual(missing);
});

test("nothing is missing at the ends of an export, in part of one, and in an earlier one", async () => {
  const whole = { exportedAt: EARLIER, messages: [1, 2, 3, 4] };
  expect(await findingsIn(whole, { exportedAt: LATER, messages: [2, 3] })).toEqual([]);
  expect(
    await findingsIn(
      whole,
      { exportedAt: LATER, messages: [1, 2] },
      { exportedAt: LATER, messages: [3, 4] },
    ),
  ).toEqual([]);
  expect(
    await findingsIn({ exportedAt: EARLIER, messages: [1, 3] }, { ...whole, exportedAt: LATER }),
  ).toEqual([]);
  expect(await findingsIn(whole)).toEqual([]);
});

test("what a later export shows again is not missing from the one between", async () => {
  expect(
    await findingsIn(
      { exportedAt: EARLIER, messages: [1, 2, 3] },
      { exportedAt: "2023-01-15T00:00:00Z", messages: [1, 3] },
      { exportedAt: LATER, messages: [1, 2, 3] },
    ),
  ).toEqual([]);
});

test("an edit is known by its stamp", async () => {
  const before = {
    exportedAt: EARLIER,
    messages: [1, 2, [3, "2022-12-01T00:00:00Z"]],
  } satisfies Made;
  const after = {
    exportedAt: LATER,
    messages: [1, [2, "2023-01-15T00:00:00Z"], [3, "2022-12-01T00:00:00Z"]],
  } satisfies Made;
  expect(await findingsIn(after, before)).toEqual([`edited between captures: ${keyOf(2)}`]);
});

const many = (count: number) => Array.from({ length: count }, (_, n) => n);

test("many differences are counted, not told one by one", async () => {
  const found = await findingsIn(
    { exportedAt: EARLIER, messages: many(1500) },
    { exportedAt: LATER, messages: many(1500).filter((n) => n < 100 || n >= 700) },
  );
  expect(found).toHaveLength(501);
  expect(found.at(-1)).toBe("missing from another capture: discord:1/2");
});

test("an export that lacks most messages of another was filtered perhaps, which is said once", async () => {
  const found = await findingsAmong([
    ...(await exportOf({ exportedAt: EARLIER, messages: many(100) })),
    ...(await exportOf({ exportedAt: LATER, messages: [0, 40, 99] })),
  ]);
  expect(briefly(found)).toEqual(["missing from another capture: discord:1/2"]);
  expect(found[0]?.says).toMatch(/^97 of 98 messages .*: captured with a filter, or deleted/);
});

test("of exports that do not say when they were made neither is taken for the later", async () => {
  const [a, b] = [{ messages: [1, 2, 3] }, { messages: [1, 3, 4] }];
  const missing = [`missing from another capture: ${keyOf(2)}`];
  expect(await findingsIn(a, b)).toEqual(missing);
  expect(await findingsIn(b, a)).toEqual(missing);
  const found = await findingsAmong([...(await exportOf(b)), ...(await exportOf(a))]);
  expect(found[0]?.says).toContain("deleted, if that one was made later");
});

test("files of one container are exports of their own", async () => {
  const inside = async (path: string, one: Made) =>
    (await claimsOf(discordExport, bytesOf(one))).map((claim) => ({
      ...claim,
      place: { ...claim.place, path: [path] },
    }));
  const whole = await exportOf({ exportedAt: EARLIER, messages: [1, 2, 3, 4, 5, 6] });
  const parts = store(nextHash(), [
    ...(await inside("a.json", { exportedAt: LATER, messages: [1, 2] })),
    ...(await inside("b.json", { exportedAt: LATER, messages: [4, 6] })),
  ]);
  const missing = [`missing from another capture: ${keyOf(5)}`];
  expect(briefly(await findingsAmong([...whole, ...parts]))).toEqual(missing);
  const both = store(nextHash(), [
    ...(await inside("a.json", { exportedAt: EARLIER, messages: [4, 5, 6] })),
    ...(await inside("b.json", { exportedAt: LATER, messages: [4, 6] })),
  ]);
  expect(briefly(await findingsAmong(both))).toEqual(missing);
});

test("a claim that is left aside is in its file all the same", async () => {
  const [a, b] = await Promise.all(
    [EARLIER, LATER].map((exportedAt) => exportOf({ exportedAt, messages: [1, 2, 3] })),
  );
  const claims = [...(a ?? []), ...(b ?? [])];
  const aside = b?.find(({ subject }) => subject === keyOf(2))?.id;
  expect(aside).toBeDefined();
  expect(await findingsAmong(claims, [], aside === undefined ? [] : [aside])).toEqual([]);
});

const page = async (...messages: (number | [number, string])[]) =>
  store(nextHash(), await claimsOf(discordHtml, pageOf(messages)));

test("an edit that one file dates to the minute, or not at all, is the one of the other's second", async () => {
  const edited = "2022-12-01T10:30:20Z";
  const exportedAt = "2022-12-01T10:30:40Z";
  const json = await exportOf({ exportedAt, messages: [1, [2, edited], 3] });
  for (const shown of ["Thursday, December 1, 2022 10:30 AM", "in another language"]) {
    const html = await page(1, [2, shown], 3);
    expect(briefly(await findingsAmong([...json, ...html]))).toEqual([]);
  }
  const after = await page(1, [2, "Thursday, December 1, 2022 10:31 AM"], 3);
  expect(briefly(await findingsAmong([...json, ...after]))).toEqual([
    `edited between captures: ${keyOf(2)}`,
  ]);
});

test("an edit from before an export was made is none since, although that shows no edit", async () => {
  expect(
    await findingsIn(
      { exportedAt: EARLIER, messages: [1, 2, 3] },
      { exportedAt: LATER, messages: [1, [2, "2022-12-01T00:00:00Z"], 3] },
    ),
  ).toEqual([]);
});

test("records that gave no message are named, and of another format those that were skipped", async () => {
  const held = await exportOf({ exportedAt: EARLIER, messages: [1, 2, 3] });
  const lacking = await page(1, 3);
  const evidenceOf = (hash: Hash | undefined, importer: string, skipped: number) =>
    hash === undefined
      ? []
      : [
          {
            hash,
            name: importer,
            size: 1,
            manifest: null,
            importer: { id: importer, version: 1 },
            reconstruction: false,
            report: { ...EMPTY_REPORT, skipped },
          },
        ];
  const says = async (importer: string) => {
    const evidence = [
      ...evidenceOf(held[0]?.evidence, "discord-export", 0),
      ...evidenceOf(lacking[0]?.evidence, importer, 7),
    ];
    return (await findingsAmong([...held, ...lacking], evidence))[0]?.says;
  };
  expect(await says("discord-html")).toContain("among the 7 of its records that give no message");
  expect(await says("discord-export")).not.toContain("records");
});

test("hundreds of parts of one export are no contradictions", async () => {
  const whole = await exportOf({ exportedAt: EARLIER, messages: many(10_000) });
  const parts = await Promise.all(
    many(500).map((part) =>
      exportOf({ exportedAt: LATER, messages: many(20).map((n) => part * 20 + n) }),
    ),
  );
  const loaded = await Loaded.from(new ChannelsReader([...whole, ...parts.flat()]));
  const view = await loaded.view("inferred");
  expect(await captureFindings(loaded, view)).toEqual([]);
});

const HOUR = Date.UTC(2017, 4, 5, 18) / 1000;

async function threadOf(collected: string | null, ...posts: number[]) {
  const told = posts.map((no) => ({ no, resto: no === 1 ? 0 : 1, time: HOUR + no, now: "x" }));
  const manifest = manifestSchema.parse({ origin: "a test", collected, platform: "4chan/pol" });
  const bytes = inChunks(utf8(JSON.stringify({ posts: told })), 65_536);
  const records = await collect(fourchanThread.parse(bytes, contextFrom(manifest)));
  return store(
    nextHash(),
    records.flatMap(({ claims }) => claims),
  );
}

test("a post that a later capture of its thread lacks vanished between the two", async () => {
  const before = await threadOf("2017-05-05T18:00:30Z", 1, 2, 3);
  const after = await threadOf("2017-05-05T19:00:00Z", 1, 3, 60);
  for (const claims of [
    [...before, ...after],
    [...after, ...before],
  ]) {
    const [finding, ...others] = await findingsAmong(claims);
    expect(finding?.about).toEqual(["4chan:pol/2", THREAD]);
    expect(finding?.says).toContain(
      "deleted in between (after 2017-05-05 18:00:03 UTC and before 2017-05-05 19:00:01 UTC)",
    );
    expect(others).toEqual([]);
  }
});

test("the last posts of a thread are not missing where the other capture ends before them", async () => {
  const [longer, shorter] = [await threadOf(null, 1, 2, 3), await threadOf(null, 1, 2)];
  expect(await findingsAmong([...longer, ...shorter])).toEqual([]);
});

test("nor is the opening post where a part of the thread was saved without it", async () => {
  const [whole, part] = [await threadOf(null, 1, 2, 3), await threadOf(null, 2, 3)];
  expect(await findingsAmong([...whole, ...part])).toEqual([]);
});
