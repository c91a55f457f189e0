/** Reports opened from disk in a real browser: nothing is asked, run or refused, whatever the evidence holds. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { expect, test } from "vitest";
import { reportOf } from "../../src/export/report/report.ts";
import { serious } from "../web/axe.ts";
import { browserWith, turned, watch } from "../web/browser.ts";
import { LONG_WORD, writeHostileEvidence } from "../web/hostile-evidence.ts";
import { macronLeaksAnswers } from "./macronleaks-answers.ts";
import { openQuestions, SEEDS } from "./question-site.ts";

let folder: string;
/** Names of the reports of MacronLeaks, and of evidence that is an attack throughout. */
const sound: string[] = [];
const hostile: string[] = [];

const TWEET = "twitter:status/860577607670276096";
const HOSTILE = "case:hostile/paste";

async function writeReports(): Promise<void> {
  const evidence = join(folder, "evidence");
  await writeHostileEvidence(evidence);
  const site = await openQuestions([SEEDS, evidence]);
  const macronLeaks = await macronLeaksAnswers(site);
  const ends = { from: HOSTILE, to: TWEET };
  const attacks = [
    await site.trace({ ...ends, basis: "inferred", paths: 10 }),
    await site.trace({ from: "4chan:pol/100", to: "4chan:pol/101", basis: "inferred" }),
    await site.first({ of: [HOSTILE, "4chan:pol/100", "archive.org:item/hostile_item"] }),
    await site.crossings({ from: HOSTILE }),
    await site.latency({ from: "4chan" }),
    await site.adoption({ of: HOSTILE }),
    await site.reach({ from: HOSTILE, without: ["4chan/pol"] }),
    await site.whatIf({ ...ends, without: ["4chan:pol/100"] }),
  ];
  await site.close();
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return name;
  };
  for (const [name, answer] of macronLeaks) {
    const text = reportOf(answer, { accounts: "named", madeAt: 0 });
    sound.push(await write(`${name}.html`, text));
  }
  for (const [i, answer] of attacks.entries()) {
    for (const accounts of ["named", "redacted"] as const) {
      const text = reportOf(answer, { accounts, madeAt: 0 });
      hostile.push(await write(`hostile ${i} ${accounts}.html`, text));
    }
  }
}

const browser = browserWith(
  async () => {
    folder = await mkdtemp(join(tmpdir(), "headwater-reports-"));
    await writeReports();
  },
  async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  },
);

const addressOf = (name: string): string => pathToFileURL(join(folder, name)).href;

/** In the report: what there is that no report has. */
const LOOK = `(() => ({
  attacked: "attacked" in window,
  foreign: [...document.querySelectorAll("script,img,iframe,base,object,embed,form,link,style ~ style,meta[http-equiv]:not([http-equiv=Content-Security-Policy]),[onload],[onerror],[onfocus],[style],[srcdoc],[src]")].map((e) => e.outerHTML.slice(0, 100)),
  away: [...document.querySelectorAll("a")].map((e) => e.getAttribute("href")).filter((to) => !/^#[a-z]+-[0-9]+$/.test(to)),
  hidden: /[\\u202a-\\u202e\\u2066-\\u2069\\u200b-\\u200f\\ufeff]/.test(document.body.textContent),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  mains: document.querySelectorAll("body > main").length,
}))()`;
const SOUND = { attacked: false, foreign: [], away: [], hidden: false, overflow: 0, mains: 1 };

/** A page that is offline, and what it did that no report may do. */
async function reader(options: BrowserContextOptions) {
  const context = await browser().newContext({ offline: true, ...options });
  const { page, misdeeds } = await watch(context, "null");
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  return { context, page, misdeeds, requests };
}

const EXAMINED = [
  ...["trace", "trace of nothing", "first", "crossings", "latency", "adoption of a thing", "reach"],
  ...["what-if", "hostile 0 named"],
];

const SCREENS = [
  { width: 1280, height: 900, colorScheme: "light" as const },
  { width: 390, height: 900, colorScheme: "dark" as const },
];

test("a report asks for nothing but itself, and what evidence holds is inert in it, wide and narrow", async () => {
  const { context, page, misdeeds, requests } = await reader({});
  let said = "";
  for (const name of [...sound, ...hostile]) {
    requests.length = 0;
    await page.goto(addressOf(name));
    for (const screen of SCREENS) {
      await turned(page, screen);
      const found = { name, ...screen, ...Object(await page.evaluate(LOOK)) };
      expect(found).toEqual({ name, ...screen, ...SOUND });
    }
    expect(requests).toEqual([addressOf(name)]);
    said += await page.innerText("body");
  }
  expect(misdeeds).toEqual([]);
  // It was there to be seen, the marks written out and the long words cut.
  for (const words of ["<script>window.attacked=1</script>", "\\u{202e}", "characters cut]"]) {
    expect(said).toContain(words);
  }
  expect(said).not.toContain(LONG_WORD.slice(0, 30_000));
  await context.close();
});

test("one of each kind has no serious finding of axe-core, in light and wide and in dark and narrow", async () => {
  const { context, page } = await reader({});
  for (const name of EXAMINED) {
    await page.goto(addressOf(`${name}.html`));
    for (const screen of SCREENS) {
      await turned(page, screen);
      expect({ name, ...screen, found: await serious(page) }).toEqual({
        ...{ name, ...screen },
        found: [],
      });
    }
  }
  await context.close();
});

test("a citation leads to its source, and a source to its file with its hash", async () => {
  const { context, page, misdeeds } = await reader({});
  await page.goto(addressOf("trace.html"));
  await page.locator(".hops .cites a").first().click();
  const source = page.locator(new URL(page.url()).hash);
  expect(await source.getByText(/^Written down, not quoted: The board post/).isVisible()).toBe(
    true,
  );
  await source.getByRole("link", { name: /^file / }).click();
  expect(await page.locator(new URL(page.url()).hash).innerText()).toMatch(/sha256:[0-9a-f]{64}/);
  expect(misdeeds).toEqual([]);
  await context.close();
});

test("a screen reader finds the drawing under a name, with what it shows as text", async () => {
  const { context, page } = await reader({});
  await page.goto(addressOf("trace.html"));
  const drawing = page.getByRole("img", { name: "Timeline of this path" });
  expect(await drawing.isVisible()).toBe(true);
  expect(await drawing.locator("desc").textContent()).toContain("order certain, basis reported");
  await context.close();
});

test("prints to PDF, on pages that hold the answer's words", async () => {
  const { context, page, misdeeds } = await reader({ colorScheme: "dark" });
  for (const name of [sound[0] ?? "", hostile[0] ?? ""]) {
    await page.goto(addressOf(name));
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1")).toContain("/Type /Page");
  }
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe(
    "rgb(255, 255, 255)",
  );
  expect(misdeeds).toEqual([]);
  await context.close();
});
