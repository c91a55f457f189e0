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
