/** Servers for the tests in a browser, with what each file or each test begins with. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, expect } from "vitest";
import { type Running, start } from "../api/server.ts";
import { browserWith, executable, type Watched, watch } from "./browser.ts";

/** Ways in which every view is to be readable. */
export const LOOKS = [
  { width: 1280, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const;

const VIEWPORT = { width: 1280, height: 900 };

/** With files loaded beside the case, which `write` writes into a folder. */
export async function startWith(write: (folder: string) => Promise<void>): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "headwater-files-"));
  try {
    await write(folder);
    return await start({ also: [folder] });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The file's browser, and one server for all of its tests. */
export function browserOn(
  give: (server: Running) => void,
  begin: () => Promise<Running> = start,
): () => Browser {
  let server: Running | undefined;
  return browserWith(
    async () => {
      server = await begin();
      give(server);
    },
    () => server?.close() ?? Promise.resolve(),
  );
}

/** As a page that was just opened: with no address, nothing kept, nothing in the way of its requests. */
async function emptied(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  if (page.url().startsWith("http:")) {
    await page.evaluate("localStorage.clear(); sessionStorage.clear()");
  }
  await page.goto("about:blank");
}

/** One server and one page for the file, the page emptied after each test. */
export function pageForEach(give: (held: { server: Running; page: Page }) => void): () => Browser {
  let server: Running;
  let page: Page | undefined;
  const browser = browserOn((running) => {
    server = running;
  });
  beforeEach(async () => {
    if (executable === undefined) return;
    page ??= await browser().newPage({ viewport: VIEWPORT });
    const held = page;
    give({ server, page: held });
    return () => emptied(held);
  });
  return browser;
}

interface Held extends Watched {
  server: Running;
  context: BrowserContext;
}

/**
 * For each test a server of its own, and a page on it which has done nothing amiss by the end. Pages
 * share one context, of which a new one takes a browser as long as all else: what a page keeps it
 * keeps by its server's address.
 */
export function serverForEach(
  give: (held: Held) => void,
  begin: () => Promise<Running> = start,
): void {
  const browser = browserWith(
    () => Promise.resolve(),
    () => Promise.resolve(),
  );
  let context: BrowserContext | undefined;
  let held: Held;
  beforeEach(async () => {
    if (executable === undefined) return;
    const server = await begin();
    context ??= await browser().newContext({ viewport: VIEWPORT });
    held = { server, context, ...(await watch(context, new URL(server.url).origin)) };
    give(held);
  });
  afterEach(async () => {
    if (executable === undefined) return;
    expect(held.misdeeds).toEqual([]);
    await Promise.all(held.context.pages().map((page) => page.close()));
    await held.server.close();
  });
}
