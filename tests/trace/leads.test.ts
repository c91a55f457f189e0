import { expect, test } from "vitest";
import { tellShow } from "../../src/export/tell-show.ts";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { show } from "../../src/trace/show.ts";
import { ask, edge, load, thing } from "./ask.ts";

const SHORT = "web:https://short.example/a";
const PASTE = "pastebin:AbCdEfGh";
const leads = (a: string, b: string): Claim => ({
  place: { bytes: [0, 1], record: 1, as: "json" },
  basis: "recorded",
  facts: [{ fact: "leads-to", a: parseKey(a), b: parseKey(b), at: "/expanded_url" }],
});
const STORY = [
  thing(PASTE, 1),
  thing("4chan:pol/7", 2),
  edge("4chan:pol/7", "LINKS_TO", SHORT),
  leads(SHORT, PASTE),
];

const shown = async (claims: readonly Claim[], asked: string) =>
  showAnswerSchema.parse(
    await show(await load(claims), asked, async () => ({ text: "words", state: "read" }), "test"),
  );

test("what was linked to by a short link is linked to", async () => {
  const answer = await ask(await load(STORY), { from: PASTE, to: "4chan:pol/7" });
  expect(answer.order).toBe("certain");
  const without = await ask(await load(STORY.slice(0, 3)), { from: PASTE, to: "4chan:pol/7" });
  expect(without.order).toBe("none");
});

test("show says by which claims several keys are one thing", async () => {
  const answer = await shown(STORY, "https://short.example/a");
  expect(answer.item).toMatchObject({ key: PASTE, alsoKnownAs: [SHORT] });
  expect(answer.joins).toMatchObject([
    { relation: "leads-to", subject: SHORT, object: PASTE, basis: "recorded" },
  ]);
  expect(tellShow(answer)).toContain(`- ${SHORT} leads to ${PASTE}, recorded [`);
});

test("show says why a short link that leads to several things is joined to none", async () => {
  const answer = await shown([...STORY, leads(SHORT, "web:https://mill.example/")], SHORT);
  expect(answer.item?.key).toBe(SHORT);
  expect(answer.joins).toEqual([]);
  expect(answer.findings).toMatchObject([{ kind: "leads to no one thing" }]);
  expect(answer.findings[0]?.says).toContain(PASTE);
});

const CHAT = "telegram:1712345678";
const CHANNEL = [
  thing(CHAT, 1),
  thing(`${CHAT}/54`, 1),
  thing(`${CHAT}/55`, 2),
  edge("4chan:pol/7", "LINKS_TO", `${CHAT}/55`),
  thing("4chan:pol/7", 3),
  thing("telegram:some_channel"),
  leads("telegram:some_channel", CHAT),
];

test("a chat's platform is meant by each name of the chat", async () => {
  const by = async (from: string, claims = CHANNEL) =>
    (await ask(await load(claims), { from, to: "4chan:pol/7" })).order;
  expect(await by("telegram/1712345678")).toBe("certain");
  expect(await by("telegram/some_channel")).toBe("certain");
  expect(await by("telegram/some_channel", CHANNEL.slice(0, -1))).toBe("none");
});

test("another site that the chat is said to be the same as is not meant", async () => {
  const same: Claim = {
    ...leads(CHAT, CHAT),
    facts: [{ fact: "same-as", a: parseKey(CHAT), b: parseKey("4chan:g/1"), at: "/a" }],
  };
  const others = [thing("4chan:g/2", 1), edge("4chan:pol/7", "LINKS_TO", "4chan:g/2")];
  const claims = CHANNEL.filter(({ facts }) => facts.every(({ fact }) => fact !== "edge"));
  const loaded = await load([...claims, same, ...others]);
  const order = async (from: string) => (await ask(loaded, { from, to: "4chan:pol/7" })).order;
  expect(await order("telegram/some_channel")).toBe("none");
  expect(await order("4chan/g")).toBe("certain");
});
