/** Striking out what an answer names, putting it back, and looking closely at what it rests on. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import { PASTE, TRACE_PAGE } from "../macronleaks.ts";
import { serious } from "./axe.ts";
import { settled, visit } from "./browser.ts";
import { LOOKS, pageForEach } from "./served.ts";

let server: Running;
let page: Page;
const browser = pageForEach((held) => {
  ({ server, page } = held);
});

const asks = (path: string): Promise<void> => visit(page, new URL(path, server.url).href);
const verdict = (): Promise<string> => page.locator(".verdict").innerText();
const panel = () => page.locator("#what-if");
const address = (): URLSearchParams => new URL(page.url()).searchParams;

async function follows(link: ReturnType<Page["locator"]>): Promise<void> {
  const before = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== before);
  await settled(page);
}

/** Of the first hop: opens the list, and takes one of it out. */
async function strikes(name: string): Promise<void> {
  const hop = page.locator(".hop").first();
  await hop.locator("summary", { hasText: "Without…" }).click();
  await follows(hop.getByRole("link", { name }));
}

it("comes after the answer in words, and before its drawings", async () => {
  await asks(TRACE_PAGE);
  const parts = await page
    .locator(".verdict-box, #path-1, #what-if, #timeline")
    .evaluateAll((all) => all.map((one) => one.id || one.className));
  expect(parts).toEqual([expect.stringContaining("verdict-box"), "path-1", "what-if", "timeline"]);
});

it("is not asked of an end that is not in evidence", async () => {
  await asks("/?from=case:macronleaks/nothing&to=twitter:@wikileaks");
  await page.getByText("is not in evidence").first().waitFor();
  expect(await panel().count()).toBe(0);
});

describe("striking out", () => {
  it("a platform where it is named: what was before, what is no longer reached, and back", async () => {
    await asks(TRACE_PAGE);
    await strikes("without platform 4chan/pol");
    expect(address().getAll("without")).toEqual(["4chan/pol"]);
    expect(await verdict()).toBe("Order none, no dispute found.");
    await page.locator(".verdict-box").getByRole("link", { name: "What if" }).click();
    expect(new URL(page.url()).hash).toBe("#what-if");
    await panel().getByText("1 item no longer reached").waitFor();
    const told = await panel().innerText();
    expect(told).toContain("twitter:status/860577607670276096");
    await panel().getByText("With nothing struck out", { exact: true }).waitFor();
    expect(await panel().locator(".before-after").innerText()).toMatch(
      /order certain basis reported, disputed, arrived .*order none, no dispute found/s,
    );
    await follows(panel().getByRole("link", { name: "Put back 4chan/pol" }));
    expect(address().has("without")).toBe(false);
    expect(await verdict()).toContain("Order certain, basis reported, disputed.");
  });

  it("a file: its claims are taken as never seen, and the link holds it", async () => {
    await asks(TRACE_PAGE);
    await strikes("without file bbc-trending.csv");
    const [hash] = address().getAll("withoutEvidence");
    expect(hash).toMatch(/^sha256:/);
    expect(await verdict()).toContain("Order none");
    expect(await page.locator("#assumptions").innerText()).toContain(
      "Taken as never seen: the evidence file bbc-trending.csv",
    );
    expect(await page.locator("#timeline").innerText()).toContain(
      "with times by files taken as never seen",
    );
    await page.reload();
    await settled(page);
    expect(await page.locator("h1").innerText()).toContain("without the file bbc-trending.csv");
    const json = await page
      .getByRole("link", { name: "the same answer for programs" })
      .getAttribute("href");
    expect(new URL(json ?? "", server.url).searchParams.get("withoutEvidence")).toBe(hash);
    await page.goBack();
    await settled(page);
    expect(await verdict()).toContain("Order certain");
  });

  it("several, put back together; the ends themselves are not offered", async () => {
    await asks(`${TRACE_PAGE}&without=archive.today&without=twitter:@jackposobiec`);
    const offered = await page.locator(".without-these").allTextContents();
    expect(offered.join()).not.toContain(`without paste ${PASTE}`);
    expect(offered.join()).not.toContain("account twitter:@wikileaks");
    await panel().getByText("order, basis, dispute and arrival stay").waitFor();
    await panel().locator(".removal").nth(1).waitFor();
    expect(await panel().locator(".removal").count()).toBe(2);
    await follows(panel().getByRole("link", { name: "Put all back" }));
    expect(address().has("without")).toBe(false);
  });

  it("inferred edges are admitted, and left out again, by one click", async () => {
    await asks(TRACE_PAGE);
    await follows(panel().getByRole("link", { name: "Admit inferred edges" }));
    expect(address().get("basis")).toBe("inferred");
    expect(await page.locator(".hop.basis-inferred").count()).toBeGreaterThan(0);
    await follows(panel().getByRole("link", { name: "Leave inferred edges out" }));
    expect(address().has("basis")).toBe(false);
    expect(await page.locator(".hop.basis-inferred").count()).toBe(0);
  });

  it("how many ways to show stays what was asked for when inferred edges are admitted", async () => {
    await asks(`${TRACE_PAGE}&paths=3`);
    await follows(panel().getByRole("link", { name: "Admit inferred edges" }));
    expect(address().getAll("paths")).toEqual(["3"]);
    await follows(panel().getByRole("link", { name: "Leave inferred edges out" }));
    expect(address().getAll("paths")).toEqual(["3"]);
  });
});

it("with things struck out, what is marked is what the way that is left hangs on", async () => {
  await asks(`${TRACE_PAGE}&without=archive.today`);
  await page.locator(".hinges").first().waitFor();
  expect(await page.locator(".hinges").first().innerText()).toContain(
    "with all out that is struck out, without it no path remains",
  );
  const more = panel().getByRole("link", { name: "What shows it, and what lies beside" });
  await follows(more);
  expect(address().getAll("struckOut")).toEqual(["archive.today"]);
  expect(await page.locator("h1").innerText()).toContain("without archive.today");
  expect(await page.locator("details.more-fields summary").innerText()).toContain("struck out");
});

it("what all hangs on is marked on the hops that name it", async () => {
  await asks(TRACE_PAGE);
  expect(await page.locator(".hinges").count()).toBe(0);
  await panel().getByRole("button", { name: "Mark what it hangs on" }).click();
  await page.locator(".hinges").first().waitFor();
  const marked = (await page.locator(".hop").allInnerTexts()).map((hop) =>
    /mandatory\s+(\S+):/.exec(hop)?.at(1),
  );
  expect(marked).toEqual(["case:macronleaks/pol-op", "case:macronleaks/pol-thread", undefined]);
});

describe("the drawer", () => {
  it("shows words in their context, as text, and what all sources say of the times", async () => {
    await asks(TRACE_PAGE);
    await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
    const drawer = page.getByRole("dialog");
    expect(await drawer.locator(".agreement").first().innerText()).toMatch(
      /One root says so:\s+BBC Trending/,
    );
    await drawer.getByText("These words in their context").first().click();
    const context = drawer.locator(".in-context").first();
    await context.waitFor();
    expect(await context.locator("mark").innerText()).toContain("The board post links to");
    expect(await context.innerText()).toContain("LINKS_TO");
    await drawer.getByText("What all sources say of these times").click();
    await drawer.locator("details.agreement").getByText("in the minute 2017-05-05 18:36").waitFor();
    const times = await drawer.locator("details.agreement").innerText();
    for (const source of ["Mother Jones", "Le Monde", "Libération", "RFI", "BBC Trending"]) {
      expect(times).toContain(source);
    }
  });

  it("of the times tells only what counts: no file taken as never seen, no weaker basis", async () => {
    await asks(TRACE_PAGE);
    const rfi = page.locator("#sources li", { hasText: "RFI" }).first();
    const link = await rfi.locator(".custody a[href^='/evidence/']").first().getAttribute("href");
    const hash = decodeURIComponent(link?.split("/").at(-1) ?? "");
    await asks(`${TRACE_PAGE}&withoutEvidence=${hash}`);
    await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
    await page.getByRole("dialog").getByText("What all sources say of these times").click();
    const times = page.getByRole("dialog").locator("details.agreement");
    await times.getByText("of a time do not count here").first().waitFor();
    expect(await times.innerText()).not.toContain("RFI");
  });

  it("strikes out the file of a claim", async () => {
    await asks(TRACE_PAGE);
    await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
    await follows(page.getByRole("link", { name: "Ask without this file" }).first());
    expect(address().getAll("withoutEvidence")).toHaveLength(1);
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

describe("every other answer cites what it rests on", () => {
  it.each([
    [`/reach?from=${PASTE}`, "#items"],
    [`/reach?from=${PASTE}`, "#accounts"],
    [`/what-if?from=${PASTE}&to=twitter:@wikileaks`, "#path-1"],
    ["/latency", "#examples"],
  ])("%s, at %s", async (path, at) => {
    await asks(path);
    const cite = page.locator(`${at} .cites a`).first();
    const number = (await cite.innerText()).replaceAll(/\D/g, "");
    await cite.click();
    expect(await page.getByRole("dialog").locator(".claim").first().innerText()).toContain(
      `[${number}]`,
    );
    expect(await page.locator(`#source-${number}`).count()).toBe(1);
    expect(await page.locator(".without-these").count()).toBe(0);
  });

  it("and a thing reached opens the hop that brought it", async () => {
    await asks(`/reach?from=${PASTE}`);
    await page
      .locator("#items")
      .getByRole("button", { name: /^Check the evidence/ })
      .last()
      .click();
    expect(await page.getByRole("dialog").innerText()).toContain("Evidence of hop 1 of 1");
  });
});

it.each(LOOKS)("has no serious finding of axe-core, $colorScheme, $width wide", async (look) => {
  const { width, colorScheme } = look;
  const context = await browser().newContext({ viewport: { width, height: 900 }, colorScheme });
  page = await context.newPage();
  await asks(`${TRACE_PAGE}&without=archive.today`);
  await page.locator(".hinges").first().waitFor();
  for (const summary of await page.locator(".without-these summary").all()) await summary.click();
  await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
  for (const text of ["What all sources say", "These words in their context"]) {
    await page.locator(".drawer summary", { hasText: text }).first().click();
  }
  await page.locator(".in-context").waitFor();
  await page.getByText("in the minute 2017-05-05 18:36").first().waitFor();
  expect(await serious(page)).toEqual([]);
  expect(
    await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    ),
  ).toBe(0);
  await context.close();
});
