/** A real browser on a real server, watched for what no page of ours may do. */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { executable, LACKING } from "../chromium.ts";

export { executable } from "../chromium.ts";

/** The file's browser; its tests are skipped where there is none, and fail where there has to be. */
export function browserWith(prepare: () => Promise<void>, clearAway: () => Promise<void>) {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (executable === undefined) {
      if (process.env["CI"]) throw new Error(`with CI set the browser tests must run: ${LACKING}`);
      process.stderr.write(`Browser tests are skipped: ${LACKING}\n`);
      return;
    }
    await prepare();
    browser = await chromium.launch({ executablePath: executable });
  });
  afterAll(async () => {
    await browser?.close();
    await clearAway();
  });
  beforeEach((context) => {
    if (executable === undefined) context.skip(LACKING);
  });
  return (): Browser => {
    if (browser === undefined) throw new Error(LACKING);
    return browser;
  };
}

export interface Watched {
  page: Page;
  /** Dialogs, errors, refusals of the content security policy, requests to elsewhere. */
  misdeeds: string[];
}

export async function watch(context: BrowserContext, own: string): Promise<Watched> {
  const page = await context.newPage();
  // Two cores may be busy with other tests.
  page.setDefaultTimeout(60_000);
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
    // The status of an answer is told so.
    if (!/the server responded with a status of 4\d\d/.test(message.text())) {
      misdeeds.push(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== own) misdeeds.push(`request: ${request.url()}`);
  });
  return { page, misdeeds };
}

/** Until the view has its heading and waits for no answer any more. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator("main h1").waitFor();
  await page.locator(".asking").first().waitFor({ state: "detached" });
};

export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await settled(page);
}

interface Look {
  width: number;
  height: number;
  colorScheme: "light" | "dark";
}

/** The page as it is, on another screen. */
export async function turned(page: Page, { colorScheme, ...size }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(size);
  // What is drawn to a width is drawn in the frame after the one in which it changed.
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
}
