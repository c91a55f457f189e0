/** A channel's chat, platform and account are one: without accounts none of them says which. */
import { beforeAll, describe, expect, it } from "vitest";
import { Accounts } from "../../src/export/accounts.ts";
import { answerCsv } from "../../src/export/csv-answer.ts";
import { redactedAnswer } from "../../src/export/redact.ts";
import { reportOf } from "../../src/export/report/report.ts";
import { tellAnswer } from "../../src/export/tell-answer.ts";
import { quotesFrom } from "../../src/ingest/quotes.ts";
import type { QuestionAnswer } from "../../src/model/question-answer.ts";
import { first } from "../../src/trace/first.ts";
import { Loaded } from "../../src/trace/loaded.ts";
import {
  firstQuestionSchema,
  reachQuestionSchema,
  traceQuestionSchema,
} from "../../src/trace/question.ts";
import { reach } from "../../src/trace/reach-answer.ts";
import { trace } from "../../src/trace/trace.ts";
import { inSite, load } from "../ingest/sites.ts";

const PASTE = "https://pastebin.com/Hb7Kq2Zx";
const message = (id: number, said: object) => ({
  ...{ id, type: "message", date_unixtime: String(1700049900 + id) },
  ...{ text: [{ type: "link", text: PASTE }], text_entities: [{ type: "link", text: PASTE }] },
  ...said,
});
const CHANNEL = {
  ...{ name: "Quay Watchers", type: "public_channel", id: 1712345678 },
  messages: [
    message(54, { from: "Quay Watchers", from_id: "channel1712345678" }),
    message(55, {
      ...{ from: "Quay Watchers", from_id: "channel1712345678", author: "Ned" },
      forwarded_from: "Dockers Voice",
    }),
  ],
};
const GROUP = {
  ...{ name: "Old Harbour", type: "private_supergroup", id: 1798765432 },
  messages: [message(7, { from: "Lena Fictional" })],
};

let answers: QuestionAnswer[];
beforeAll(() =>
  inSite(async (site) => {
    for (const chat of [CHANNEL, GROUP]) {
      expect(await load(site, JSON.stringify(chat))).toMatchObject({ status: "imported" });
    }
    const loaded = await Loaded.from(site.store);
    const read = quotesFrom(site.folder, loaded.evidence);
    const ways = ["telegram/1712345678", "telegram:1712345678/55", "telegram/1798765432"].map(
      (to) => trace(loaded, traceQuestionSchema.parse({ from: PASTE, to }), read, "test"),
    );
    answers = [
      await reach(loaded, reachQuestionSchema.parse({ from: PASTE }), read, "test"),
      await first(
        loaded,
        firstQuestionSchema.parse({ of: ["telegram/1712345678", "telegram:1798765432"] }),
        read,
        "test",
      ),
      ...(await Promise.all(ways)),
    ];
  }),
);

const NAMES = [
  ...["quay watchers", "1712345678", "old harbour", "1798765432", "dockers voice"],
  ...["lena fictional", '"ned"'],
];

describe("without accounts", () => {
  it("no title, number or name of a channel is left, nor an author named without a key", () => {
    const whole = JSON.stringify(answers).toLowerCase();
    expect(NAMES.filter((name) => !whole.includes(name))).toEqual([]);
    for (const [index, answer] of answers.entries()) {
      const redacted = redactedAnswer(answer, "redacted");
      const out = [
        JSON.stringify(redacted),
        tellAnswer(redacted),
        reportOf(answer, { accounts: "redacted", madeAt: 0 }),
        answerCsv(answer, "redacted"),
      ].join("\n");
      const left = [...NAMES, "“ned”", ">ned<"].filter((name) => out.toLowerCase().includes(name));
      expect({ index, left }).toEqual({ index, left: [] });
    }
  });

  it("a channel goes by its account's number as platform, chat and message, others by theirs", () => {
    const [answer] = answers.map((one) => redactedAnswer(one, "redacted"));
    if (answer?.kind !== "reach") throw new Error("another kind of answer");
    const [channel, group] = answer.coverage.filter(({ title }) => title !== undefined);
    const number = /^telegram\/(\[account \d+\])$/.exec(channel?.platform ?? "")?.[1];
    expect(channel?.title).toBe(number);
    expect(group?.platform).toMatch(/^telegram\/\[account \d+\]$/);
    expect(group?.platform).not.toBe(channel?.platform);
    const post = answer.items.find(({ item }) => item.account?.key === number)?.item;
    expect(post).toMatchObject({
      key: `telegram:${number}/54`,
      platform: `telegram/${number}`,
      account: { key: number, handle: null, name: null },
    });
  });

  it("a chat goes by the number of whoever bears its name or id, and no other word does", () => {
    const accounts = new Accounts();
    accounts.add("telegram:id/channel-123", "quay_watch", ["Quay"]);
    accounts.addFrom("telegram:user-5-6/7");
    expect(accounts.without("telegram:123/4 in telegram/123, as telegram:quay_watch/4")).toBe(
      "telegram:[account 1]/4 in telegram/[account 1], as telegram:[account 1]/4",
    );
    expect(accounts.without("telegram:user-5-6/7, -100123, channel123, 123")).toBe(
      "telegram:[account 2]/7, -100123, [account 1], 123",
    );
    expect(accounts.withoutChats("telegram/123")).toBe("telegram/[account 1]");
    expect(accounts.without("telegram/whatsapp")).toBe("telegram/whatsapp");
    expect(accounts.withoutChats("discord/900000000000000001")).toBe("discord/900000000000000001");
  });

  it("a name without a key is left out with no number, a short one only where it stands alone", () => {
    const accounts = new Accounts();
    accounts.addName("BBC");
    accounts.addName("Ann Example");
    expect(accounts.without("BBC")).toBe("[account]");
    expect(accounts.without("as Ann Example told https://bbc.example/a")).toBe(
      "as [account] told https://bbc.example/a",
    );
  });
});
