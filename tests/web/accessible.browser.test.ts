/** Every view under axe-core, in light and dark, wide and narrow. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Running } from "../api/server.ts";
import { PASTE, TRACE_PAGE } from "../macronleaks.ts";
import { serious } from "./axe.ts";
import { settled, turned, visit } from "./browser.ts";
import { browserOn, LOOKS } from "./served.ts";

let server: Running;
const browser = browserOn((running) => {
  server = running;
});

const VIEWS = [
  "/",
  TRACE_PAGE,
  `${TRACE_PAGE}&without=4chan/pol`,
  `${TRACE_PAGE}&basis=inferred&paths=10`,
  "/?from=%22macron%22&to=twitter:@wikileaks",
  `/first?of=archive.org:item/Macron_201705&of=${PASTE}`,
  `/reach?from=${PASTE}&without=4chan/pol`,
  `/what-if?from=${PASTE}&to=twitter:@wikileaks&without=4chan/pol`,
  ...["/crossings", "/latency", `/adoption?of=${PASTE}`],
  ...["/items/case:macronleaks%2Fpol-op", "/items/4chan%2Fpol", "/search?q=macron"],
  ...["/evidence", "/case", "/load", "/note", "/note?kind=wrong-link", "/items/pastebin:AAAAAAAA"],
];

it("no view has a serious finding, in light and wide and in dark and narrow", async () => {
  const context = await browser().newContext();
  const page = await context.newPage();
  const [file] = z
    .object({ evidence: z.array(z.object({ hash: z.string() })) })
    .parse((await server.get("/api/evidence")).json()).evidence;
  for (const [number, path] of [...VIEWS, `/evidence/${file?.hash}`].entries()) {
    // Every view in both, loaded in one of them by turns.
    const looks = number % 2 === 0 ? LOOKS : LOOKS.toReversed();
    for (const [turn, { width, colorScheme }] of looks.entries()) {
      await turned(page, { width, height: 900, colorScheme });
      if (turn === 0) await visit(page, new URL(path, server.url).href);
      expect({ path, width, found: await serious(page) }).toEqual({ path, width, found: [] });
    }
  }
  await context.close();
}, 300_000);

describe.each(LOOKS)("$colorScheme, $width wide", ({ width, colorScheme }) => {
  it("has none in the drawer, nor in what the box offers", async () => {
    const context = await browser().newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await visit(page, new URL(TRACE_PAGE, server.url).href);
    await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
    await page.locator(".drawer summary", { hasText: "Manifest" }).first().click();
    await page.getByText("intact: hashed again").first().waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("combobox", { name: "Ask", exact: true }).fill("wiki");
    await page.getByRole("option").first().waitFor();
    await settled(page);
    expect(await serious(page)).toEqual([]);
    await context.close();
  });
});
