/** A post of a channel and a link to it by the channel's name, which collectors write by its id: both are one. */
import { expect, it } from "vitest";
import type { ImportSite } from "../../src/ingest/import-file.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import { manifestSchema } from "../../src/model/evidence.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import { traceQuestionSchema } from "../../src/trace/question.ts";
import { trace } from "../../src/trace/trace.ts";
import { inSite, load } from "./sites.ts";

const LINK = JSON.stringify([
  {
    id_str: "1767113229726646272",
    created_at: "Mon Mar 11 09:00:00 +0000 2024",
    full_text: "see https://t.co/abc123",
    entities: {
      urls: [{ url: "https://t.co/abc123", expanded_url: "https://t.me/ValleyWatch/41" }],
      ...{ hashtags: [], user_mentions: [], symbols: [] },
    },
    user: { id_str: "101", screen_name: "ann_example", name: "Ann" },
  },
]);

const posted = { type: "message", date_unixtime: "1710061200", text: "The dam is closed." };
const desktop = (type: string) =>
  JSON.stringify({ name: "Valley Watch", type, id: 1445566778, messages: [{ id: 41, ...posted }] });
const inAll = JSON.stringify({
  about: "x",
  personal_information: { user_id: 41 },
  chats: { about: "", list: [JSON.parse(desktop("public_channel"))] },
});

const message = {
  id: 41,
  date: "2024-03-10 09:00:00+00:00",
  message: "The dam is closed.",
  post: true,
  entities: [],
};
const channel = { id: 1445566778, title: "Valley Watch", username: "ValleyWatch", access_hash: 1 };
const peer = { _: "PeerChannel", channel_id: 1445566778 };
const page = JSON.stringify({
  _: "ChannelMessages",
  messages: [{ _: "Message", peer_id: peer, ...message }],
  chats: [{ _: "Channel", ...channel }],
  users: [],
});
const ofFourcat = JSON.stringify({
  ...{ _type: "Message", ...message, date: 1710061200 },
  peer_id: { _type: "PeerChannel", channel_id: 1445566778 },
  _chat: { _type: "Channel", ...channel },
});
const ofTracker = `signature,channel_id,channel_name,msg_id,message,date,msg_link,forward_msg_date
msg_iteration.0.user.valleywatch.post.41,1445566778,valleywatch,41,The dam is closed.,2024-03-10 09:00:00+00:00,https://t.me/valleywatch/41,
`;

async function hopsFrom(site: ImportSite, from: string) {
  const loaded = await Loaded.from(site.store);
  const question = traceQuestionSchema.parse({ from, to: "twitter:status/1767113229726646272" });
  const answer = await trace(loaded, question, quotesFrom(site.folder, loaded.evidence), "test");
  return answer.paths[0]?.hops.map(({ relation, basis }) => [relation, basis]) ?? [];
}

async function isMet(file: string, importer: string, origin?: string): Promise<boolean> {
  return await inSite(async (site) => {
    const manifest = origin === undefined ? null : manifestSchema.parse({ origin });
    const got = await load(site, file, { manifest });
    expect(got).toMatchObject({ importer, report: { failed: 0, imported: expect.any(Number) } });
    await load(site, LINK);
    return (await hopsFrom(site, "telegram:1445566778/41")).length > 0;
  });
}

it.each([
  ["telethon", page],
  ["4cat-ndjson", ofFourcat],
  ["telegram-tracker", ofTracker],
])("is met by it where %s shows the name", async (importer, file) => {
  expect(await isMet(file, importer)).toBe(true);
});

it.each([["https://t.me/valleywatch"], ["https://t.me/s/ValleyWatch"], ["telegram:@valleywatch"]])(
  "is met by it where the manifest of a chat of Telegram Desktop gives %s",
  async (origin) => {
    expect(await isMet(desktop("public_channel"), "telegram-export", origin)).toBe(true);
    expect(await isMet(desktop("public_supergroup"), "telegram-export", origin)).toBe(true);
  },
);

it.each([
  ["a private channel", desktop("private_channel")],
  ["one of all chats of an account", inAll],
])("is not met by it in %s, whatever the manifest gives", async (_, file) => {
  expect(await isMet(file, "telegram-export", "https://t.me/valleywatch")).toBe(false);
});

it.each([[undefined], ["saved by hand"], ["https://t.me/valleywatch/41"]])(
  "is not met by it where the origin is %s, and the report says so once",
  async (origin) => {
    const file = desktop("public_channel").replace(
      "]}",
      `,${JSON.stringify({ id: 42, ...posted })}]}`,
    );
    expect(await isMet(file, "telegram-export", origin)).toBe(false);
    await inSite(async (site) => {
      const manifest = origin === undefined ? null : manifestSchema.parse({ origin });
      const { report } = await load(site, file, { manifest });
      expect(report?.reasons).toContainEqual({
        outcome: "imported",
        code: "no-public-name",
        records: 1,
      });
    });
  },
);

it("is met by it as the manifest reports, no better", async () => {
  await inSite(async (site) => {
    const manifest = manifestSchema.parse({ origin: "https://t.me/valleywatch" });
    await load(site, desktop("public_channel"), { manifest });
    await load(site, LINK);
    expect(await hopsFrom(site, "telegram:1445566778/41")).toEqual([["LINKS_TO", "reported"]]);
  });
});
