/** The timeline in a browser: the MacronLeaks case, and fifty thousand items. */
import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, start } from "../api/server.ts";
import { TRACE_PAGE, WIKILEAKS_TWEET } from "../macronleaks.ts";
import { browserWith, executable, visit, type Watched, watch } from "./browser.ts";
import { startLarge } from "./large-case.ts";

let small: Running;
let large: Running;

const browser = browserWith(
  async () => {
    small = await start();
    large = await startLarge(50_000);
  },
  async () => {
    await small?.close();
    await large?.close();
  },
);

const plotOf = (page: Page) => page.getByRole("application", { name: /^Timeline/ });
const toolOf = (page: Page, name: string) =>
  page.getByRole("toolbar", { name: "Window of time" }).getByRole("button", { name });
const windowOf = (page: Page) => page.locator(".timeline-controls .when").innerText();
const spoken = (page: Page) => plotOf(page).locator("[aria-live]").innerText();

async function drawn(page: Page): Promise<void> {
  await plotOf(page).locator("canvas").waitFor();
}

/** Whether anything at all is painted on the canvas. */
const PAINTED = `(() => {
  const canvas = document.querySelector(".timeline-plot canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, i) => i % 4 === 3 && value > 0);
})()`;

async function saved(page: Page, kind: "SVG" | "PNG"): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page
    .getByRole("toolbar", { name: "Picture of the timeline" })
    .getByRole("button", { name: `Save as ${kind}` })
    .click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^headwater-timeline-[0-9a-f]{12}\.(svg|png)$/);
  return readFile(await download.path());
}

/** In light and in dark. */
const WAYS_TO_SEE = ["light", "dark"] as const;

function watched(site: () => Running, width = 1280) {
  const held: { context?: BrowserContext; watched?: Watched } = {};
  beforeAll(async () => {
    if (executable === undefined) return;
    held.context = await browser().newContext({ viewport: { width, height: 900 } });
    held.watched = await watch(held.context, new URL(site().url).origin);
  });
  afterAll(() => held.context?.close());
  return (): Watched => {
    if (held.watched === undefined) throw new Error("there is no browser");
    return held.watched;
  };
}

const at = (site: Running, path: string): string => new URL(path, site.url).href;

describe("the timeline of the MacronLeaks case", () => {
  const look = watched(() => small);

  it("is saved with what it rests on, as SVG and PNG, the same from a light screen and a dark", async () => {
    const { page, misdeeds } = look();
    const files: string[] = [];
    for (const colorScheme of WAYS_TO_SEE) {
      await page.emulateMedia({ colorScheme });
      await visit(page, at(small, TRACE_PAGE));
      await drawn(page);
      files.push((await saved(page, "SVG")).toString("utf8"));
      expect((await saved(page, "PNG")).subarray(1, 4).toString("latin1")).toBe("PNG");
    }
    await page.emulateMedia({ colorScheme: null });
    const [svg = "", again] = files;
    expect(again).toBe(svg);
    for (const said of ["Order certain, basis reported, disputed", "single source", "sha256:"]) {
      expect(svg).toContain(said);
    }
    const words = svg.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
    expect(words).toMatch(
      /7 items, 6 edges: order certain along each edge, basis reported, \d contra/,
    );
    expect(words).toMatch(
      /This picture is of 2017-05-05 \S+ UTC to 2017-05-05 \S+ UTC, with 6 items/,
    );
    expect(words).toContain("1 known only by reference");
    expect(words).toMatch(/Evidence loaded: .*4chan\/pol: \d/);
    for (const hop of ["1", "2", "3"]) expect(svg).toContain(`>${hop}</text>`);
    expect(misdeeds).toEqual([]);
  });

  it("is saved as far as the window goes", async () => {
    const { page } = look();
    await visit(page, at(small, "/case"));
    await drawn(page);
    await toolOf(page, "All of it").click();
    const whole = (await saved(page, "SVG")).toString("utf8");
    for (let i = 0; i < 4; i += 1) await toolOf(page, "Zoom in").click();
    const part = (await saved(page, "SVG")).toString("utf8");
    expect(whole).toContain(">latvian-flag-post</text>");
    expect(whole).toContain("What happened when, in all that is loaded.");
    expect(part).not.toContain("latvian-flag-post");
  });

  it("stands under the answer: its path numbered, platforms by tier, what has no time apart", async () => {
    const { page, misdeeds } = look();
    await visit(page, at(small, TRACE_PAGE));
    await drawn(page);
    const section = page.getByRole("region", { name: "When, and what stands beside it" });
    const tiers = await section.getByRole("button", { expanded: true }).allInnerTexts();
    expect(tiers.map((text) => /fringe|bridge|unknown/.exec(text)?.[0])).toEqual([
      ...["fringe", "bridge", "unknown"],
    ]);
    const hops = section.getByRole("button", { name: /^Hop \d/ });
    expect(await hops.count()).toBe(3);
    expect(await page.evaluate(PAINTED)).toBe(true);
    expect(await section.locator(".timeline-summary").innerText()).toMatch(
      /7 items, 6 edges: order certain along each edge, basis reported, \d contradictions/,
    );
    await page.getByText("What the signs mean").click();
    const legend = await page.locator(".timeline-legend").innerText();
    for (const sign of ["point:", "bar:", "certain core", "fading end", "faint arrow", "dashed"]) {
      expect(legend).toContain(sign);
    }
    expect(misdeeds).toEqual([]);
  });

  it("under a question with a window leaves off what falls outside, but for the path", async () => {
    const { page } = look();
    const asked = page.waitForRequest((request) => request.url().includes("/api/timeline"));
    const from = "2017-05-05T18:30Z";
    await visit(page, at(small, `${TRACE_PAGE}&earliest=${from}&latest=2017-05-05T19:32Z`));
    const query = new URL((await asked).url()).searchParams;
    expect(query.get("latest")).toBe("2017-05-05T19:32:59.999Z");
    expect(Date.parse(query.get("earliest") ?? "")).toBeLessThanOrEqual(Date.parse(from));
    await drawn(page);
    expect(await page.locator("#timeline").innerText()).toContain(
      "what falls outside the window asked for is left off",
    );
    expect(await page.locator(".timeline-summary").innerText()).not.toContain(
      "On the path but without a time",
    );
  });

  it("shares what is selected with the words, and opens the evidence of a hop", async () => {
    const { page } = look();
    await visit(page, at(small, TRACE_PAGE));
    await drawn(page);
    await page.locator(".stations button").last().click();
    expect(await page.locator(".timeline-over .selected").count()).toBe(1);
    expect(await page.locator(".hop-number[tabindex='0']").count()).toBe(1);
    await page.locator(".hop-number").first().focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator(".hop-number:focus").innerText()).toBe("2");
    await page.getByRole("button", { name: /^Hop 3, to the/ }).click();
    await page.getByRole("heading", { name: "Evidence of hop 3 of 3" }).waitFor();
    await page.keyboard.press("Escape");
    const first = page.locator(".stations button").first();
    await plotOf(page).press("Escape");
    expect(await first.getAttribute("aria-pressed")).toBe("false");
  });

  it("is walked by keys, each thing told; Enter selects it in the words too", async () => {
    const { page } = look();
    await visit(page, at(small, TRACE_PAGE));
    await drawn(page);
    const plot = plotOf(page);
    const atFirst = await windowOf(page);
    await plot.focus();
    await plot.press("ArrowDown");
    for (let step = 0; step < 4; step += 1) await plot.press("ArrowUp");
    expect(await spoken(page)).toMatch(/on 4chan\/pol; (?:between|by) 2017-05-05 .*time reported/);
    for (let step = 0; step < 3; step += 1) await plot.press("ArrowDown");
    await plot.press("ArrowRight");
    expect(await spoken(page)).toContain(
      "post by @wikileaks on twitter; at 2017-05-05 19:31:05.084",
    );
    await plot.press("Enter");
    expect(await page.locator(".stations button").last().getAttribute("aria-pressed")).toBe("true");
    const before = await windowOf(page);
    await plot.press("+");
    expect(await windowOf(page)).not.toBe(before);
    await plot.press("0");
    expect(await windowOf(page)).toContain("2017-05-05 10:");
    await toolOf(page, "The path").click();
    expect(await windowOf(page)).toBe(atFirst);
  });

  it("tells its times in the zone that the page is in, and the same as a table", async () => {
    const { page } = look();
    await visit(page, at(small, TRACE_PAGE));
    await drawn(page);
    expect(await windowOf(page)).toMatch(/UTC –\s+to\s+.* UTC$/);
    await page.getByLabel("Another zone").selectOption("Europe/Paris");
    expect(await windowOf(page)).toContain("UTC+02:00");
    await page.getByLabel("Another zone").selectOption("");
    await page.getByText("The window as a table").click();
    const rows = await page.locator(".timeline-table tbody tr").allInnerTexts();
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.at(-1)).toContain(WIKILEAKS_TWEET);
    expect(rows.find((row) => row.includes("case:macronleaks/files"))).toContain(
      "known only by reference",
    );
  });

  it("of the whole case shades the blackout, and has beside it what is said and what has no time", async () => {
    const { page, misdeeds } = look();
    await visit(page, at(small, "/case"));
    await drawn(page);
    const words = await page.locator(".timeline-over .events").textContent();
    expect(words).toContain("French election blackout");
    await page.getByText(/^Said beside it/).click();
    const beside = await page.locator(".timeline-beside").innerText();
    for (const said of ["retweets", "Without a time", "case:macronleaks/archive-is-copy"]) {
      expect(beside).toContain(said);
    }
    // Its numbers are its own: they lead to no list of sources.
    expect(await page.locator(".timeline-beside .cites a").count()).toBe(0);
    await page.locator(".timeline-beside .cites button").first().click();
    await page.getByRole("heading", { name: "Evidence", exact: true }).waitFor();
    // It tells contradictions without their sides: of a source it cannot say that it is in none.
    expect(await page.getByRole("dialog").innerText()).not.toContain("no contradiction");
    expect(misdeeds).toEqual([]);
  });
});

describe("the timeline on a narrow screen", () => {
  const look = watched(() => small, 390);

  it("fits, its platforms named above their bands", async () => {
    const { page } = look();
    await visit(page, at(small, TRACE_PAGE));
    await drawn(page);
    expect(await page.locator(".timeline-gutter.above .band-name").count()).toBeGreaterThan(3);
    const over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(over)).toBe(0);
  });

  it("has the tab of the page in view", async () => {
    const { page } = look();
    await visit(page, at(small, "/note"));
    const bounds = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (box === null) throw new Error(`${selector} is not there`);
      return [box.x, box.x + box.width] as const;
    };
    const [tabs, tab] = [await bounds(".pages ul"), await bounds(".pages a[aria-current]")];
    expect(tab[0]).toBeGreaterThanOrEqual(tabs[0]);
    expect(tab[1]).toBeLessThanOrEqual(tabs[1]);
  });
});

describe("a timeline of fifty thousand items", () => {
  const look = watched(() => large);

  it("shows, zooms, folds and selects", { timeout: 120_000 }, async () => {
    const { page, misdeeds } = look();
    await page.goto(at(large, "/case"));
    await plotOf(page).locator("canvas").waitFor({ timeout: 100_000 });
    const summary = page.locator(".timeline-summary");
    expect(await summary.innerText()).toContain("50,000 items");
    expect(await summary.innerText()).toMatch(/[\d,]+ arrows fall in this window, too many/);
    expect(await page.locator(".band-name small").first().innerText()).toMatch(/items, peak \d/);
    const plot = plotOf(page);
    await plot.scrollIntoViewIfNeeded();
    await plot.focus();
    const box = await plot.boundingBox();
    if (box === null) throw new Error("the timeline is not there");
    // On the fourth band, of tweets, where few fall.
    const twitter = await page.locator(".band-name", { hasText: "twitter" }).boundingBox();
    if (twitter === null) throw new Error("Twitter has no band");
    await page.mouse.move(box.x + 120, twitter.y + twitter.height - 4);
    const before = await windowOf(page);
    await page.locator(".timeline-hint", { hasText: /items?/ }).waitFor();
    for (let step = 0; step < 28; step += 1) await page.mouse.wheel(0, -240);
    await summary.filter({ hasNotText: "too many to draw" }).waitFor();
    expect(await windowOf(page)).not.toBe(before);
    await plot.press("ArrowRight");
    expect(await spoken(page)).toMatch(/^\w+ “Item \d+”/);
    await plot.press("Enter");
    expect(await page.locator(".timeline-over .selected").count()).toBe(1);
    await page.getByRole("button", { name: /bridge/ }).click();
    expect(await page.locator(".band-name", { hasText: "2 platforms" }).count()).toBe(1);
    await toolOf(page, "All of it").click();
    expect(await windowOf(page)).toBe(before);
    expect(misdeeds).toEqual([]);
  });
});
