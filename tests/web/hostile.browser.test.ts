/** Hostile evidence in a real browser: shown as text, run by nothing, fetched from nowhere. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { executable, LACKING } from "../chromium.ts";
import { ATTACK, LONG_WORD, writeHostileEvidence } from "./hostile-evidence.ts";
import { openPages, type PageSite, SEEDS } from "./page-site.ts";

/** What a page did that no page may do. */
interface Watched {
  page: Page;
  /** Dialogs, errors, refusals of the content security policy, requests to elsewhere. */
  misdeeds: string[];
}

let folder: string;
let site: PageSite;
let browser: Browser;

beforeAll(async () => {
  if (executable === undefined) {
    if (process.env["CI"]) throw new Error(`with CI set the browser tests must run: ${LACKING}`);
    process.stderr.write(`Browser tests are skipped: ${LACKING}\n`);
    return;
  }
  folder = await mkdtemp(join(tmpdir(), "headwater-hostile-"));
  await writeHostileEvidence(folder);
  site = await openPages([SEEDS, folder]);
  // Two rows are there to fail.
  const failed = (await site.store.evidence()).map(({ report }) => report.failed);
  expect(failed.filter((count) => count > 0)).toEqual([2]);
  browser = await chromium.launch({ executablePath: executable });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});
beforeEach((context) => {
  if (executable === undefined) context.skip(LACKING);
});

async function watch(context: BrowserContext, own: string): Promise<Watched> {
  const page = await context.newPage();
  const misdeeds: string[] = [];
  await page.exposeFunction("misdeed", (what: string) => misdeeds.push(what));
  await page.addInitScript(() => {
    const { document, misdeed } = globalThis as unknown as {
      document: EventTarget;
      misdeed: (what: string) => void;
    };
    document.addEventListener("securitypolicyviolation", (event) => {
      misdeed(`policy: ${"violatedDirective" in event ? event.violatedDirective : ""}`);
    });
  });
  page.on("dialog", (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => misdeeds.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // The status of the page itself is told so.
    if (!/the server responded with a status of 4\d\d/.test(message.text())) {
      misdeeds.push(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== own) misdeeds.push(`request: ${request.url()}`);
  });
  return { page, misdeeds };
}

/** In the page: what there is that no page of ours has. */
const LOOK = `(() => ({
  attacked: "attacked" in window,
  foreign: [...document.querySelectorAll("script,img,svg,iframe,style,base,object,embed,meta[http-equiv],[onload],[onerror],[onfocus],[style],[srcdoc]")].map((e) => e.outerHTML.slice(0, 100)),
  away: [...document.querySelectorAll("[href],[action],[src]")].map((e) => e.href ?? e.action ?? e.src).filter((to) => new URL(to).origin !== location.origin),
  hidden: /[\\u202a-\\u202e\\u2066-\\u2069\\u200b-\\u200f\\ufeff]/.test(document.body.innerText),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  mains: document.querySelectorAll("body > main").length,
}))()`;
const SOUND = { attacked: false, foreign: [], away: [], hidden: false, overflow: 0, mains: 1 };

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
  `/?from=4chan:pol/100&to=4chan:pol/101&basis=inferred&paths=10`,
  `/?from=${q(ATTACK)}&to=${q(ATTACK)}&without=${q(ATTACK)}&earliest=${q(ATTACK)}&by=${q(ATTACK)}`,
  `/?from=${q('"harmful"')}&to=${TO}`,
  `/?from=${q(ATTACK)}&to=${TO}&latest=2018`,
  "/first?of=case:hostile/paste&of=4chan:pol/100&of=archive.org:item/hostile_item",
  `/first?of=${q(ATTACK)}`,
  "/search?q=harmful",
  `/search?q=${q(ATTACK)}`,
  `/search?q=${"w".repeat(500)}`,
  "/evidence",
  `/items/${"w".repeat(5000)}`,
  ...NAMES.map((name) => `/items/${q(name)}`),
];

describe.each([
  { width: 1280, colorScheme: "light" as const },
  { width: 360, colorScheme: "dark" as const },
])("hostile evidence on a screen $width wide", ({ width, colorScheme }) => {
  let context: BrowserContext;
  let watched: Watched;
  beforeAll(async () => {
    if (executable === undefined) return;
    context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    watched = await watch(context, site.url);
  });
  afterAll(() => context?.close());

  it("is inert on every page", async () => {
    const evidence = (await site.store.evidence()).map(({ hash }) => `/evidence/${q(hash)}`);
    let said = "";
    for (const path of [...PATHS, ...evidence]) {
      await watched.page.goto(site.url + path);
      expect({ path, ...Object(await watched.page.evaluate(LOOK)) }).toEqual({ path, ...SOUND });
      said += await watched.page.innerText("body");
    }
    expect(watched.misdeeds).toEqual([]);
    // It was there to be seen, the marks written out and the long words cut.
    for (const words of ["<script>window.attacked=1</script>", "\\u{202e}", "characters cut]"]) {
      expect(said).toContain(words);
    }
    expect(said).not.toContain(LONG_WORD.slice(0, 30_000));
    expect(site.faults).toEqual([]);
  });

  it("is asked about with keyboard and form alone", async () => {
    const { page } = watched;
    await page.goto(site.url);
    await page.getByLabel("From", { exact: true }).fill("case:hostile/paste");
    await page.getByLabel("To", { exact: true }).fill(TO);
    await page.keyboard.press("Enter");
    await page.waitForURL(/from=case%3Ahostile%2Fpaste/);
    expect(await page.locator(".verdict").innerText()).toMatch(/^Order \w+, /);
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("case:hostile/paste");
    await page.getByLabel("Search", { exact: true }).fill("harmful");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=harmful/);
    expect(await page.locator(".hits li").count()).toBeGreaterThan(0);
    expect(watched.misdeeds).toEqual([]);
  });

  it("leaves the MacronLeaks answer whole, its citations leading to their sources", async () => {
    const { page } = watched;
    await page.goto(`${site.url}/?from=case:macronleaks/emleaks&to=twitter:@wikileaks`);
    expect(await page.evaluate(LOOK)).toEqual(SOUND);
    await page.locator(".hops .cites a").first().click();
    expect(new URL(page.url()).hash).toBe("#source-1");
    expect(await page.locator("#source-1 blockquote").isVisible()).toBe(true);
    expect(watched.misdeeds).toEqual([]);
  });
});

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
  const own = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const context = await browser.newContext();
  try {
    const open = await watch(context, own);
    await open.page.goto(`${own}/open`);
    await expect.poll(() => open.misdeeds.join()).toMatch(/dialog: 1/);
    await expect.poll(() => open.misdeeds.join()).toMatch(/request: http:\/\/127\.0\.0\.2/);
    expect(await open.page.evaluate(LOOK)).toMatchObject({ attacked: true, mains: 0 });
    const guarded = await watch(context, own);
    await guarded.page.goto(`${own}/policy`);
    await expect.poll(() => guarded.misdeeds.join()).toMatch(/policy: script-src/);
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
});
