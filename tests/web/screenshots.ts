/**
 * `npm run screenshots`: pictures of the main views of the MacronLeaks case, at three widths, light and
 * dark, in `tests/.tmp/screenshots`, to be looked at. The page is built first.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { start } from "../api/server.ts";
import { executable, LACKING } from "../chromium.ts";
import { PASTE, TRACE_PAGE } from "../macronleaks.ts";
import { visit } from "./browser.ts";
import buildPage from "./build.ts";

const FOLDER = fileURLToPath(new URL("../.tmp/screenshots", import.meta.url));
const WIDTHS = [390, 820, 1280];
const SCHEMES = ["light", "dark"] as const;

const WINDOW = "window";

interface View {
  name: string;
  path: string;
  /** A selector of what the picture is of, or as far as the window shows; the whole page unless said. */
  part?: string;
  /** Before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
}

const timeline = (page: Page): Promise<void> => page.locator(".timeline-plot canvas").waitFor();

/** WebGL without a graphics card takes a moment, and again whenever the page changes its size. */
const PAINT_MS = 1500;

async function graph(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Draw the graph" }).click();
  await page.locator(".graph-ground canvas").first().waitFor();
  await page.locator("#graph").evaluate("document.querySelector('#graph').scrollIntoView()");
  await page.waitForTimeout(PAINT_MS);
}

async function drawer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
  await page.locator(".drawer blockquote").first().waitFor();
}

const VIEWS: readonly View[] = [
  { name: "start", path: "/" },
  { name: "trace", path: TRACE_PAGE, prepare: timeline },
  { name: "trace-timeline", path: TRACE_PAGE, part: "#timeline", prepare: timeline },
  { name: "trace-graph", path: TRACE_PAGE, part: WINDOW, prepare: graph },
  { name: "trace-drawer", path: TRACE_PAGE, part: WINDOW, prepare: drawer },
  { name: "trace-none", path: `${TRACE_PAGE}&without=4chan/pol` },
  { name: "first", path: `/first?of=archive.org:item/Macron_201705&of=${PASTE}` },
  { name: "reach", path: `/reach?from=${PASTE}` },
  { name: "what-if", path: `/what-if?from=${PASTE}&to=twitter:@wikileaks&without=4chan/pol` },
  { name: "crossings", path: "/crossings" },
  { name: "latency", path: "/latency" },
  { name: "adoption", path: `/adoption?of=${PASTE}` },
  { name: "item", path: "/items/case:macronleaks%2Fpol-op" },
  { name: "search", path: "/search?q=macron" },
  { name: "case", path: "/case", prepare: timeline },
  { name: "evidence", path: "/evidence" },
  { name: "load", path: "/load" },
  { name: "note", path: "/note" },
];

async function take(browser: Browser, site: string, width: number, scheme: "light" | "dark") {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  for (const { name, path, part, prepare } of VIEWS) {
    await visit(page, new URL(path, site).href);
    await prepare?.(page);
    const file = { path: join(FOLDER, `${name}-${width}-${scheme}.png`) };
    if (part === undefined || part === WINDOW) {
      await page.screenshot({ ...file, fullPage: part !== WINDOW });
    } else await page.locator(part).first().screenshot(file);
  }
  await context.close();
}

if (executable === undefined) throw new Error(LACKING);
await buildPage();
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const server = await start();
const browser = await chromium.launch({ executablePath: executable });
try {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) await take(browser, server.url, width, scheme);
  }
} finally {
  await browser.close();
  await server.close();
}
process.stdout.write(`${FOLDER}\n`);
