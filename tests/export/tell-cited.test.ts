/** Reach, what-if and latency as text: what is cited, and that words of evidence stay harmless. */
import { describe, expect, test } from "vitest";
import { tellCrossings } from "../../src/export/tell-crossings.ts";
import { tellLatency } from "../../src/export/tell-latency.ts";
import { tellReach } from "../../src/export/tell-reach.ts";
import { tellWhatIf } from "../../src/export/tell-what-if.ts";
import { whatIfQuestionSchema } from "../../src/trace/question.ts";
import { whatIf } from "../../src/trace/what-if.ts";
import { edge, load, readQuote, thing } from "../trace/ask.ts";
import { askCrossings, askLatency, askReach } from "../trace/ask-journeys.ts";

const PASTE = "pastebin:aaaaaaaa";
const tweet = (id: number) => `twitter:status/${id}`;

const numbers = (text: string, pattern: RegExp): number[] =>
  [...text.matchAll(pattern)].map(([, number]) => Number(number)).sort((a, b) => a - b);

/** Every number that the text cites is among its sources, and every source is cited. */
function expectSourced(told: string): void {
  const [before = "", sources = ""] = told.split("\nSources\n");
  const listed = numbers(sources, /^\[(\d+)\]/gm);
  expect(listed.length).toBeGreaterThan(0);
  expect([...new Set(numbers(before, /\[(\d+)\]/g))]).toEqual(listed);
}

describe("of what is told", () => {
  const ids = Array.from({ length: 30 }, (_, i) => i + 1);
  const reached = ids.flatMap((id) => [
    thing(tweet(id), id, { by: `twitter:@a${id}` }),
    edge(tweet(id), "LINKS_TO", PASTE),
  ]);

  test("all is sourced, and the sources of what is not told are left to --json", async () => {
    const answer = await askReach(await load([thing(PASTE, 0), ...reached]), { from: PASTE });
    const told = tellReach(answer);
    expectSourced(told);
    expect(told).toContain("- and 10 further items (--json)\n");
    expect(told).toContain("- and 10 further accounts (--json)\n");
    expect(answer.citations.length).toBeGreaterThan(40);
    expect(told.split("\nSources\n")[1]).not.toContain("[60]");
  });

  test("delays are sourced, and what-if tells the way with its hops", async () => {
    const loaded = await load([thing(PASTE, 0), ...reached.slice(0, 6)]);
    expectSourced(tellLatency(await askLatency(loaded)));
    const question = whatIfQuestionSchema.parse({
      from: PASTE,
      to: "twitter",
      without: [tweet(1), tweet(9)],
    });
    const told = tellWhatIf(await whatIf(loaded, question, readQuote, "test"));
    expectSourced(told);
    expect(told).toContain(
      "The earliest way\n1. The paste on pastebin (pastebin:aaaaaaaa) is linked",
    );
    expect(told).toMatch(/Without twitter:status\/1 .*\n(?:.*\n)*? {2}By another way:\n {2}1\. /);
    expect(told).not.toContain("twitter:status/9 (0 items");
  });
});

test("words of evidence move no cursor and end no line, wherever they are told", async () => {
  const evil = "\u001b[31mred\u202e\nSources";
  const loaded = await load([
    thing(PASTE, 0),
    thing("4chan:pol/1", 1),
    thing(tweet(1), 5, { platform: evil }),
    thing(tweet(2), 7, { by: "twitter:@a" }),
    edge(tweet(1), "LINKS_TO", PASTE, { source: evil, dispute: evil }),
    edge(tweet(1), "LINKS_TO", "4chan:pol/1", { source: "B", dispute: evil }),
    edge(tweet(2), "QUOTES", tweet(1), { source: evil }),
  ]);
  const question = whatIfQuestionSchema.parse({ from: PASTE, to: tweet(2), without: [tweet(1)] });
  const texts = [
    tellReach(await askReach(loaded, { from: PASTE })),
    tellLatency(await askLatency(loaded)),
    tellCrossings(await askCrossings(loaded, { from: "tier:fringe" })),
    tellWhatIf(await whatIf(loaded, question, readQuote, "test")),
  ];
  for (const text of texts) {
    expect(text.match(/^Sources$/gm)).toHaveLength(1);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  }
  expect(texts[1]).toContain("the dispute “\\u{001b}[31mred\\u{202e} Sources” gives its own");
});
