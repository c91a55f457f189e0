/** The login form in a real browser, which sends what no client of ours makes up. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { browserWith, settled } from "../web/browser.ts";
import { type Running, start } from "./server.ts";

const TOKEN = "correct-horse-battery-staple";
let server: Running;
const browser = browserWith(
  async () => {
    server = await start({ token: TOKEN });
  },
  () => server?.close() ?? Promise.resolve(),
);

async function enter(page: Page, token: string): Promise<void> {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Enter" }).click();
}

it.each(["127.0.0.1", "localhost"])("lets in who has the token, at %s", async (host) => {
  const context = await browser().newContext();
  const page = await context.newPage();
  const failed: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  const asked = new URL("/items/4chan%2Fpol", server.url.replace("127.0.0.1", host)).href;
  await page.goto(asked);
  expect(new URL(page.url()).pathname).toBe("/login");
  await enter(page, "not the token");
  expect(await page.getByRole("alert").innerText()).toBe("That is not the token.");
  expect(failed.splice(0)).toEqual([expect.stringMatching(/^401 .*\/login/)]);
  await enter(page, TOKEN);
  await page.waitForURL(asked);
  await settled(page);
  expect(await page.locator("h1").innerText()).toBe("4chan/pol");
  await page.getByRole("link", { name: "Evidence", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "The evidence loaded" }).waitFor();
  await settled(page);
  expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
  expect(failed).toEqual([]);
  await context.close();
});
