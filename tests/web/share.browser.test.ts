/** An answer handed on from the page: saved as a file, with accounts or without. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Running } from "../api/server.ts";
import { visit, watch } from "./browser.ts";
import { browserOn } from "./served.ts";

let server: Running;
const browser = browserOn((running) => {
  server = running;
});

async function saved(page: Page, form: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await page.locator("#share").getByRole("link", { name: form, exact: true }).click();
  const download = await waiting;
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), "utf8"),
  };
}

test("report, table and JSON are saved from the page, without accounts on request", async () => {
  const context = await browser().newContext();
  const { page, misdeeds } = await watch(context, new URL(server.url).origin);
  await visit(
    page,
    new URL("/?from=case:macronleaks/emleaks&to=twitter:@wikileaks", server.url).href,
  );
  const forms = ["Report", "Table", "JSON"];
  const names = [];
  for (const form of forms) {
    const { name, text } = await saved(page, form);
    expect(text).toContain("twitter:@wikileaks");
    names.push(name);
  }
  await page.getByLabel("without accounts").check();
  for (const form of forms) {
    const { name, text } = await saved(page, form);
    names.push(name);
    expect(text.toLowerCase()).not.toContain("wikileaks");
    expect(text).toContain("[account 1]");
  }
  expect(new Set(names).size).toBe(6);
  for (const name of names) {
    expect(name).toMatch(/^headwater-trace-[0-9a-f]{12}(-without-accounts)?\.(html|csv|json)$/);
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
