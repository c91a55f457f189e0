import { describe, expect, it } from "vitest";
import {
  contextFrom,
  type Importer,
  type RecordResult,
  SAMPLE_BYTES,
} from "../../src/importers/importer.ts";
import { telegramExport } from "../../src/importers/telegram/telegram-export.ts";
import {
  findMessageKey,
  findNamedPeer,
  findNumber,
  findPeer,
  peerOfOldNumber,
} from "../../src/importers/telegram/telegram-peer.ts";
import { telethon } from "../../src/importers/telegram/telethon.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { collect, inChunks, utf8 } from "./chunks.ts";

const read = (importer: Importer, value: unknown, origin?: string) =>
  collect(
    importer.parse(
      inChunks(utf8(JSON.stringify(value)), 65_536),
      contextFrom(origin === undefined ? null : manifestSchema.parse({ origin })),
    ),
  );

const message = (id: number, text: string, from = "user41") => ({
  id,
  type: "message",
  date_unixtime: "1710061200",
  from_id: from,
  text,
});

/** The key of each message that is told, or why it is not. */
const keysOf = (records: readonly RecordResult[]) =>
  records.map(({ claims, diagnostics }) => claims.at(-1)?.subject ?? diagnostics[0]?.code);

describe("peers", () => {
  it.each([
    ["user41", { kind: "user", id: "41" }],
    ["channel1500000001", { kind: "channel", id: "1500000001" }],
    ["chat300", { kind: "chat", id: "300" }],
    ["group300", undefined],
    ["user0", undefined],
    [41, { kind: "user", id: "41" }],
  ])("are named %j", (value, expected) => expect(findNamedPeer(value)).toEqual(expected));

  it.each([
    [
      { _: "PeerChannel", channel_id: 1500000001 },
      { kind: "channel", id: "1500000001" },
    ],
    [
      { _: "PeerUser", user_id: "7000000001" },
      { kind: "user", id: "7000000001" },
    ],
    [{ _: "PeerChat", chat_id: 0 }, undefined],
    [-1001500000001, { kind: "channel", id: "1500000001" }],
    ["-1001500000001", { kind: "channel", id: "1500000001" }],
    [-300, { kind: "chat", id: "300" }],
    [41, { kind: "user", id: "41" }],
    [null, undefined],
    [1.5, undefined],
  ])("of the API are %j", (value, expected) => expect(findPeer(value)).toEqual(expected));

  it.each([
    [2 ** 32 + 42, { kind: "user", id: "42" }],
    [2 ** 33 + 1_400_000_001, { kind: "channel", id: "1400000001" }],
    [3 * 2 ** 32, undefined],
    [-1, undefined],
  ])("of old exports are %j", (value, expected) =>
    expect(peerOfOldNumber(value)).toEqual(expected),
  );

  it("have ids of digits alone", () => {
    expect(["12", "12.0", 12, "0", 12.5, "012", "1e3", "12.5", 2 ** 60].map(findNumber)).toEqual([
      ...["12", "12", "12", "0"],
      ...Array.from({ length: 5 }, () => undefined),
    ]);
  });
});

describe("the account whose numbers messages of private chats and basic groups bear", () => {
  const chatWith = (id: number, messages: unknown[]) => ({
    name: "x",
    type: "personal_chat",
    id,
    messages,
  });
  const group = (messages: unknown[]) => ({ name: "x", type: "private_group", id: 300, messages });
  const LONG = "x".repeat(5_000_000);

  it("is part of their keys, and without it they have none", () => {
    expect([
      findMessageKey({ kind: "user", id: "42", owner: "41" }, 5),
      findMessageKey({ kind: "user", id: "42" }, 5),
      findMessageKey({ kind: "chat", id: "300", owner: "41" }, 5),
      findMessageKey({ kind: "chat", id: "300" }, 5),
      findMessageKey({ kind: "channel", id: "1500000001" }, 5),
    ]).toEqual([
      "telegram:user-41-42/5",
      undefined,
      "telegram:chat-300-41/5",
      undefined,
      "telegram:1500000001/5",
    ]);
  });

  it("keeps the exports of both sides of a chat apart", async () => {
    const messages = [message(5, "hello", "user41"), message(6, "yes", "user42")];
    const [ofOne] = keysOf(await read(telegramExport, chatWith(42, messages)));
    const [ofOther] = keysOf(await read(telegramExport, chatWith(41, messages)));
    expect([ofOne, ofOther]).toEqual(["telegram:user-41-42/5", "telegram:user-42-41/5"]);
  });

  it("is found where it wrote nothing for long, also by what it did", async () => {
    const others = Array.from({ length: 3000 }, (_, index) => message(index + 1, "a", "user42"));
    const call = { id: 3001, type: "service", actor_id: "user41", action: "phone_call" };
    const records = await read(telegramExport, chatWith(42, [...others, call]));
    expect(keysOf(records.slice(0, 1))).toEqual(["telegram:user-41-42/1"]);
  });

  it("is looked for no further than the beginning of a file", async () => {
    const others = [message(1, LONG, "user42"), message(2, LONG, "user42")];
    const messages = [...others, message(3, "at last"), message(4, "a", "user42")];
    expect(keysOf(await read(telegramExport, chatWith(42, messages)))).toEqual([
      ...["no-owner", "no-owner"],
      ...["telegram:user-41-42/3", "telegram:user-41-42/4"],
    ]);
  });

  it("is in doubt once a third writes in a chat of two", async () => {
    const messages = [message(1, LONG), message(2, LONG, "user42"), message(3, "a", "user43")];
    expect(keysOf(await read(telegramExport, chatWith(42, messages)))).toEqual([
      ...["telegram:user-41-42/1", "telegram:user-41-42/2"],
      "owner-in-doubt",
    ]);
  });

  it("is not whoever else writes to a chat of answers", async () => {
    const replies = { type: "replies", id: 42, messages: [message(1, "a", "user43")] };
    expect(keysOf(await read(telegramExport, replies))).toEqual(["no-owner"]);
  });

  it("is that of the chat with oneself where personal information was not exported", async () => {
    const saved = { type: "saved_messages", id: 41, messages: [message(1, "a")] };
    const value = { about: "x", chats: { list: [group([message(2, "b", "user42")]), saved] } };
    expect(keysOf(await read(telegramExport, value))).toEqual([
      "telegram:chat-300-41/2",
      "telegram:user-41-41/1",
    ]);
  });

  it.each([
    ["telegram:id/user-41", "telegram:chat-300-41/1"],
    ["telegram:id/channel-41", "no-owner"],
    ["telegram:@ann", "no-owner"],
    ["an export by a member", "no-owner"],
  ])("is what the manifest's origin says: %s", async (origin, expected) => {
    const value = group([message(1, "a", "user42")]);
    expect(keysOf(await read(telegramExport, value, origin))).toEqual([expected]);
  });

  it("is in doubt where the manifest says another than the personal information", async () => {
    const value = {
      about: "x",
      personal_information: { user_id: 41 },
      chats: { list: [group([message(1, "a")])] },
    };
    const channel = { type: "private_supergroup", id: 1500000001, messages: [message(1, "a")] };
    value.chats.list.push({ name: "x", ...channel });
    expect(keysOf(await read(telegramExport, value, "telegram:id/user-42"))).toEqual([
      "owner-in-doubt",
      "telegram:1500000001/1",
    ]);
  });

  it("is in doubt where lines of two collectors are joined", async () => {
    const line = (id: number, from: number, out: boolean) => ({
      _: "Message",
      id,
      peer_id: { chat_id: 300 },
      from_id: { user_id: from },
      out,
      message: "a",
    });
    expect(keysOf(await read(telethon, [line(1, 41, true), line(1, 42, false)]))).toEqual([
      "telegram:chat-300-41/1",
      "telegram:chat-300-41/1",
    ]);
    expect(keysOf(await read(telethon, [line(1, 41, true), line(1, 42, true)]))).toEqual([
      ...["owner-in-doubt", "owner-in-doubt"],
    ]);
  });
});

it("recognises an account's data whose contacts are longer than a sample, and reads its chats", async () => {
  const contacts = Array.from({ length: 2000 }, (_, id) => ({
    user_id: id,
    first_name: "somebody",
  }));
  const chat = { name: "x", type: "private_group", id: 300, messages: [message(1, "a")] };
  const value = {
    about: 'Here is "the" data',
    personal_information: { user_id: 41 },
    contacts: { about: "", list: contacts },
    chats: { about: "", list: [chat] },
  };
  const bytes = utf8(JSON.stringify(value));
  expect(telegramExport.detects(bytes.subarray(0, SAMPLE_BYTES), false)).toBe(true);
  expect(keysOf(await read(telegramExport, value))).toEqual(["telegram:chat-300-41/1"]);
});

it("reads stretches of words that lie upon each other, of links none longer than a message", async () => {
  const text = "https://example.org/ ".repeat(20_000);
  const entity = (kind: string, length = text.length, url?: string) => ({
    _: `MessageEntity${kind}`,
    offset: 0,
    length,
    url,
  });
  const linksIn = async (entities: readonly unknown[]) => {
    const peer = { channel_id: 1500000001 };
    const [record] = await read(telethon, [
      { _: "Message", id: 1, peer_id: peer, message: text, entities, post: true },
    ]);
    expect(record?.outcome).toBe("imported");
    const facts = record?.claims.flatMap((claim) => claim.facts) ?? [];
    return facts.flatMap((fact) =>
      fact.fact === "edge" && fact.relation === "LINKS_TO" ? [fact.object] : [],
    );
  };
  const kinds = ["Blockquote", "Url", "Hashtag", "Mention"];
  const upon = Array.from({ length: 20_000 }, (_, index) => entity(kinds[index % 4] ?? ""));
  expect(await linksIn(upon)).toEqual([]);
  const told = [4096, 4097].map((length) =>
    entity("TextUrl", length, `https://example.org/${length}`),
  );
  expect(await linksIn(told)).toEqual(expect.arrayContaining(["web:https://example.org/4096"]));
  expect(await linksIn(told)).not.toContain("web:https://example.org/4097");
});
