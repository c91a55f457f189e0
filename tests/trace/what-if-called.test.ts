import { load as parsed } from "cheerio";
import { expect, test } from "vitest";
import { reportOf } from "../../src/export/report/report.ts";
import { tellWhatIf } from "../../src/export/tell-what-if.ts";
import type { Claim } from "../../src/model/claim.ts";
import { parseKey } from "../../src/model/key.ts";
import { whatIfQuestionSchema } from "../../src/trace/question.ts";
import { whatIf } from "../../src/trace/what-if.ts";
import { edge, load, readQuote, thing } from "./ask.ts";

const PASTE = "pastebin:aaaaaaaa";
const PAGE = "web:https://news.example/";
const tweet = (id: number) => `twitter:status/${id}`;

test("accounts known by number only are called by their handles beside it", async () => {
  const account = parseKey("twitter:user/7");
  const late = "twitter:user/8";
  const named = [account, parseKey(late)].map((key): Claim => {
    const handle = parseKey(`twitter:@handle_of_${key.slice(-1)}`);
    const { place } = thing(PASTE);
    const fact = { fact: "account", account: key, platform: "twitter", handle } as const;
    return { basis: "recorded", place, facts: [fact] };
  });
  const question = whatIfQuestionSchema.parse({ from: PASTE, to: PAGE, struckOut: [late] });
  const told = await whatIf(
    await load([
      ...[thing(PASTE, 0), thing(PAGE, 100), ...named],
      ...[thing(tweet(1), 10, { by: account }), thing(tweet(2), 20, { by: late })],
      ...[1, 2].flatMap((id) => [
        edge(tweet(id), "LINKS_TO", PASTE),
        edge(PAGE, "LINKS_TO", tweet(id)),
      ]),
    ]),
    question,
    readQuote,
    "test",
  );
  expect(told.cuts.sets).toEqual([[account]]);
  const words = tellWhatIf(told);
  expect(words).toContain(`without ${late} (@handle_of_8)?`);
  expect(words).toContain(`\n- ${account} (@handle_of_7)\n`);
  const report = parsed(reportOf(told, { accounts: "named", madeAt: 0 }));
  expect(report("h1").text()).toContain(`without ${late} (@handle_of_8)?`);
  expect(report("#cuts li").text()).toBe(`${account} (@handle_of_7)`);
});
