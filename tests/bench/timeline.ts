/**
 * `npm run bench:timeline`: zooms and moves the timeline of 50,000 items in a browser, and prints the
 * longest task of the page's main thread. The page is built first (`npm run build:web`).
 */
import { cpus } from "node:os";
import { chromium, type Page } from "playwright-core";
import { executable, LACKING } from "../chromium.ts";
import { startLarge } from "../web/large-case.ts";
import { check, median } from "./measure.ts";

const ITEMS = 50_000;
const AIM_MS = 100;
const ROUNDS = 3;

/** In the page: keeps the length of every task of 50 ms or more, as browsers report them. */
const OBSERVE = `(() => {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
  }).observe({ type: "longtask" });
})()`;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A frame, so that each step is drawn before the next. */
const frame = (page: Page): Promise<unknown> =>
  page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");

async function zoom(page: Page, steps: number, by: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, by);
    await frame(page);
  }
}

async function drag(page: Page, { x, y, width, height }: Box, share: number): Promise<void> {
  const [middle, row] = [x + width / 2, y + height / 2];
  await page.mouse.move(middle, row);
  await page.mouse.down();
  for (let step = 1; step <= 30; step += 1) {
    await page.mouse.move(middle + (share * width * step) / 30, row);
    await frame(page);
  }
  await page.mouse.up();
}

async function scripted(page: Page): Promise<number[]> {
  const plot = page.locator(".timeline-plot");
  await plot.focus();
  const box = await plot.boundingBox();
  if (box === null) throw new Error("the timeline is not there");
  await page.evaluate(OBSERVE);
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height / 2);
  await zoom(page, 40, -240);
  await drag(page, box, 0.4);
  await drag(page, box, -0.4);
  await zoom(page, 20, 240);
  await drag(page, box, -0.4);
  await zoom(page, 30, 240);
  await page.waitForTimeout(500);
  const told = await page.evaluate("window.longTasks");
  check(Array.isArray(told), "the browser reports long tasks");
  return Array.isArray(told) ? told.map(Number) : [];
}

async function round(url: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: executable ?? "" });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(new URL("/case", url).href);
    await page.locator(".timeline-plot canvas").waitFor({ timeout: 120_000 });
    const text = await page.locator(".timeline-summary").innerText();
    check(text.includes("50,000 items"), `all items are there: ${text}`);
    return Math.max(0, ...(await scripted(page)));
  } finally {
    await browser.close();
  }
}

if (executable === undefined) throw new Error(LACKING);
const site = await startLarge(ITEMS);
try {
  const longest: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) longest.push(await round(site.url));
  const spoken = (ms: number) => (ms === 0 ? "under 50" : ms.toFixed(0));
  process.stdout.write(
    `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}\ntimeline of ${ITEMS} items: longest task while zooming and moving, by round: ${longest.map(spoken).join(", ")} ms; median ${spoken(median(longest))} ms (aim under ${AIM_MS} ms)\n`,
  );
} finally {
  await site.close();
}
