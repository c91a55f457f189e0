/** Hostile evidence in a real browser: shown as text, run by nothing, fetched from nowhere. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Running } from "../api/server.ts";
import { browserWith, executable, settled, turned, visit, type Watched, watch } from "./browser.ts";
import { ATTACK, LONG_WORD, writeHostileEvidence } from "./hostile-evidence.ts";
import { LOOK, SOUND } from "./inert.ts";
import { startWith } from "./served.ts";

let site: Running;
let own: string;

const browser = browserWith(
  async () => {
    site = await startWith(writeHostileEvidence);
    own = new URL(site.url).origin;
    // Two rows are there to fail.
    const failed = (await site.evidence()).map(({ report }) => report.failed);
    expect(failed.filter((count) => count > 0)).toEqual([2]);
  },
  () => site?.close() ?? Promise.resolve(),
);

const q = encodeURIComponent;
const TO = "twitter:status/860577607670276096";
const NAMES = [
  ...["4chan:pol/100", "4chan:pol/101", "4chan:pol/thread/100", "4chan:!Ep8pui8Vw2", "4chan/pol"],
  ...["archive.org:item/hostile_item", "case:hostile/paste", TO, "twitter:@victim"],
  ...["mill", 'tag:"><svg/onload=window.attacked=1><img/src=x/onerror=window.attacked=1>', ATTACK],
];
const PATHS = [
  "/",
  `/?from=case:hostile/paste&to=${TO}`,
  `/?from=case:hostile/paste&to=${TO}&without=4chan/pol`,
  `/?from=case:hostile/paste&to=${TO}&without=${q(ATTACK)}&withoutEvidence=sha256:${"0".repeat(64)}`,
  `/?from=4chan:pol/100&to=4chan:pol/101&basis=inferred&paths=10`,
  `/?from=${q(ATTACK)}&to=${q(ATTACK)}&without=${q(ATTACK)}&earliest=${q(ATTACK)}&by=${q(ATTACK)}`,
  `/?from=${q('"harmful"')}&to=${TO}`,
  `/?from=${q(ATTACK)}&to=${TO}&latest=2018`,
  "/first?of=case:hostile/paste&of=4chan:pol/100&of=archive.org:item/hostile_item",
  `/first?of=${q(ATTACK)}`,
  "/search?q=harmful",
  `/search?q=${q(ATTACK)}`,
  `/search?q=${"w".repeat(500)}`,
  ...["/evidence", "/case", "/load"],
  `/note?kind=edge&subject=${q(ATTACK)}&object=${q(ATTACK)}&source=${q(ATTACK)}`,
  `/reach?from=case:hostile/paste&without=4chan/pol`,
  `/what-if?from=case:hostile/paste&to=${TO}&without=4chan:pol/100`,
  ...["/crossings?from=case:hostile/paste", "/latency", "/adoption?of=case:hostile/paste"],
  `/items/${"w".repeat(5000)}`,
  ...NAMES.map((name) => `/items/${q(name)}`),
];

const WIDE = { width: 1280, colorScheme: "light" as const };
const NARROW = { width: 360, colorScheme: "dark" as const };
const HEIGHT = 800;

it("hostile evidence is inert on every page, on screens 1280 and 360 wide", async () => {
  const context = await browser().newContext();
  const { page, misdeeds } = await watch(context, own);
  const files = (await site.evidence()).map(({ hash }) => `/evidence/${q(hash)}`);
  let said = "";
  for (const [number, path] of [...PATHS, ...files].entries()) {
    // Every page on both, loaded on one of them by turns.
    const screens = number % 2 === 0 ? [WIDE, NARROW] : [NARROW, WIDE];
    for (const [turn, screen] of screens.entries()) {
      await turned(page, { ...screen, height: HEIGHT });
      if (turn === 0) await visit(page, own + path);
      const found = { path, ...screen, ...Object(await page.evaluate(LOOK)) };
      expect(found).toEqual({ path, ...screen, ...SOUND });
    }
    said += await page.innerText("body");
  }
  expect(misdeeds).toEqual([]);
  // It was there to be seen, the marks written out and the long words cut.
  for (const words of ["<script>window.attacked=1</script>", "\\u{202e}", "characters cut]"]) {
    expect(said).toContain(words);
  }
  expect(said).not.toContain(LONG_WORD.slice(0, 30_000));
  await context.close();
}, 300_000);

/** Whatever is shown now is inert on both screens. */
async function soundOnBoth(page: Page): Promise<void> {
  for (const screen of [NARROW, WIDE]) {
    await turned(page, { ...screen, height: HEIGHT });
    const found = { ...screen, ...Object(await page.evaluate(LOOK)) };
    expect(found).toEqual({ ...screen, ...SOUND });
  }
}

it("hostile evidence is inert in the drawer, and in what is offered while one types, wide and narrow", async () => {
  const context = await browser().newContext({ viewport: { width: WIDE.width, height: HEIGHT } });
  const { page, misdeeds } = await watch(context, own);
  await visit(page, `${own}/?from=case:hostile/paste&to=${TO}&basis=inferred`);
  const hops = page.getByRole("button", { name: /Check the evidence/ });
  for (let i = 0; i < (await hops.count()); i += 1) {
    await hops.nth(i).click();
    for (const more of await page.locator(".drawer summary").all()) await more.click();
    await page.locator(".drawer [aria-busy]").first().waitFor({ state: "detached" });
    await soundOnBoth(page);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("combobox", { name: "Ask", exact: true }).fill("harmful");
  await page.getByRole("option").first().waitFor();
  await soundOnBoth(page);
  expect(misdeeds).toEqual([]);
  await context.close();
});

describe.each([WIDE, NARROW])(
  "hostile evidence on a screen $width wide",
  ({ width, colorScheme }) => {
    let context: BrowserContext;
    let watched: Watched;
    beforeAll(async () => {
      if (executable === undefined) return;
      context = await browser().newContext({ viewport: { width, height: HEIGHT }, colorScheme });
      watched = await watch(context, own);
    });
    afterAll(() => context?.close());

    it("is inert in the graph, in what grows from it and in the picture that is saved", async () => {
      // What the driver of a machine without a graphics card says of itself is no misdeed.
      const { page, misdeeds } = await watch(context, own);
      await visit(page, `${own}/?from=case:hostile/paste&to=${TO}&basis=inferred`);
      const graph = page.getByRole("region", { name: "As a graph" });
      await graph.getByRole("button", { name: "Draw the graph" }).click();
      await graph.getByRole("listitem").first().waitFor();
      const things = await graph.getByRole("listitem").count();
      // At once: a button that has been used goes dead as soon as its answer is there.
      await page.evaluate(
        "for (const one of document.querySelectorAll('.graph-expand[aria-disabled=false]')) one.click()",
      );
      await expect.poll(() => graph.getByRole("listitem").count()).toBeGreaterThan(things);
      await graph.getByText("The graph as a table").click();
      expect(await page.evaluate(LOOK)).toEqual(SOUND);
      const coming = page.waitForEvent("download");
      await graph.getByRole("button", { name: "Save as SVG" }).click();
      const svg = await readFile(await (await coming).path(), "utf8");
      expect(svg).toContain("window.attacked=1");
      expect(svg).not.toMatch(/<(?:script|foreignObject|image|a)\b|\son\w+=|\bhref=|\u202e/i);
      expect(misdeeds.filter((misdeed) => !misdeed.includes("GL Driver Message"))).toEqual([]);
      await page.close();
    });

    it("is asked about with keyboard and form alone", async () => {
      const { page } = watched;
      await visit(page, own);
      await page.getByLabel("From", { exact: true }).fill("case:hostile/paste");
      await page.getByLabel("To", { exact: true }).fill(TO);
      await page.keyboard.press("Enter");
      await page.waitForURL(/from=case:hostile\/paste/);
      await settled(page);
      expect(await page.locator(".verdict").innerText()).toMatch(/^Order \w+, /);
      expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe(
        "case:hostile/paste",
      );
      await page.getByRole("combobox", { name: "Ask", exact: true }).fill("harmful words");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/search\?q=harmful/);
      expect(watched.misdeeds).toEqual([]);
    });
  },
);

test("the watch sees an attack where nothing guards against it", async () => {
  const server = createServer((request, response) => {
    const policy = request.url === "/policy" ? "default-src 'none'" : "default-src *";
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", `${policy}`);
    if (request.url === "/open") response.removeHeader("content-security-policy");
    response.end(
      `<!DOCTYPE html><title>x</title><body><img src=x onerror="window.attacked=1;alert(1)"><script>fetch("http://127.0.0.2:9/").catch(() => {})</script></body>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const elsewhere = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const context = await browser().newContext();
  try {
    const open = await watch(context, elsewhere);
    await open.page.goto(`${elsewhere}/open`);
    await expect.poll(() => open.misdeeds.join()).toMatch(/dialog: 1/);
    await expect.poll(() => open.misdeeds.join()).toMatch(/request: http:\/\/127\.0\.0\.2/);
    expect(await open.page.evaluate(LOOK)).toMatchObject({ attacked: true, mains: 0 });
    const guarded = await watch(context, elsewhere);
    await guarded.page.goto(`${elsewhere}/policy`);
    await expect.poll(() => guarded.misdeeds.join()).toMatch(/policy: script-src/);
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
});
