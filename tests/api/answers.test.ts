/** The questions over HTTP: the same JSON as the command line gives. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coverageAnswerSchema, findingsAnswerSchema } from "../../src/model/case-answer.ts";
import { neighbourhoodAnswerSchema } from "../../src/model/neighbourhood-answer.ts";
import { problemSchema } from "../../src/model/problem.ts";
import { evidenceAnswerSchema, evidenceListSchema } from "../../src/model/report.ts";
import { completionsAnswerSchema, searchAnswerSchema } from "../../src/model/search-answer.ts";
import { showAnswerSchema } from "../../src/model/show-answer.ts";
import { traceAnswerSchema } from "../../src/model/trace-answer.ts";
import { headwater } from "../cli/run.ts";
import { OPENING_POST, PASTE, WIKILEAKS_TWEET } from "../macronleaks.ts";
import { type Running, start } from "./server.ts";

let server: Running;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

async function cli(...args: string[]): Promise<unknown> {
  const store = server.site.store.kind === "sqlite" ? server.site.store.path : "";
  return JSON.parse((await headwater([...args, "--store", store, "--json"])).out);
}

/** What names the software, and the digest over it, differ from a test to a release. */
function plain(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      name === "software" || name === "digest" ? undefined : value,
    ),
  );
}

async function answerOf(path: string): Promise<unknown> {
  const { status, headers, json } = await server.get(path);
  expect(status).toBe(200);
  expect(headers["content-type"]).toMatch(/^application\/json/);
  return json();
}

describe("trace", () => {
  it("answers as the command does, window and removals included", async () => {
    const asked = `/api/trace?from=${PASTE}&to=twitter:@wikileaks&without=4chan/pol&without=archive.today&earliest=2017-05-05T18:00&latest=2017-05-06&paths=3&by=fewest-hops`;
    const told = traceAnswerSchema.parse(await answerOf(asked));
    expect(told.question).toMatchObject({
      without: ["4chan/pol", "archive.today"],
      between: { earliest: Date.UTC(2017, 4, 5, 18), latest: Date.UTC(2017, 4, 7) - 1 },
    });
    const same = await cli(
      ...["trace", "--from", PASTE, "--to", "twitter:@wikileaks", "--without", "4chan/pol"],
      ...["--without", "archive.today", "--between", "2017-05-05T18:00", "2017-05-06"],
      ...["--paths", "3", "--by", "fewest-hops"],
    );
    expect(plain(told)).toEqual(plain(same));
  });

  it("is answered without a file as the command answers it", async () => {
    const { evidence } = evidenceListSchema.parse(await answerOf("/api/evidence"));
    const hash = evidence.find(({ name }) => name === "bbc-trending.csv")?.hash ?? "";
    const asked = `/api/trace?from=${PASTE}&to=twitter:@wikileaks&withoutEvidence=${hash}`;
    const told = traceAnswerSchema.parse(await answerOf(asked));
    expect(told).toMatchObject({ order: "none", question: { withoutEvidence: [hash] } });
    expect(told.evidence.files).toBe(evidence.length - 1);
    expect(told.citations.some((one) => one.evidence.hash === hash)).toBe(false);
    const same = await cli(
      ...["trace", "--from", PASTE, "--to", "twitter:@wikileaks", "--without-evidence", hash],
    );
    expect(plain(told)).toEqual(plain(same));
    expect((await server.get(`${asked}0`)).status).toBe(400);
  });

  it("finds the way, with citations read back from the bytes", async () => {
    const told = traceAnswerSchema.parse(
      await answerOf(`/api/trace?from=${PASTE}&to=twitter:@wikileaks`),
    );
    expect(told).toMatchObject({ order: "certain", basis: "reported", disputed: true });
    expect(told.paths[0]?.hops.map(({ to }) => to.key)).toEqual([
      OPENING_POST,
      "case:macronleaks/pol-thread",
      WIKILEAKS_TWEET,
    ]);
    expect(told.citations.some(({ quoteState }) => quoteState === "read")).toBe(true);
  });

  it("that finds nothing is answered none, with 200", async () => {
    const told = traceAnswerSchema.parse(
      await answerOf(`/api/trace?from=${WIKILEAKS_TWEET}&to=twitter:@nobody_here`),
    );
    expect(told.order).toBe("none");
    expect(told.ends.to.inEvidence).toBe(false);
  });

  it("names the parameter or selector that is wrong", async () => {
    const wrong: [string, number, string, string][] = [
      ["to=twitter", 400, "bad-parameter", "from"],
      ["from=a&from=b&to=twitter", 400, "bad-parameter", "from"],
      [`from=${PASTE}&to=twitter&paths=0`, 400, "bad-parameter", "paths"],
      [`from=${PASTE}&to=twitter&paths=1e1`, 400, "bad-parameter", "paths"],
      [`from=${PASTE}&to=twitter&basis=rumoured`, 400, "bad-parameter", "basis"],
      [`from=${PASTE}&to=twitter&depth=3`, 400, "bad-parameter", "depth"],
      [`from=${PASTE}&to=twitter&earliest=yesterday`, 400, "usage", "earliest"],
      [`from=${PASTE}&to=twitter&earliest=2018&latest=2017`, 400, "usage", "earliest"],
      [`from=pastebin:&to=twitter`, 400, "bad-selector", "pastebin:"],
      [`from=%22macron%22&to=twitter`, 409, "ambiguous-selector", '"macron"'],
      [`from=%22xyzzy%20plugh%22&to=twitter`, 404, "no-match", '"xyzzy plugh"'],
    ];
    for (const [query, status, code, where] of wrong) {
      const told = await server.get(`/api/trace?${query}`);
      const problem = problemSchema.parse(told.json());
      expect({ query, ...problem }).toMatchObject({ query, status, code, where });
      expect(told.status).toBe(status);
      expect(told.headers["content-type"]).toMatch(/^application\/problem\+json/);
    }
  });
});

describe("first, items, accounts", () => {
  it("answer as the commands do", async () => {
    expect(plain(await answerOf("/api/first?of=4chan&of=pastebin&of=tag:macronleaks"))).toEqual(
      plain(await cli("first", "4chan", "pastebin", "tag:macronleaks")),
    );
    expect(plain(await answerOf(`/api/items/${encodeURIComponent(WIKILEAKS_TWEET)}`))).toEqual(
      plain(await cli("show", WIKILEAKS_TWEET)),
    );
    expect(
      plain(await answerOf(`/api/accounts/${encodeURIComponent("twitter:@wikileaks")}`)),
    ).toEqual(plain(await cli("show", "twitter:@wikileaks")));
  });

  it("take any URL of the thing", async () => {
    const url = encodeURIComponent("https://x.com/wikileaks/status/860577607670276096?s=20");
    expect(showAnswerSchema.parse(await answerOf(`/api/items/${url}`)).item?.key).toBe(
      WIKILEAKS_TWEET,
    );
  });

  it("that no evidence names are 404, and what is no key is 400", async () => {
    const asked: [string, number, string][] = [
      ["/api/items/twitter:status%2F1", 404, "not-in-evidence"],
      ["/api/accounts/twitter:@nobody_here", 404, "not-in-evidence"],
      // An account is no item.
      ["/api/items/twitter:@wikileaks", 404, "not-in-evidence"],
      ["/api/items/tag:macronleaks", 400, "bad-selector"],
      ["/api/items/macron", 400, "bad-selector"],
    ];
    for (const [path, status, code] of asked) {
      expect((await server.get(path)).json()).toMatchObject({ status, code });
    }
  });
});

describe("show", () => {
  it("answers of sets, of what a file is about, and of nothing", async () => {
    const show = async (of: string) =>
      showAnswerSchema.parse(await answerOf(`/api/show?${new URLSearchParams({ of })}`));
    expect((await show("4chan/pol")).memberCount).toBe(3);
    expect((await show("group:wikileaks")).members.map(({ key }) => key)).toContain(
      WIKILEAKS_TWEET,
    );
    const { evidence } = evidenceListSchema.parse(await answerOf("/api/evidence"));
    const about = await show(`evidence:${evidence[0]?.hash}`);
    expect(about.memberCount).toBeGreaterThan(0);
    expect(await show("pastebin:AAAAAAAA")).toMatchObject({ item: null, memberCount: 0 });
  });
});

describe("what may be about to be named", () => {
  const complete = async (typed: string, limit = 8) =>
    completionsAnswerSchema
      .parse(await answerOf(`/api/complete?${new URLSearchParams({ typed, limit: `${limit}` })}`))
      .completions.map(({ kind, selector }) => `${kind} ${selector}`);

  it.each([
    ["4ch", "platform 4chan/pol"],
    ["wikil", "group group:wikileaks"],
    ["wikil", "account twitter:@wikileaks"],
    ["macronl", "tag tag:macronleaks"],
    ["EMLEA", "item case:macronleaks/emleaks"],
    ["Émleaks", "item case:macronleaks/emleaks"],
    ["gLpw", "item pastebin:gLpwpU2U"],
  ])("%s: %s", async (typed, expected) => {
    expect(await complete(typed)).toContain(expected);
  });

  it("is nothing for what nothing holds, and no more than is wanted", async () => {
    expect(await complete("zyzzyva")).toEqual([]);
    expect(await complete('"')).toEqual([]);
    expect(await complete("macron", 3)).toHaveLength(3);
  });
});

describe("search", () => {
  it("pages through hits in one order", async () => {
    const all = searchAnswerSchema.parse(await answerOf("/api/search?q=macronleaks"));
    expect(all.hits.length).toBeGreaterThan(3);
    const paged = [];
    for (const offset of [0, 2]) {
      const page = await answerOf(`/api/search?q=macronleaks&limit=2&offset=${offset}`);
      paged.push(...searchAnswerSchema.parse(page).hits);
    }
    expect(paged).toEqual(all.hits.slice(0, 4));
    expect(plain(await cli("search", "macronleaks"))).toEqual(plain(all));
  });
});

describe("neighbourhood", () => {
  const edges = async (query: string) =>
    neighbourhoodAnswerSchema.parse(await answerOf(`/api/neighbourhood?key=${query}`));

  it("goes one step each way, within a window, and says what it leaves off", async () => {
    const both = await edges(OPENING_POST);
    const [into, out] = [
      await edges(`${OPENING_POST}&direction=backward`),
      await edges(`${OPENING_POST}&direction=forward`),
    ];
    expect(into.edges.every(({ receiver }) => receiver === OPENING_POST)).toBe(true);
    expect(out.edges.every(({ giver }) => giver === OPENING_POST)).toBe(true);
    expect(into.edges.map(({ giver }) => giver)).toContain(PASTE);
    expect(both.edges).toHaveLength(into.edges.length + out.edges.length);
    const ends = new Set(both.edges.flatMap(({ giver, receiver }) => [giver, receiver]));
    expect(new Set(both.nodes.map(({ key }) => key))).toEqual(ends);

    const cut = await edges(`${OPENING_POST}&limit=1`);
    expect(cut.edges).toEqual(both.edges.slice(0, 1));
    expect(cut.edgesOmitted).toBe(both.edges.length - 1);
    expect((await edges(`${OPENING_POST}&latest=2010`)).edges).toEqual([]);
  });

  it("of what no evidence names is empty", async () => {
    expect(await edges("twitter:status%2F1")).toMatchObject({ nodes: [], edges: [] });
  });
});

describe("the evidence loaded", () => {
  it("is listed in pages, and shown one by one with its journal", async () => {
    const list = evidenceListSchema.parse(await answerOf("/api/evidence"));
    expect(list).toEqual(await cli("evidence", "list"));
    const page = evidenceListSchema.parse(await answerOf("/api/evidence?limit=2&offset=1"));
    expect(page.evidence).toEqual(list.evidence.slice(1, 3));
    expect(page.total).toBe(list.evidence.length);
    const ofCase = evidenceListSchema.parse(
      await answerOf("/api/evidence?case=macronleaks&limit=1"),
    );
    expect(ofCase.cases).toEqual([{ name: "macronleaks", files: list.evidence.length }]);
    expect([ofCase.evidence.length, ofCase.total]).toEqual([1, list.evidence.length]);
    expect(await answerOf("/api/evidence?case=another")).toMatchObject({ evidence: [], total: 0 });
    const [first] = list.evidence;
    const one = evidenceAnswerSchema.parse(await answerOf(`/api/evidence/${first?.hash}`));
    expect(one).toMatchObject({ record: first, bytes: "intact", journal: [{ action: "import" }] });
  });

  it("has findings and a coverage", async () => {
    const { findings, total } = findingsAnswerSchema.parse(await answerOf("/api/findings"));
    expect(findings.map(({ kind }) => kind)).toContain("declared contradiction");
    expect(total).toBe(findings.length);
    const page = findingsAnswerSchema.parse(await answerOf("/api/findings?limit=1&offset=1"));
    expect(page.findings).toEqual(findings.slice(1, 2));
    const { coverage } = coverageAnswerSchema.parse(await answerOf("/api/coverage"));
    expect(coverage.map(({ platform }) => platform)).toContain("4chan/pol");
  });
});

describe("a question that takes too long", () => {
  it("is given up, and so is the next, for the thread is replaced; all else goes on", async () => {
    const hasty = await start({ limits: { questionMs: 1 } });
    try {
      for (const path of ["/api/coverage", "/api/findings"]) {
        const told = await hasty.get(path);
        expect(told.json()).toMatchObject({ status: 503, code: "too-long" });
        expect(told.headers["retry-after"]).toBe("5");
      }
      expect((await hasty.get("/api/health")).status).toBe(200);
      expect((await hasty.get("/api/evidence")).status).toBe(200);
    } finally {
      await hasty.close();
    }
  });
});

describe("a store that was not there", () => {
  it("is made, and shows that it is empty", async () => {
    const fresh = await start({ empty: true });
    try {
      expect((await fresh.get("/api/health")).status).toBe(200);
      expect((await fresh.get("/api/coverage")).json()).toMatchObject({
        coverage: [],
        evidence: { files: 0 },
      });
      expect((await fresh.get("/api/evidence")).json()).toMatchObject({ evidence: [], total: 0 });
      expect((await fresh.get("/api/first?of=twitter")).json()).toMatchObject({ order: "none" });
    } finally {
      await fresh.close();
    }
  });
});
