/** The pages, asked over HTTP. */
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CheerioAPI, load } from "cheerio";
import express from "express";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { pageRouter } from "../../src/api/page/router.ts";
import type { Questions } from "../../src/api/questions.ts";
import { HeadwaterError } from "../../src/model/errors.ts";
import { openPages, type PageSite, SEEDS } from "./page-site.ts";

const FAILING_ROWS = fileURLToPath(
  new URL("../importers/statements/failing-rows/input.csv", import.meta.url),
);
const THREAD = join(tmpdir(), `headwater-page-thread-${process.pid}.json`);
const POSTS = 45;
/** Made to the format of a thread of 4chan's API. */
const thread = JSON.stringify({
  posts: Array.from({ length: POSTS }, (_, i) => ({
    ...{ no: 1000 + i, resto: i === 0 ? 0 : 1000, time: 1494009300 + i, name: "Anonymous" },
    now: "05/05/17(Fri)14:35:00",
    com: `millrace number ${i}`,
    ...(i === 0 ? { board: "pol" } : {}),
  })),
});

const EMLEAKS = "/?from=case:macronleaks/emleaks&to=twitter:@wikileaks";
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

let site: PageSite;
beforeAll(async () => {
  await writeFile(THREAD, thread);
  await writeFile(
    `${THREAD}.manifest.json`,
    JSON.stringify({ origin: "made by a test", platform: "4chan/pol" }),
  );
  site = await openPages([SEEDS, FAILING_ROWS, THREAD]);
});
afterAll(async () => {
  await site.close();
  await rm(THREAD);
  await rm(`${THREAD}.manifest.json`);
  expect(site.faults).toEqual([]);
});

interface Got {
  status: number;
  page: CheerioAPI;
  text: string;
  headers: Headers;
}
async function get(path: string, of: { url: string } = site): Promise<Got> {
  const response = await fetch(of.url + path, { redirect: "manual" });
  const text = await response.text();
  return { status: response.status, page: load(text), text, headers: response.headers };
}
const hrefs = ({ page }: Got, of: string): string[] =>
  page(of)
    .toArray()
    .map((one) => page(one).attr("href") ?? "");

describe("the first page", () => {
  it("asks for both ends, and tells what is loaded", async () => {
    const got = await get("/");
    expect(got.status).toBe(200);
    expect(got.page("form[action='/'] [name=from]").length).toBe(1);
    expect(got.page("form[action='/search'] [name=q]").length).toBe(1);
    expect(got.page("#loaded").text()).toContain("7 evidence files");
    expect(got.page("#loaded").text()).toContain("4chan/pol");
  });

  it("has example questions, each of which has an answer", async () => {
    const examples = hrefs(await get("/"), "#examples a");
    expect(examples.length).toBeGreaterThan(4);
    for (const href of examples) expect((await get(href)).status).toBe(200);
  });

  it("without evidence says how to load the case, and gives no examples", async () => {
    const empty = await openPages([]);
    try {
      const got = await get("/", empty);
      expect(got.status).toBe(200);
      expect(got.page("#loaded").text()).toContain("Nothing is loaded yet.");
      expect(got.page("#loaded").text()).toContain("npx headwater import seeds/macronleaks");
      expect(got.page("#examples").length).toBe(0);
      expect((await get("/evidence", empty)).text).toContain("No evidence here.");
      const asked = await get(EMLEAKS, empty);
      expect(asked.status).toBe(200);
      expect(asked.page(".verdict").text()).toBe("Order none, no dispute found.");
      expect(asked.page(".absent").text()).toContain(
        "case:macronleaks/emleaks is not in evidence.",
      );
    } finally {
      await empty.close();
    }
  });

  it("takes one end from the address, and asks for the other", async () => {
    const got = await get("/?to=twitter:@wikileaks");
    expect(got.status).toBe(200);
    expect(got.page("#to").attr("value")).toBe("twitter:@wikileaks");
    expect(got.page(".problem").length).toBe(0);
  });
});

describe("an answer", () => {
  it("stands below the form, which keeps what was asked", async () => {
    const query = new URLSearchParams([
      ["from", "case:macronleaks/emleaks"],
      ["to", "twitter:@wikileaks"],
      ["without", "4chan/pol\r\ntwitter:@jackposobiec"],
      ["without", "tag:mill"],
      ["earliest", "2017-05-01"],
      ["latest", "2017-05-06T12:00+02:00"],
      ["basis", "recorded"],
      ["by", "fewest-hops"],
      ["paths", "3"],
    ]);
    const got = await get(`/?${query}`);
    expect(got.status).toBe(200);
    const { page } = got;
    expect(page("#from").attr("value")).toBe("case:macronleaks/emleaks");
    expect(page("#without").text()).toBe("4chan/pol\ntwitter:@jackposobiec\ntag:mill");
    expect(page("#earliest").attr("value")).toBe("2017-05-01");
    expect(page("#latest").attr("value")).toBe("2017-05-06T12:00+02:00");
    expect(page("#basis option[selected]").attr("value")).toBe("recorded");
    expect(page("#by option[selected]").attr("value")).toBe("fewest-hops");
    expect(page("#paths").attr("value")).toBe("3");
    expect(page("details[open]").length).toBe(1);
    expect(page(".terms").text()).toContain("2017-05-06 10:00:59.999 UTC");
    expect(page(".verdict").text()).toContain("Order none");
  });

  it("has an address, and one as JSON with the same question", async () => {
    const got = await get(
      `${EMLEAKS}&without=4chan/pol&basis=inferred&by=earliest&earliest=&latest=`,
    );
    const [again = ""] = hrefs(got, ".again a");
    const [json = ""] = hrefs(got, "#replay a[href^='/api/trace']");
    const expected = [
      ["from", "case:macronleaks/emleaks"],
      ["to", "twitter:@wikileaks"],
      ["without", "4chan/pol"],
      ["basis", "inferred"],
    ];
    for (const href of [again, json]) {
      expect([...new URL(href, site.url).searchParams]).toEqual(expected);
    }
    expect((await get(again)).page(".verdict").text()).toBe(got.page(".verdict").text());
  });

  it("of none tells the near miss, and is no error", async () => {
    const got = await get(`${EMLEAKS}&without=4chan/pol`);
    expect(got.status).toBe(200);
    expect(got.page(".verdict").text()).toBe("Order none, no dispute found.");
    expect(got.page("#near-miss").text()).toContain("It breaks: basis.");
  });

  it("says that a source was altered or is gone once its bytes are", async () => {
    const other = await openPages([SEEDS]);
    try {
      const bbc = (await other.store.evidence()).find(({ name }) => name === "bbc-trending.csv");
      const press = (await other.store.evidence()).find(({ name }) => name === "press.csv");
      if (!bbc || !press) throw new Error("the case has other files");
      await rm(other.folder.pathOf(bbc.hash), { force: true });
      await other.folder.remove(press.hash);
      await writeFile(other.folder.pathOf(bbc.hash), "changed");
      const { page } = await get(EMLEAKS, other);
      expect(page("#source-1").text()).toContain("Altered");
      expect(page("#source-2").text()).toContain("The bytes are not here.");
      expect(page("#source-1 blockquote, #source-2 blockquote").length).toBe(0);
    } finally {
      await other.close();
    }
  });
});

describe("a question that cannot be answered", () => {
  it.each([
    ["a malformed selector", "/?from=%3F%3F%3A&to=twitter:@wikileaks", 400, "from"],
    ["an end that is blank", "/?from=&to=twitter:@wikileaks", 400, "from"],
    ["words that match nothing", "/?from=twitter:@wikileaks&to=%22zyzzyva%22", 404, "to"],
    ["words that match several", "/?from=%22macron%22&to=twitter:@wikileaks", 409, "from"],
    ["something taken out that is malformed", `${EMLEAKS}&without=%22%22`, 400, "without"],
    ["a basis that is none", `${EMLEAKS}&basis=sure`, 400, "basis"],
    ["a criterion that is none", `${EMLEAKS}&by=luck`, 400, "by"],
    ["too many ways", `${EMLEAKS}&paths=1000`, 400, "paths"],
    ["a number with an exponent", `${EMLEAKS}&paths=1e1`, 400, "paths"],
    ["a number in hexadecimal", `${EMLEAKS}&paths=0x5`, 400, "paths"],
    ["a time that is none", `${EMLEAKS}&earliest=yesterday`, 400, "earliest"],
    ["an end before the beginning", `${EMLEAKS}&earliest=2018&latest=2017`, 400, "earliest"],
    ["a name that is too long", `/?from=${"a".repeat(2001)}&to=twitter:@wikileaks`, 400, "from"],
    ["too much to take out", `${EMLEAKS}${"&without=4chan".repeat(51)}`, 400, "without"],
    ["nothing to compare", "/first?of=", 400, "of"],
    ["words that several things to compare match", "/first?of=%22macron%22", 409, "of"],
  ])("%s is told at its field", async (_, path, status, field) => {
    const got = await get(path);
    expect(got.status).toBe(status);
    expect(got.page("title").text()).toMatch(/^Error: /);
    const ids = got.page(`#${field}`).attr("aria-describedby")?.split(" ") ?? [];
    expect(ids.map((id) => got.page(`#${id}`).length)).toEqual(ids.map(() => 1));
    expect(ids.some((id) => got.page(`#${id}`).is(".problem"))).toBe(true);
    const problem = got.page(".problem[role=alert]");
    expect(problem.length).toBe(1);
    expect(problem.closest(".field, fieldset").find(`[name=${field}]`).attr("aria-invalid")).toBe(
      "true",
    );
    expect(got.text).not.toMatch(/\bat (?:\w+ )?\(?(?:file:|\/|node:)/);
    expect(got.headers.get("content-security-policy")).toBe(POLICY);
  });

  it("offers what ambiguous words may mean, each a link to its answer", async () => {
    const got = await get("/?from=%22macron%22&to=twitter:@wikileaks&without=4chan/pol");
    const candidates = hrefs(got, ".problem a");
    expect(candidates.length).toBeGreaterThan(1);
    for (const href of candidates) {
      const { searchParams } = new URL(href, site.url);
      expect(searchParams.get("to")).toBe("twitter:@wikileaks");
      expect(searchParams.get("without")).toBe("4chan/pol");
      expect((await get(href)).status).toBe(200);
    }
  });
});

describe("an item page", () => {
  it.each([
    ["encoded", "/items/case%3Amacronleaks%2Fpol-op"],
    ["as it is written", "/items/case:macronleaks/pol-op"],
  ])("has an address, %s", async (_, path) => {
    const got = await get(path);
    expect(got.status).toBe(200);
    expect(got.page("h1").text()).toContain("case:macronleaks/pol-op");
    expect(got.page("#times").text()).toContain("“20h35”");
    expect(got.page("#times").text()).toContain("Europe/Paris explicit");
    expect(got.page("#edges h3").first().text()).toContain("LINKS_TO");
    expect(hrefs(got, ".trails a")).toEqual([
      "/?to=case%3Amacronleaks%2Fpol-op",
      "/?from=case%3Amacronleaks%2Fpol-op",
    ]);
  });

  it.each([
    ["an account", "twitter:@wikileaks"],
    ["a platform", "4chan/pol"],
    ["a set", "group:wikileaks"],
    ["a board post with words", "4chan:pol/1003"],
  ])("is there for %s", async (_, selector) => {
    expect((await get(`/items/${encodeURIComponent(selector)}`)).status).toBe(200);
  });

  it.each([
    ["case:macronleaks/pol-op", ["/api/items/case%3Amacronleaks%2Fpol-op"]],
    ["twitter:@wikileaks", ["/api/accounts/twitter%3A%40wikileaks"]],
    ["4chan/pol", []],
  ])("of %s leads to the JSON there is", async (selector, json) => {
    const got = await get(`/items/${encodeURIComponent(selector)}`);
    expect(hrefs(got, "#replay a[href^='/api/']")).toEqual(json);
  });

  it("is there for what a file is about", async () => {
    for (const { hash } of await site.store.evidence()) {
      const about = hrefs(await get(`/evidence/${hash}`), "a[href^='/items/evidence']");
      expect(about).toEqual([`/items/evidence%3A${encodeURIComponent(hash)}`]);
    }
    const seeds = await site.store.evidence();
    const measured = seeds.find(({ name }) => name === "measured.csv")?.hash;
    const got = await get(`/items/evidence:${measured}`);
    expect(got.status).toBe(200);
    expect(got.page("#items li").length).toBeGreaterThan(1);
  });

  it("keeps a web page's address as its key", async () => {
    const got = await get(`/items/${encodeURIComponent("https://nowhere.example/a?b=c&d=%2F#e")}`);
    expect(got.status).toBe(404);
    expect(got.page("h1").text()).toBe("https://nowhere.example/a?b=c&d=%2F#e");
  });

  it.each([
    ["not in evidence", "/items/pastebin:AAAAAAAA", 404],
    ["words that match nothing", "/items/%22zyzzyva%22", 404],
    ["words that match several", "/items/%22macron%22", 409],
    ["no selector", "/items/%3F%3F%3A", 400],
    ["no encoded text", "/items/%E0%A4%A", 400],
  ])("of what is %s is an error", async (_, path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

describe("search", () => {
  it("gives hits a page at a time, each hit once", async () => {
    const keys: string[] = [];
    let next: string | undefined = "/search?q=millrace+number";
    while (next !== undefined) {
      const got: Got = await get(next);
      expect(got.status).toBe(200);
      const hits = hrefs(got, ".hits a");
      expect(hits.length).toBeLessThanOrEqual(20);
      keys.push(...hits);
      [next] = hrefs(got, "a[rel=next]");
    }
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((href) => /^\/items\/4chan%3Apol%2F\d+$/.test(href)).length).toBe(POSTS);
  });

  it("goes back, and keeps the words", async () => {
    const got = await get("/search?q=millrace&offset=20");
    expect(hrefs(got, "a[rel=prev]")).toEqual(["/search?q=millrace"]);
    expect(got.page("#q").attr("value")).toBe("millrace");
    expect(got.page("ol.hits").attr("start")).toBe("21");
  });

  it.each([
    ["/search", 200, "Write words"],
    ["/search?q=zyzzyva", 200, "Nothing in evidence matches."],
    ["/search?q=millrace&offset=-1", 400, "whole number"],
    ["/search?q=millrace&offset=x", 400, "whole number"],
    ["/search?q=millrace&offset=1e3", 400, "whole number"],
    ["/search?q=millrace&offset=0x5", 400, "whole number"],
    ["/search?q=millrace&offset=", 400, "whole number"],
    [`/search?q=${"m".repeat(501)}`, 400, "at most 500 characters"],
  ])("%s", async (path, status, says) => {
    const got = await get(path);
    expect(got.status).toBe(status);
    expect(got.page("main").text()).toContain(says);
  });
});

describe("evidence", () => {
  it("is listed, each file with a page of its own", async () => {
    const got = await get("/evidence");
    const files = hrefs(got, "tbody a");
    expect(files.length).toBe(7);
    for (const href of files) expect((await get(href)).status).toBe(200);
    expect(got.page("tbody").text()).toContain("reconstruction");
    expect(got.page("tbody").text()).toContain("provenance unknown");
    expect(got.page("tbody").text()).not.toContain("original");
  });

  it("tells what its importer could not read", async () => {
    const failing = (await site.store.evidence()).find(({ name }) => name === "input.csv");
    const got = await get(`/evidence/${failing?.hash}`);
    expect(got.status).toBe(200);
    expect(got.page("#diagnostics li").length).toBe(failing?.report.diagnostics.length);
    expect(got.text).toContain(failing?.report.diagnostics[0]?.code);
    expect(got.text).toContain("unknown: it has no manifest");
  });

  it.each([`/evidence/sha256:${"0".repeat(64)}`, "/evidence/nothing", "/evidence/%ff"])(
    "%s is not there",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

test("every page forbids scripts, and comes with a stylesheet of ours alone", async () => {
  for (const path of ["/", EMLEAKS, "/first", "/items/4chan%2Fpol", "/search?q=a", "/evidence"]) {
    const got = await get(path);
    expect(got.headers.get("content-security-policy")).toBe(POLICY);
    expect(got.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(hrefs(got, "link")).toEqual(["/favicon.svg", "/page.css"]);
    expect(got.page("script, style, [style]").length).toBe(0);
  }
  const sheet = await get("/page.css");
  expect(sheet.headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(sheet.text).not.toMatch(/@import|url\(|https?:/);
  const icon = await get("/favicon.svg");
  expect(icon.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
  expect(icon.text).not.toMatch(/script|href|on\w+=/);
});

test("what is not a page is left to others", async () => {
  expect((await get("/api/trace")).status).toBe(404);
  expect((await get("/items/")).status).toBe(404);
  for (const path of ["/page.css/", "/first/", "/Evidence", "/favicon.svg/"]) {
    expect((await get(path)).status, path).toBe(404);
  }
});

test("a fault of ours is told to the log, and not to the reader", async () => {
  const broken = (): Promise<never> => Promise.reject(new Error("secret of the house"));
  const busy = () => Promise.reject(new HeadwaterError("busy", "another writer is at work"));
  const questions: Questions = { trace: broken, first: busy, show: broken, search: busy };
  const faults: unknown[] = [];
  const app = express();
  app.use(
    pageRouter({
      ...{ questionsOf: () => questions, evidence: broken, evidenceOf: broken, coverage: broken },
      onFault: (error) => faults.push(error),
    }),
  );
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  try {
    const got = await get(EMLEAKS, { url });
    expect(got.status).toBe(500);
    expect(got.text).not.toContain("secret");
    expect(faults).toEqual([new Error("secret of the house")]);
    expect((await get("/first?of=4chan", { url })).status).toBe(503);
    expect((await get("/evidence", { url })).status).toBe(500);
    const searched = await get("/search?q=mill", { url });
    expect(searched.status).toBe(503);
    expect(searched.headers.get("retry-after")).toBe("5");
    expect(searched.page("main").text()).toContain("another writer is at work");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
