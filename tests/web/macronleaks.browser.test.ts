/** The MacronLeaks case, asked and checked on the page as a fact-checker would. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import {
  DECOY,
  OPENING_POST,
  PASTE,
  POSOBIEC_TWEET,
  THREAD,
  WIKILEAKS,
  WIKILEAKS_TWEET,
} from "../macronleaks.ts";
import { settled, visit } from "./browser.ts";
import { pageForEach } from "./served.ts";

let server: Running;
let page: Page;
pageForEach((held) => {
  ({ server, page } = held);
});

const asks = (path: string): Promise<void> => visit(page, new URL(path, server.url).href);
const trace = (query: string): Promise<void> => asks(`/?${query}`);
const verdict = (): Promise<string> => page.locator(".verdict").innerText();
const text = (of: string): Promise<string> => page.locator(of).innerText();

/** Keys of the items on each path shown, in order. */
const paths = (): Promise<string[][]> =>
  page.locator("section[id^=path-]").evaluateAll((sections) =>
    sections.map((section) => {
      const sentences = [...section.querySelectorAll(".sentence")];
      const keys = sentences.map((one) =>
        [...one.querySelectorAll("a.key")].map((link) => link.textContent ?? ""),
      );
      return [keys[0]?.[0] ?? "", ...keys.map((of) => of.at(-1) ?? "")];
    }),
  );

describe("how the EMLEAKS paste reached WikiLeaks", () => {
  it("is told with order, basis and dispute together, and what overturns it", async () => {
    await trace(`from=${PASTE}&to=${WIKILEAKS}`);
    expect(await verdict()).toBe("Order certain, basis reported, disputed.");
    expect(await text(".depends")).toContain("On the side of RFI in wikileaks-link: order none.");
    expect(await paths()).toEqual([[PASTE, OPENING_POST, THREAD, WIKILEAKS_TWEET]]);
    expect(await text("main")).not.toContain(DECOY);
    expect(await text("#coverage")).toContain("4chan/pol");
    expect(await text("#path-1 .hops")).toContain("single source");
  });

  it("has further ways if inferred edges are admitted, each said to be inferred", async () => {
    await trace(`from=${PASTE}&to=${WIKILEAKS}`);
    await page.getByRole("link", { name: "Ask with inferred edges admitted" }).click();
    await page.waitForURL(/basis=inferred/);
    await settled(page);
    const found = await paths();
    expect(
      found.some((path) => path.some((key) => key.startsWith("case:macronleaks/archive"))),
    ).toBe(true);
    expect(found.some((path) => path.includes(POSOBIEC_TWEET))).toBe(true);
    for (const inferred of await page.locator(".hop.basis-inferred").all()) {
      expect(await inferred.innerText()).toContain("inferred");
    }
    expect(await page.locator(".hop.basis-inferred").count()).toBeGreaterThan(1);
    expect(await text("main")).not.toContain(DECOY);
  });

  it("is none without 4chan/pol, with the near miss; and is still told without Posobiec", async () => {
    await trace(`from=${PASTE}&to=${WIKILEAKS}&without=4chan/pol`);
    expect(await verdict()).toBe("Order none, no dispute found.");
    expect(await text("#near-miss")).toContain("It breaks: basis.");
    await trace(`from=${PASTE}&to=${WIKILEAKS}&without=twitter:@JackPosobiec`);
    expect(await verdict()).toContain("Order certain");
  });
});

describe("how long it took", () => {
  it("from tweet to tweet is exact, and asked only where inferred edges count", async () => {
    await trace(`from=${POSOBIEC_TWEET}&to=${WIKILEAKS_TWEET}&basis=inferred`);
    expect(await text(".elapsed")).toContain("exactly 41 min 34.980 s");
    await trace(`from=${POSOBIEC_TWEET}&to=${WIKILEAKS_TWEET}`);
    expect(await verdict()).toContain("Order none");
  });

  it("from the post to Posobiec is told with both minutes granted, and on each side", async () => {
    await trace(`from=${OPENING_POST}&to=twitter:@jackposobiec`);
    expect(await text(".elapsed")).toContain("12 min 30.105 s to 14 min 30.104 s");
    const disputes = await text("#disputes");
    expect(disputes).toContain("13 min 30.105 s to 14 min 30.104 s");
    expect(disputes).toContain("12 min 30.105 s to 13 min 30.104 s");
  });
});

it("the archive.org item stands before the paste, granting the zone of its metadata", async () => {
  await asks(`/first?of=archive.org:item/Macron_201705&of=${PASTE}`);
  expect(await verdict()).toContain("Order certain");
  expect(await text("#first li")).toContain("archive.org:item/Macron_201705");
  expect(await text("#assumptions")).toMatch(/UTC/);
  expect(await text("main")).not.toMatch(/\bfirst ever\b/);
});

it("the Latvian flag is shown with its caution and its poster's own denial", async () => {
  await asks("/items/case:macronleaks%2Flatvian-flag-post");
  const remarks = await text("#remarks");
  expect(remarks).toContain("easily faked");
  expect(remarks).toContain("denies being in the country of the flag");
});

it("the 87 retweets are a count beside the tweet, and no items", async () => {
  await asks(`/items/${encodeURIComponent(POSOBIEC_TWEET)}`);
  expect(await text("#remarks")).toMatch(/count: .*“?87/);
});

describe("the evidence drawer", () => {
  it("opens each hop on its claims: words, file, place, hash, manifest, state of the bytes", async () => {
    await trace(`from=${OPENING_POST}&to=twitter:@jackposobiec`);
    const check = page.getByRole("button", { name: "Check the evidence of hop 1" });
    await check.click();
    const drawer = page.getByRole("dialog");
    expect(await drawer.locator("h2").innerText()).toContain("hop 1");
    const claims = await drawer.locator(".claim").allInnerTexts();
    expect(claims.length).toBeGreaterThan(1);
    for (const claim of claims) {
      expect(claim).toMatch(/sha256:[0-9a-f]{64}/);
      expect(claim).toMatch(/record \d+, bytes \d+–\d+/);
    }
    expect(claims.join()).toContain("In dispute");
    expect(await drawer.locator("blockquote").count()).toBeGreaterThan(0);
    await drawer.locator("summary", { hasText: "Manifest" }).first().click();
    await drawer.getByText("intact: hashed again").first().waitFor();
    expect(await drawer.locator("a[download]").first().getAttribute("href")).toMatch(/\/bytes$/);
    await page.keyboard.press("Escape");
    expect(await drawer.count()).toBe(0);
    expect(await check.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  });

  it("lies over the answer, of which no word moves; Escape closes it from anywhere", async () => {
    await trace(`from=${OPENING_POST}&to=twitter:@jackposobiec`);
    const places = () =>
      page
        .locator("main h1, .verdict-box, .hop, #what-if, #timeline")
        .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
    const check = page.getByRole("button", { name: "Check the evidence of hop 1" });
    await check.scrollIntoViewIfNeeded();
    const before = await places();
    await check.click();
    await page.locator(".drawer blockquote").first().waitFor();
    expect(await places()).toEqual(before);
    await page.locator("h1").focus();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await places()).toEqual(before);
  });

  it("opens on the source of a sentence, which stands in the list of sources too", async () => {
    await trace(`from=${PASTE}&to=${WIKILEAKS}`);
    const cite = page.locator(".hops .cites a").first();
    expect(await cite.getAttribute("href")).toBe("#source-1");
    await cite.click();
    expect(await page.getByRole("dialog").innerText()).toContain("BBC Trending");
    const written = page.locator("#source-1").getByText(/^Written down, not quoted: The board/);
    expect(await written.isVisible()).toBe(true);
  });
});

it("what is known only by reference is said to be so wherever it is named", async () => {
  await trace("from=case:macronleaks/files&to=twitter:@wikileaks");
  await page.getByRole("button", { name: "Check the evidence of hop 1" }).first().click();
  await page.getByText("What all sources say of these times").click();
  expect(await page.getByRole("dialog").locator("h4").first().innerText()).toContain(
    "known only by reference",
  );
});
