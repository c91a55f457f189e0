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
import { visit } from "./browser.ts";
import buildPage from "./build.ts";

const FOLDER = fileURLToPath(new URL("../.tmp/screenshots", import.meta.url));
const WIDTHS = [390, 820, 1280];
const SCHEMES = ["light", "dark"] as const;

const PASTE = "case:macronleaks/emleaks";
const TRACE = `/?from=${PASTE}&to=twitter:@wikileaks`;

interface View {
  name: string;
  path: string;
  /** Before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
}

const timeline = (page: Page): Promise<void> => page.locator(".timeline-plot canvas").waitFor();

async function graph(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Draw the graph" }).click();
  await page.locator(".graph-things li, .graph canvas").first().waitFor();
}

async function drawer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
  await page.locator(".drawer blockquote").first().waitFor();
}

const VIEWS: readonly View[] = [
  { name: "start", path: "/" },
  { name: "trace", path: TRACE, prepare: timeline },
  { name: "trace-graph", path: TRACE, prepare: graph },
  { name: "trace-drawer", path: TRACE, prepare: drawer },
  { name: "trace-none", path: `${TRACE}&without=4chan/pol` },
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
  for (const { name, path, prepare } of VIEWS) {
    await visit(page, new URL(path, site).href);
    await prepare?.(page);
    const file = `${name}-${width}-${scheme}.png`;
    await page.screenshot({ path: join(FOLDER, file), fullPage: name !== "trace-drawer" });
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
