/** An answer handed on from the page: saved as a file, with accounts or without. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Running, start } from "../api/server.ts";
import { browserWith, visit, watch } from "./browser.ts";

let server: Running;
const browser = browserWith(
  async () => {
    server = await start();
  },
  () => server?.close() ?? Promise.resolve(),
);

async function saved(page: Page, form: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.locator("#share").getByRole("link", { name: form, exact: true }).click();
  const download = await waiting;
  return readFile(await download.path(), "utf8");
}

test("report, table and JSON are saved from the page, without accounts on request", async () => {
  const context = await browser().newContext();
  const { page, misdeeds } = await watch(context, new URL(server.url).origin);
  await visit(
    page,
    new URL("/?from=case:macronleaks/emleaks&to=twitter:@wikileaks", server.url).href,
  );
  const forms = ["Report", "Table", "JSON"];
  for (const form of forms) expect(await saved(page, form)).toContain("twitter:@wikileaks");
  await page.getByLabel("without accounts").check();
  for (const form of forms) {
    const text = await saved(page, form);
    expect(text.toLowerCase()).not.toContain("wikileaks");
    expect(text).toContain("[account 1]");
  }
  expect(misdeeds).toEqual([]);
  await context.close();
});

test("what is known of one thing is no answer to hand on", async () => {
  const page = await browser().newPage();
  await visit(page, new URL("/items/case:macronleaks%2Fpol-op", server.url).href);
  expect(await page.locator("#replay").count()).toBe(1);
  expect(await page.locator("#share").count()).toBe(0);
});
