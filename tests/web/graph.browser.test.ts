/** The graph in a browser, with WebGL and without. */
import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import { TRACE_PAGE } from "../macronleaks.ts";
import { serious } from "./axe.ts";
import { visit, type Watched, watch } from "./browser.ts";
import { browserOn } from "./served.ts";

const THREAD = "/items/case:macronleaks%2Fpol-thread";

let server: Running;
const browser = browserOn((running) => {
  server = running;
});

const WITHOUT_WEBGL = `{
  const before = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : before.call(this, kind, ...more);
  };
}`;

const graphOf = (page: Page) => page.getByRole("region", { name: "As a graph" });
const thingOf = (page: Page, name: string) =>
  graphOf(page).getByRole("listitem").filter({ hasText: name });

/** What the driver of a machine without a graphics card says of itself. */
const ofTheDriver = (misdeed: string): boolean => misdeed.includes("GL Driver Message");

async function opened(
  path: string,
  { webgl = true, width = 1280, colorScheme = "light" as "light" | "dark" } = {},
): Promise<Watched & { context: BrowserContext }> {
  const context = await browser().newContext({ viewport: { width, height: 900 }, colorScheme });
  const watched = await watch(context, new URL(server.url).origin);
  if (!webgl) await watched.page.addInitScript(WITHOUT_WEBGL);
  await visit(watched.page, new URL(path, server.url).href);
  await graphOf(watched.page).getByRole("button", { name: "Draw the graph" }).click();
  await thingOf(watched.page, "@jackposobiec").waitFor();
  const focused = await watched.page.evaluate("document.activeElement?.ariaLabel");
  expect(focused).toBe("The graph");
  return { ...watched, context };
}

/** The picture, which is not the empty ground. */
async function painted(page: Page): Promise<Buffer> {
  const picture = graphOf(page).getByRole("img");
  await page.mouse.move(0, 0);
  const layers = "document.querySelector('.graph-ground').children";
  const ground = async (visibility: string) => {
    await page.evaluate(`for (const one of ${layers}) one.style.visibility = "${visibility}"`);
    return picture.screenshot();
  };
  const empty = await ground("hidden");
  await expect.poll(async () => (await ground("visible")).equals(empty)).toBe(false);
  return picture.screenshot();
}

async function saved(page: Page, kind: string): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await graphOf(page)
    .getByRole("button", { name: `Save as ${kind}` })
    .click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^headwater-graph-[0-9a-f]{12}\.(svg|png)$/);
  return readFile(await download.path());
}

describe("the graph", () => {
  it("is loaded when it is asked for: the path, what stands beside it, the same picture again", async () => {
    const { page, misdeeds, context } = await opened(TRACE_PAGE);
    await graphOf(page).locator("canvas").first().waitFor();
    const text = await graphOf(page).innerText();
    expect(text).toMatch(/7 things, 6 links as far as loaded, 0 of them inferred/);
    expect(text).toContain("2 edges on a weaker basis than reported left off.");
    expect(text).toContain("neither order nor dispute is judged here");
    expect(text).toContain("known only by reference");
    expect(misdeeds.filter((misdeed) => !ofTheDriver(misdeed))).toEqual([]);
    await painted(page);
    const again = await opened(TRACE_PAGE);
    await painted(again.page);
    expect((await saved(again.page, "SVG")).equals(await saved(page, "SVG"))).toBe(true);
    await again.context.close();
    await context.close();
  });

  it("keeps to the terms of the question: basis, what is struck out, the window", async () => {
    const admitted = await opened(`${TRACE_PAGE}&basis=inferred&paths=10`);
    expect(await graphOf(admitted.page).innerText()).toMatch(
      /8 things, 9 links as far as loaded, 3 of them inferred/,
    );
    await admitted.context.close();
    const terms = "&without=archive.today&without=tag:nobody&latest=2017-05-06";
    const { page, context } = await opened(`${TRACE_PAGE}${terms}`);
    const text = await graphOf(page).innerText();
    expect(text).toMatch(/1 thing left off with what is struck out/);
    expect(text).toMatch(
      /Drawn although struck out, for it cannot be told here: what\s+tag:nobody/,
    );
    expect(text).toContain("Edges outside the window asked for are left off.");
    await context.close();
  });

  it("is walked with the keys, what is selected being so in the words too", async () => {
    const { page, context } = await opened(TRACE_PAGE);
    const tweet = thingOf(page, "@wikileaks").getByRole("button", { name: /^post by @wikileaks/ });
    await tweet.press("Enter");
    expect(await tweet.getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".stations button").last().getAttribute("aria-pressed")).toBe("true");
    await page.locator(".stations button").first().click();
    const paste = thingOf(page, "on pastebin").getByRole("button", { name: /^paste/ });
    expect(await paste.getAttribute("aria-pressed")).toBe("true");
    expect(await graphOf(page).locator(".graph-chosen").innerText()).toContain("published");
    await context.close();
  });

  it("is saved with what it rests on, as SVG and PNG", async () => {
    const { page, misdeeds, context } = await opened(TRACE_PAGE);
    await painted(page);
    const svg = (await saved(page, "SVG")).toString("utf8");
    for (const said of ["Order certain, basis reported, disputed", "single source", "sha256:"]) {
      expect(svg).toContain(said);
    }
    expect(svg).toMatch(/Evidence loaded: .*4chan\/pol: \d/);
    expect(svg.match(/<circle/g)).toHaveLength(7);
    expect((await saved(page, "PNG")).subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(misdeeds.filter((misdeed) => !ofTheDriver(misdeed))).toEqual([]);
    await context.close();
  });

  it("on an item's page begins with its neighbours, and grows thing by thing", async () => {
    const { page, misdeeds, context } = await opened(THREAD);
    const before = await graphOf(page).getByRole("listitem").count();
    const tweet = thingOf(page, "post by @wikileaks");
    await tweet.getByRole("button", { name: /^Expand/ }).press("Enter");
    await thingOf(page, "archived-item").waitFor();
    expect(await graphOf(page).getByRole("listitem").count()).toBeGreaterThan(before);
    expect(await tweet.locator(".graph-expand").getAttribute("aria-disabled")).toBe("true");
    expect(misdeeds.filter((misdeed) => !ofTheDriver(misdeed))).toEqual([]);
    await context.close();
  });

  it("is a table where there is no WebGL, with all that the picture has", async () => {
    const { page, misdeeds, context } = await opened(TRACE_PAGE, { webgl: false });
    expect(await graphOf(page).locator("canvas").count()).toBe(0);
    const rows = await graphOf(page).locator("tbody tr").allInnerTexts();
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatch(/hop 1, order certain,\s+basis reported\s+single source/);
    expect(rows.at(-1)).toMatch(/order not judged,\s+basis/);
    expect(misdeeds).toEqual([]);
    expect(await serious(page, "#graph")).toEqual([]);
    await context.close();
  });

  it.each([
    { width: 1280, colorScheme: "light" as const },
    { width: 390, colorScheme: "dark" as const },
  ])("has no serious finding, and fits, $width wide and $colorScheme", async (look) => {
    const { page, context } = await opened(TRACE_PAGE, look);
    await graphOf(page).getByText("The graph as a table").click();
    expect(await serious(page, "#graph")).toEqual([]);
    const over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(over)).toBe(0);
    await context.close();
  });
});
