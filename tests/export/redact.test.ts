/** What is handed on leads to no private person and, on request, to no account. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Accounts } from "../../src/export/accounts.ts";
import { answerCsv } from "../../src/export/csv-answer.ts";
import { handOn } from "../../src/export/hand-on.ts";
import { redactedAnswer } from "../../src/export/redact.ts";
import { reportOf } from "../../src/export/report/report.ts";
import type { Citation } from "../../src/model/answer.ts";
import type { LatencyAnswer } from "../../src/model/journey-answer.ts";
import { beginningOf } from "../../src/model/personal.ts";
import { redacted } from "../../src/model/plain-text.ts";
import { type QuestionAnswer, questionAnswerSchema } from "../../src/model/question-answer.ts";
import type { TraceAnswer } from "../../src/model/trace-answer.ts";
import { onMacronLeaks } from "./macronleaks-answers.ts";

let answers: [string, QuestionAnswer][];
let trace: TraceAnswer;
onMacronLeaks((asked) => {
  ({ answers, trace } = asked);
});

/** The answer in all forms in which it is handed on. */
const handedOn = (answer: QuestionAnswer, accounts: "named" | "redacted"): string =>
  [
    JSON.stringify(redactedAnswer(answer, accounts)),
    reportOf(answer, { accounts, madeAt: 0 }),
    answerCsv(answer, accounts),
  ].join("\n");

/** The words put wherever evidence or a person can put words. */
function saying(words: string): TraceAnswer {
  const cite = (one: Citation): Citation => ({
    ...one,
    quote: words,
    at: "/x",
    evidence: { ...one.evidence, name: words, origin: words, collectedBy: words, collected: words },
    source: { name: words, via: words, date: words, url: words },
  });
  const paths = trace.paths.map((path) => ({
    ...path,
    hops: path.hops.map((hop) => ({
      ...hop,
      because: words,
      from: { ...hop.from, title: words },
      to: { ...hop.to, title: words, platform: words },
    })),
  }));
  return {
    ...trace,
    paths,
    question: { ...trace.question, from: words, without: [words] },
    citations: trace.citations.map(cite),
    remarks: trace.remarks.map((one) => ({
      ...one,
      subject: words,
      relation: words,
      value: words,
    })),
    disputes: trace.disputes.map((one) => ({ ...one, name: words, says: words })),
    assumptions: [words],
    limits: [words],
    nearMiss: { breaks: ["time"], path: [], says: [words] },
    coverage: trace.coverage.map((one) => ({ ...one, platform: words })),
  };
}

/** Fields in which evidence or a person says something, in any answer. */
const SAID = new Set([
  ...["title", "because", "quote", "name", "origin", "collectedBy", "collected", "via", "date"],
  ...["url", "asked", "assumptions", "limits", "says", "what", "granted", "taken"],
]);

/** Every kind of answer with its words changed, wherever they stand. */
function withWords(answer: QuestionAnswer, change: (value: object) => object, words: string) {
  const walk = (value: unknown, field: string): unknown => {
    if (typeof value === "string") return SAID.has(field) ? words : value;
    if (Array.isArray(value)) return value.map((one: unknown) => walk(one, field));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(change(value)).map(([name, inner]) => [name, walk(inner, name)]),
    );
  };
  return questionAnswerSchema.parse(walk(answer, ""));
}

const NEWLY_CITED = ["reach", "what-if", "latency", "first"];
const cited = () => answers.filter(([name]) => NEWLY_CITED.includes(name));

const letters = (from: number, to: number) =>
  fc.string({
    minLength: from,
    maxLength: to,
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"),
  });
const eMail = fc
  .tuple(letters(6, 12), letters(3, 8))
  .map(([name, host]) => [`zq${name}@${host}.example`, `zq${name}`] as const);
const byte = fc.integer({ min: 0, max: 255 });
const ip = fc
  .tuple(fc.integer({ min: 100, max: 255 }), byte, byte, byte)
  .map((bytes) => [bytes.join("."), bytes.join(".")] as const);
const telephone = fc
  .array(fc.integer({ min: 10, max: 99 }), { minLength: 5, maxLength: 5 })
  .map((pairs) => [`+33 ${pairs.join(" ")}`, pairs.join(" ")] as const);

test("no e-mail address, telephone number or IP address is in a report, table or redacted JSON", () => {
  const around = fc.constantFrom("", "write to ", "«", "(", "\n", "<b>", "= ");
  fc.assert(
    fc.property(fc.oneof(eMail, ip, telephone), around, ([personal, telling], before) => {
      const out = handedOn(saying(`${before}${personal} or nobody`), "named");
      expect([out.includes(telling), out.includes("or nobody")]).toEqual([false, true]);
    }),
    { numRuns: 40 },
  );
});

test("nor where the hops, relations and sources of reach, what-if and latency say something", () => {
  expect(cited().length).toBe(NEWLY_CITED.length);
  for (const [name, answer] of cited()) {
    const words = "write to zqsomebody@host.example or 203.0.113.77 or +33 12 34 56 78 90, nobody";
    const out = handedOn(
      withWords(answer, (same) => same, words),
      "named",
    );
    for (const telling of ["zqsomebody", "203.0.113.77", "34 56 78"]) {
      expect({ name, telling, is: out.includes(telling) }).toEqual({ name, telling, is: false });
    }
    expect({ name, is: out.includes(", nobody") }).toEqual({ name, is: true });
  }
});

test("no half of an address or number stands where a long quote is cut", () => {
  const told = fc.tuple(fc.oneof(eMail, ip, telephone), fc.integer({ min: 7900, max: 8010 }));
  fc.assert(
    fc.property(told, ([[personal, telling], at]) => {
      const quote = `${"so it is said ".repeat(600).slice(0, at)} ${personal} ${"z".repeat(50)}`;
      const { text, beyond } = beginningOf(quote, 8000);
      expect(text.length + beyond).toBe(quote.length);
      const half = telling.slice(0, 6);
      expect(redacted(text).slice(at).includes(half)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("a quote of megabytes is told by its beginning and its length", () => {
  const quote = `${"so it is said, ".repeat(100_000)}twitter:@zqsomebody`;
  const citations = trace.citations.map((one) => ({ ...one, quote, at: "/text" }));
  const report = reportOf({ ...trace, citations }, { accounts: "redacted", madeAt: 0 });
  expect(report).toContain(`[${(quote.length - 600).toLocaleString("en")} characters cut]`);
  expect(report.length).toBeLessThan(200_000);
  expect(report).not.toContain("zqsomebody");
});

describe("redacted JSON", () => {
  it("is the same answer where there is nothing to leave out", () => {
    for (const [name, answer] of answers) {
      expect({ name, answer: redactedAnswer(answer, "named") }).toEqual({ name, answer });
    }
  });

  it("is handed on as a text, whole or with what is to be left out left out", () => {
    for (const [name, answer] of answers) {
      for (const accounts of ["whole", "named", "redacted"] as const) {
        const { kind, digest, text } = handOn(answer, { as: "json", accounts });
        const wanted = accounts === "whole" ? answer : redactedAnswer(answer, accounts);
        expect([name, kind, digest]).toEqual([name, answer.kind, answer.digest]);
        expect(questionAnswerSchema.parse(JSON.parse(text))).toEqual(wanted);
      }
    }
  });

  it("keeps order, basis, dispute, marks, hashes and digest whatever accounts are called", () => {
    const called = ["certain", "reported", "sha256", "trace", "twitter", "inferred", "disputed"];
    const paths = trace.paths.map((path) => ({
      ...path,
      hops: path.hops.map((hop, i) => {
        const name = called[i % called.length] ?? "";
        return { ...hop, to: { ...hop.to, account: { key: hop.to.key, handle: name, name } } };
      }),
    }));
    const told = redactedAnswer({ ...trace, paths }, "redacted");
    if (told.kind !== "trace") throw new Error("another kind of answer");
    expect(told).toMatchObject({ order: "certain", basis: "reported", disputed: true });
    expect(told.digest).toBe(trace.digest);
    expect(told.citations.map(({ evidence }) => evidence.hash)).toEqual(
      trace.citations.map(({ evidence }) => evidence.hash),
    );
    told.paths[0]?.hops.forEach((hop, i) => {
      const whole = trace.paths[0]?.hops[i];
      expect([hop.marks, hop.relation, hop.order, hop.to.platform, hop.time]).toEqual([
        ...[whole?.marks, whole?.relation, whole?.order, whole?.to.platform, whole?.time],
      ]);
    });
  });
});

describe("without accounts", () => {
  it("no key, handle or name of an account is left in anything handed on", () => {
    for (const [name, answer] of answers) {
      const out = handedOn(answer, "redacted").toLowerCase();
      for (const account of ["wikileaks", "jackposobiec", "@nobody_here"]) {
        // Only what an account of this answer is called is known to be its name.
        if (!JSON.stringify(answer).includes(`twitter:@${account.replace("@", "")}`)) continue;
        expect({ name, account, is: out.includes(account) }).toEqual({ name, account, is: false });
      }
    }
  });

  it("a name of half a million characters is left out as others are", () => {
    const accounts = new Accounts();
    const long = "Ab😀".repeat(125_000);
    accounts.add("twitter:user/7", "someone", [long]);
    expect(accounts.without(`by ${long} and Someone.`)).toBe("by [account 1] and [account 1].");
  });

  it("whatever the accounts of any answer are called, none of them is left", () => {
    const called = fc.tuple(letters(6, 12), letters(6, 12), letters(6, 12));
    fc.assert(
      fc.property(called, fc.constantFrom(...cited()), ([id, handle, named], [name, answer]) => {
        const [key, at, full] = [`twitter:@zq${id}`, `zq${handle}`, `Zq${named}`];
        const rename = (value: object) =>
          "key" in value && "handle" in value ? { ...value, key, handle: at, name: full } : value;
        const asked = { ...answer, assumptions: [`of ${key}`] };
        const words = `as ${full} (@${at}, ${key}) says`;
        const out = handedOn(withWords(asked, rename, words), "redacted");
        expect({ name, is: /zq[a-z]{6}/i.exec(out)?.[0] }).toEqual({ name, is: undefined });
        expect(out).toContain("[account");
      }),
      { numRuns: 20 },
    );
  });

  it("an account called as a delay that is shown changes no word of ours", () => {
    const [, latency] = answers.find(([name]) => name === "latency") ?? [];
    if (latency?.kind !== "latency") throw new Error("no latency");
    const called = { handle: "shortest", name: "median at least" };
    const table = latency.table.map(({ examples, ...pair }) => ({
      ...pair,
      examples: examples.map((one) => ({
        ...one,
        to: { ...one.to, account: { key: one.to.key, ...called } },
      })),
    }));
    const told = redactedAnswer({ ...latency, table }, "redacted");
    if (told.kind !== "latency") throw new Error("another kind of answer");
    const shows = ({ table: pairs }: LatencyAnswer) =>
      pairs.map(({ examples }) => examples.map((one) => one.shows));
    expect(shows(told)).toEqual(shows(latency));
    expect(shows(latency).flat(2)).toContain("shortest");
  });

  it("an account goes by one number throughout, and others by others", () => {
    const { kind, ...told } = redactedAnswer(trace, "redacted");
    const text = JSON.stringify(told);
    expect(kind).toBe("trace");
    const [hop] = redactedPaths();
    expect(hop?.to.account).toEqual({ key: "[account 1]", handle: null, name: null });
    expect(text).toContain('"to":"[account 1]"');
    const both = saying(`twitter:@wikileaks and twitter:@someone_else, not twitter:@WikiLeaks`);
    const [said] = redactedAnswer(both, "redacted").assumptions;
    expect(said).toMatch(/^\[account (\d)\] and \[account (?!\1)\d\], not \[account \1\]$/);
  });

  const redactedPaths = () => {
    const told = redactedAnswer(trace, "redacted");
    return told.kind === "trace" ? (told.paths[0]?.hops.slice(-1) ?? []) : [];
  };

  it("mentions and addresses in quotes name nobody either", () => {
    const said = (words: string) => redactedAnswer(saying(words), "redacted").assumptions[0];
    expect(said("thanks @some_body!")).toBe("thanks [account]!");
    expect(said("see https://twitter.com/some_body/status/123 there")).toBe(
      "see twitter:status/123 there",
    );
    expect(said("see https://twitter.com/some_body there")).toBe("see [account] there");
    expect(said("as WikiLeaks says, wikileakscom does not")).toBe(
      "as [account 1] says, wikileakscom does not",
    );
    expect(said("in tweets_WikiLeaks.csv and wikileaks_1.json, by @wikileaks_fan")).toBe(
      "in tweets_[account].csv and [account]_1.json, by [account]",
    );
    expect(said("at https%3A%2F%2Ftwitter.com%2Fwikileaks")).toBe(
      "at https%3A%2F%2Ftwitter.com%2F[account]",
    );
  });

  it("a short name is left out of addresses and keys, and of texts only as a mention", () => {
    const accounts = new Accounts();
    accounts.add("fediverse:@ab@social.example", "ab", ["Ab"]);
    accounts.add("twitter:user/12", "xy");
    expect(
      accounts.without("see https://site.example/people/ab/posts or web:https://b.example/xy"),
    ).toBe("see https://site.example/people/[account]/posts or web:https://b.example/[account]");
    expect(accounts.without("telegram:ab/77, twitter:user/12, twitter:@xy")).toBe(
      "telegram:[account]/77, [account 2], [account 2]",
    );
    expect(accounts.without("ab ovo, said @ab, in 12 words (xy)")).toBe(
      "ab ovo, said [account], in 12 words (xy)",
    );
  });

  it("a name that is written over markup is left out with what splits it", () => {
    const accounts = new Accounts();
    accounts.add("twitter:@wikileaks", "wikileaks", ["Wiki Leaks"]);
    expect(accounts.without("by wiki<b class='hit'>leaks</b>, thanks")).toBe(
      "by [account 1]</b>, thanks",
    );
    expect(accounts.without("@wiki\u00adlea\u200bks and Wiki <em>Leaks</em>")).toBe(
      "[account 1] and [account 1]</em>",
    );
    expect(accounts.without("<a>@</a><b>some_</b><b>body</b> there")).toBe(
      "<a>[account]</b> there",
    );
    expect(accounts.without("<p>wikileaks</p><p>others</p>")).toBe(
      "<p>[account 1]</p><p>others</p>",
    );
  });

  it("a name that several accounts have goes by no number", () => {
    const paths = trace.paths.map((path) => ({
      ...path,
      hops: path.hops.map((hop, i) => ({
        ...hop,
        because: "Same Name said so",
        to: {
          ...hop.to,
          account: { key: hop.to.key, handle: `handle_${i}`, name: "Same Name" },
        },
      })),
    }));
    const told = redactedAnswer({ ...trace, paths }, "redacted");
    if (told.kind !== "trace") throw new Error("another kind of answer");
    expect(told.paths[0]?.hops[0]?.because).toBe("[account] said so");
  });
});
