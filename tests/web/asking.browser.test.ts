/** Asking on the page: sentences, fields, permalinks, back and forward, zones, what cannot be answered. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import { TRACE_PAGE } from "../macronleaks.ts";
import { settled, visit } from "./browser.ts";
import { pageForEach } from "./served.ts";

let server: Running;
let page: Page;
pageForEach((held) => {
  ({ server, page } = held);
});

const asks = (path: string): Promise<void> => visit(page, new URL(path, server.url).href);
const box = () => page.getByRole("combobox", { name: "Ask", exact: true });
const offers = () => page.getByRole("option");
const address = (): string => decodeURIComponent(page.url().slice(server.url.length - 1));

describe("the box", () => {
  it("offers its sentences, completes what they name, and asks, by keyboard alone", async () => {
    await asks("/");
    await box().focus();
    expect(await offers().allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("How did … reach …?")]),
    );
    await page.keyboard.type("How did emleaks");
    await offers().filter({ hasText: "case:macronleaks/emleaks" }).first().waitFor();
    await page.keyboard.press("Escape");
    await box().fill("How did case:macronleaks/emleaks reach wikil");
    await offers().filter({ hasText: "twitter:@wikileaks" }).first().waitFor();
    const shown = await offers().allInnerTexts();
    const at = shown.findIndex((offer) => offer.startsWith("twitter:@wikileaks"));
    for (let i = 0; i <= at; i += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await box().inputValue()).toBe(
      "How did case:macronleaks/emleaks reach twitter:@wikileaks",
    );
    await page.keyboard.type("?");
    await page.keyboard.press("Enter");
    await page.waitForURL(/to=/);
    expect(address()).toBe(TRACE_PAGE);
    await settled(page);
    expect(await page.locator(".verdict").innerText()).toContain("Order certain");
    expect(await page.evaluate("document.activeElement?.tagName")).toBe("H1");
  });

  it("goes on from the thing that is picked to what may follow it", async () => {
    await asks("/");
    await box().fill("How did emleaks");
    await offers().filter({ hasText: "case:macronleaks/emleaks" }).first().click();
    expect(await box().inputValue()).toBe("How did case:macronleaks/emleaks ");
    await offers().filter({ hasText: "How did case:macronleaks/emleaks reach" }).first().click();
    expect(await box().inputValue()).toBe("How did case:macronleaks/emleaks reach ");
  });

  it("offers to end the verb that is begun, and no second one", async () => {
    await asks("/");
    await box().fill("how did the paste ge");
    await offers().first().waitFor();
    expect((await offers().allInnerTexts()).join("\n")).toContain("how did the paste get to");
    await box().fill("how did the paste get to wikileaks");
    await offers().first().waitFor();
    const shown = (await offers().allInnerTexts()).join("\n");
    expect(shown).toContain("how did the paste get to wikileaks?");
    expect(shown).not.toContain("reach");
  });

  it("says which questions it understands where it can only look for words", async () => {
    await asks("/search?q=Who+was+the+one+to+post+it?");
    expect(await page.locator("main").innerText()).toContain("How did … reach …?");
    await asks("/search?q=macron");
    expect(await page.locator("main").innerText()).not.toContain("How did … reach …?");
  });

  it.each([
    ["4chan:pol/123", "/items/4chan:pol/123"],
    ["https://pastebin.com/gLpwpU2U", "/items/https://pastebin.com/gLpwpU2U"],
    ["4chan", "/items/4chan"],
    ["emmanuel macron", "/search?q=emmanuel+macron"],
    ["Where did tag:macronleaks first appear?", "/first?of=tag:macronleaks"],
    [
      "What did case:macronleaks/emleaks become without 4chan/pol?",
      "/reach?from=case:macronleaks/emleaks&without=4chan/pol",
    ],
  ])("takes %s to where it is answered", async (typed, to) => {
    await asks("/");
    await box().fill(typed);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/");
    expect(address()).toBe(to);
    await expect.poll(() => page.evaluate("document.activeElement?.tagName")).toBe("H1");
  });
});

describe("a form", () => {
  it("says of a field that must be filled in what is missing, until it is filled in", async () => {
    await asks("/what-if?to=twitter:@wikileaks");
    await page.locator("form.question button[type=submit]").click();
    const from = page.getByRole("combobox", { name: "From", exact: true });
    await page.getByRole("alert").getByText("Say where it started.").waitFor();
    expect(await from.getAttribute("aria-invalid")).toBe("true");
    expect(await from.getAttribute("aria-describedby")).toContain("from-problem");
    expect(await page.evaluate("document.activeElement?.id")).toBe("from");
    await from.fill("case:macronleaks/emleaks");
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await from.getAttribute("aria-invalid")).toBeNull();
  });
});

it("a field takes words as plainly as the box does", async () => {
  await asks("/");
  await page.getByLabel("From", { exact: true }).fill("case:macronleaks/emleaks");
  await page.getByLabel("To", { exact: true }).fill("WikiLeaks");
  await page.getByRole("button", { name: "Trace" }).click();
  await page.waitForURL(/to=/);
  expect(address()).toBe('/?from=case:macronleaks/emleaks&to="WikiLeaks"');
  await settled(page);
  expect(await page.locator(".verdict").innerText()).toContain("Order certain");
});

describe("an address", () => {
  it("holds the whole question, and the form keeps it", async () => {
    await asks(
      "/?from=case%3Amacronleaks%2Femleaks&to=twitter:@wikileaks&without=4chan/pol%0d%0atwitter:@jackposobiec&without=tag:mill&earliest=2017-05-01&basis=recorded&by=fewest-hops&paths=3",
    );
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe(
      "case:macronleaks/emleaks",
    );
    await page
      .getByText("Terms: things taken out, not before, basis, which way is best, ways to show")
      .click();
    expect(await page.locator(".chip .key").allInnerTexts()).toEqual([
      ...["4chan/pol", "twitter:@jackposobiec", "tag:mill"],
    ]);
    expect(await page.locator("#earliest").inputValue()).toBe("2017-05-01");
    expect(await page.locator("#basis").inputValue()).toBe("recorded");
    expect(await page.locator("#by").inputValue()).toBe("fewest-hops");
    expect(await page.locator("#paths").inputValue()).toBe("3");
    expect(await page.locator("h1").innerText()).toContain("without 4chan/pol");
  });

  it("is one step back and forward, with its answer", async () => {
    await asks(TRACE_PAGE);
    await page.getByLabel("To", { exact: true }).fill("twitter:@jackposobiec");
    await page.getByRole("button", { name: "Trace" }).click();
    await page.waitForURL(/jackposobiec/);
    await settled(page);
    expect(await page.locator("h1").innerText()).toContain("twitter:@jackposobiec");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /twitter:@wikileaks/ }).waitFor();
    expect(await page.getByLabel("To", { exact: true }).inputValue()).toBe("twitter:@wikileaks");
    expect(await page.title()).toContain("twitter:@wikileaks");
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: /twitter:@jackposobiec/ }).waitFor();
    expect(await page.getByLabel("To", { exact: true }).inputValue()).toBe("twitter:@jackposobiec");
  });

  it("leads to the same answer as JSON", async () => {
    await asks(`${TRACE_PAGE}&basis=inferred`);
    const href = await page
      .getByRole("link", { name: "the same answer for programs" })
      .getAttribute("href");
    expect(decodeURIComponent(href ?? "")).toBe(`/api/trace${TRACE_PAGE.slice(1)}&basis=inferred`);
  });
});

it("times are in UTC, and in any other zone at a click", async () => {
  await asks("/items/twitter:status%2F860577607670276096");
  const published = page.locator("#times tbody tr").first();
  expect(await published.innerText()).toContain("2017-05-05 19:31:05.084 UTC");
  await page.getByLabel("Another zone").selectOption("Europe/Paris");
  expect(await published.innerText()).toContain("2017-05-05 21:31:05.084 UTC+02:00");
  await page.reload();
  await settled(page);
  expect(await published.innerText()).toContain("UTC+02:00");
  await page.getByRole("button", { name: "UTC", exact: true }).click();
  expect(await published.innerText()).toContain("19:31:05.084 UTC");
});

it("sentences of the server tell times in the zone that is chosen", async () => {
  await asks(TRACE_PAGE);
  const ground = page.locator(".ground").filter({ hasText: " had it before " }).first();
  expect(await ground.innerText()).toMatch(/ had it before \S+ \S+ UTC,/);
  await page.getByLabel("Another zone").selectOption("Europe/Paris");
  expect(await ground.innerText()).toMatch(/ had it before \S+ \S+ \(Europe\/Paris, UTC\+02:00\),/);
  expect(await page.locator(".ground, .depends, .disputes").allInnerTexts()).not.toContainEqual(
    expect.stringMatching(/\.\d{3} UTC\b(?!\+)/),
  );
});

it("how a source writes a time is told on hover", async () => {
  await asks("/?from=case:macronleaks/pol-op&to=twitter:@jackposobiec");
  const titles = await page
    .locator(".hop .at .when")
    .evaluateAll((all) => all.map((one) => one.getAttribute("title") ?? ""));
  expect(titles.join()).toContain("As written: “");
});

describe("a question that cannot be answered", () => {
  it.each([
    ["a malformed selector", "/?from=%3F%3F%3A&to=twitter:@wikileaks", "from"],
    ["words that match nothing", "/?from=twitter:@wikileaks&to=%22zyzzyva%22", "to"],
    ["words that match several", "/?from=%22macron%22&to=twitter:@wikileaks", "from"],
    ["something taken out that is malformed", `${TRACE_PAGE}&without=%22%22`, "without"],
    ["a basis that is none", `${TRACE_PAGE}&basis=sure`, "basis"],
    ["too many ways", `${TRACE_PAGE}&paths=1000`, "paths"],
    ["a time that is none", `${TRACE_PAGE}&earliest=yesterday`, "earliest"],
    ["words that several things to compare match", "/first?of=%22macron%22", "of"],
  ])("%s is told at its field", async (_, path, field) => {
    await asks(path);
    const problem = page.locator(".problem[role=alert]");
    expect(await problem.count()).toBe(1);
    const control = page.locator(`#${field}`);
    expect(await control.getAttribute("aria-invalid")).toBe("true");
    const described = (await control.getAttribute("aria-describedby"))?.split(" ") ?? [];
    expect(described).toContain(await problem.getAttribute("id"));
    for (const id of described) expect(await page.locator(`[id="${id}"]`).count()).toBe(1);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator(".field", { has: problem }).count()).toBe(1);
  });

  it("offers what ambiguous words may mean, each a link to its answer", async () => {
    await asks("/?from=%22macron%22&to=twitter:@wikileaks&without=4chan/pol");
    const candidates = page.locator(".candidates a");
    await candidates.nth(1).waitFor();
    await candidates.first().click();
    await page.waitForURL((url) => url.searchParams.get("from") !== '"macron"');
    expect(new URL(page.url()).searchParams.get("without")).toBe("4chan/pol");
    await settled(page);
    expect(await page.locator(".verdict").count()).toBe(1);
  });

  it("that the server does not answer can be asked again", async () => {
    await page.route(/\/api\/trace/, (route) => route.abort());
    await asks(TRACE_PAGE);
    expect(await page.locator(".problem").innerText()).toContain("The server does not answer.");
    await page.unroute(/\/api\/trace/);
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.locator(".verdict").waitFor();
  });
});

it("a part of the page that cannot be fetched is said to be missing, and is there after a reload", async () => {
  await asks("/");
  await page.route(/case-view/, (route) => route.abort());
  await page.getByRole("link", { name: "Case", exact: true }).click();
  const missing = page.getByRole("alert");
  expect(await missing.innerText()).toContain("could not be fetched");
  await page.unroute(/case-view/);
  await missing.getByRole("button", { name: "Reload the page" }).click();
  await page.getByRole("heading", { level: 1, name: "The case" }).waitFor();
});

it("hits of a search come a page at a time, and lead on and back", async () => {
  await asks("/search?q=macron");
  const hits = page.locator(".hits li");
  expect(await hits.count()).toBeGreaterThan(1);
  expect(await page.locator("a[rel=prev]").count()).toBe(0);
  expect(await page.locator("main .terms").first().innerText()).toMatch(
    /^\d+ matches\. All the words/,
  );
  await asks("/search?q=leaks");
  expect(await page.locator("main .terms").first().innerText()).toContain("1 match. All the words");
  await asks("/search?q=zyzzyva");
  expect(await page.locator("main").innerText()).toContain("Nothing in evidence matches.");
});

it("says what it is and what to do first, above the form, until something is asked", async () => {
  await asks("/");
  const parts = await page
    .locator("main > .lead, main form.question, main #examples")
    .evaluateAll((all) => all.map((one) => one.id || one.classList[0]));
  expect(parts).toEqual(["lead", "question", "examples"]);
  await asks(TRACE_PAGE);
  expect(await page.locator("main > .lead").count()).toBe(0);
});

it("with nothing loaded it leads to loading, and to the case that comes with it", async () => {
  const evidence = { kind: "evidence", evidence: [], total: 0, cases: [] };
  await page.route("**/api/evidence?*", (route) => route.fulfill({ json: evidence }));
  await asks("/");
  await page.getByText("Nothing is loaded yet.").waitFor();
  expect(await page.locator("main").innerText()).toContain("seeds/macronleaks");
  expect(await page.locator("#examples").count()).toBe(0);
});

it("of another case its questions name what that case holds", async () => {
  const evidence = {
    kind: "evidence",
    evidence: [],
    total: 3,
    cases: [{ name: "mine", files: 3 }],
  };
  await page.route("**/api/evidence?*", (route) => route.fulfill({ json: evidence }));
  await asks("/");
  const links = page.locator("#examples a");
  await links.first().waitFor();
  expect(await links.first().innerText()).toBe("How did 4chan/pol reach twitter?");
  await links.first().click();
  await page.locator(".verdict").waitFor();
});

it("offers its examples however many files are loaded beside the case", async () => {
  await page.route("**/api/evidence?*", async (route) => {
    const cases = [{ name: "macronleaks", files: 5 }];
    return route.fulfill({ json: { kind: "evidence", evidence: [], total: 700, cases } });
  });
  await asks("/");
  await page.getByRole("link", { name: "700 evidence files" }).waitFor();
  expect(await page.locator("#examples a").count()).toBeGreaterThan(0);
});

it("each example question has an answer, typed as it stands", async () => {
  await asks("/");
  const links = page.locator("#examples a");
  await links.first().waitFor();
  const typed = await links.allInnerTexts();
  expect(typed.length).toBeGreaterThan(5);
  for (const text of typed) {
    await asks("/");
    await box().fill(text);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/" || url.search !== "");
    await settled(page);
    expect(new URL(page.url()).pathname, text).not.toBe("/search");
    expect(await page.locator(".problem, .absent").count(), text).toBe(0);
  }
});

it("no path leads on: what it reached, what led there, the other way round", async () => {
  await asks("/?from=twitter:@wikileaks&to=case:macronleaks/emleaks&basis=inferred");
  const links = page.locator(".lead-on a");
  const led = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(led).toEqual([
    "/reach?from=twitter:@wikileaks&basis=inferred",
    "/items/case%3Amacronleaks%2Femleaks",
    "/?from=case:macronleaks/emleaks&to=twitter:@wikileaks&basis=inferred",
  ]);
  await links.last().click();
  await page.locator(".verdict", { hasText: "Order certain" }).waitFor();
  expect(await links.count()).toBe(0);
});

it("of a group that holds nothing it is said how a platform is put into it", async () => {
  await asks("/?from=case:macronleaks/emleaks&to=group:mill");
  const absent = page.locator(".absent");
  expect(await absent.innerText()).toContain("--subject group:mill --relation member");
  expect(await page.locator(".lead-on a").count()).toBe(1);
  await absent.getByRole("link").click();
  await page.waitForURL(/\/note\b/);
  expect(await page.getByLabel("Group or tier").inputValue()).toBe("group:mill");
});

it("a file is not in evidence only where the server says so", async () => {
  const hash = `sha256:${"0".repeat(64)}`;
  await asks(`/evidence/${hash}`);
  expect(await page.locator("h1").innerText()).toBe("Not in evidence");
  await page.route("**/api/evidence/**", (route) => route.abort());
  await asks(`/evidence/${hash}`);
  expect(await page.locator("h1").innerText()).toBe("Evidence");
  expect(await page.getByRole("alert").innerText()).toBe("The server does not answer.");
});
