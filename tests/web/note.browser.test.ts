/** Statements by the form: what it asks, what it shows before it is sent, how answers change. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import { serious } from "./axe.ts";
import { visit } from "./browser.ts";
import { LOOK, SOUND } from "./inert.ts";
import { serverForEach } from "./served.ts";

let server: Running;
let page: Page;
serverForEach((held) => {
  ({ server, page } = held);
});

const at = (path: string): string => new URL(path, server.url).href;
const fill = (id: string, text: string) => page.locator(`#${id}`).fill(text);
const choose = (label: string) => page.locator("#kind").selectOption({ label });
const write = () => page.getByRole("button", { name: "Write it down" }).click();
const preview = () => page.locator("#preview");
const outcome = () => page.locator("#outcome");
const verdict = async (path: string): Promise<string> => {
  await visit(page, at(path));
  return page.locator(".verdict").innerText();
};

describe("a statement", () => {
  it("without a source is not sent, and says which field lacks", async () => {
    await visit(page, at("/note"));
    await fill("subject", "case:macronleaks/emleaks");
    await fill("object", "pastebin:AbCd1234");
    await page.keyboard.press("Escape");
    await write();
    const source = page.locator("#source");
    expect(await source.getAttribute("aria-invalid")).toBe("true");
    expect(await page.evaluate("document.activeElement?.id")).toBe("source");
    expect(await outcome().count()).toBe(0);
  });

  it("that two are the same joins them in answers, until it is retracted", async () => {
    await visit(page, at("/note"));
    await choose("Two are the same");
    await fill("subject", "emleaks");
    await page.getByRole("option").filter({ hasText: "case:macronleaks/emleaks" }).first().click();
    await fill("object", "pastebin:AbCd1234");
    await page.keyboard.press("Escape");
    await fill("source", "A reader");
    await fill("via", "The uploader");
    await fill("quote", "it is the same paste");
    await fill("author", "A person");
    expect(await preview().innerText()).toMatch(
      /case:macronleaks\/emleaks is the same as pastebin:AbCd1234, says A reader, relaying The uploader\. Basis reported/,
    );
    expect(await preview().locator("dt").allInnerTexts()).toEqual([
      ...["kind", "subject", "object", "source", "via", "quote"],
    ]);
    await write();
    await outcome().getByText("imported", { exact: true }).waitFor();
    await outcome().getByRole("link", { name: "pastebin:AbCd1234" }).click();
    await page.locator("#joins").waitFor();
    expect(await verdict("/?from=pastebin:AbCd1234&to=twitter:@wikileaks")).toContain(
      "Order certain",
    );
  });

  it("that cannot be made is told, and the form keeps what was typed", async () => {
    await visit(page, at("/note?kind=time&subject=twitter:status/860577607670276096"));
    await page.locator("#relation").selectOption("published");
    await fill("not_before", "2017-05-06 10:00");
    await fill("not_after", "2017-05-05 10:00");
    await fill("source", "A reader");
    await write();
    await page
      .getByRole("alert")
      .getByText(/is later than not_after/)
      .waitFor();
    expect(await page.locator("#not_before").inputValue()).toBe("2017-05-06 10:00");
  });
});

it("both sides of a wrong link make a dispute that answers tell", async () => {
  const path = "/?from=case:macronleaks/emleaks&to=twitter:@wikileaks";
  await visit(page, at(path));
  await page.getByRole("button", { name: "Check the evidence of hop 1" }).click();
  await page.getByRole("link", { name: /A source says otherwise/ }).click();
  await page.getByRole("heading", { level: 1, name: /Write down/ }).waitFor();
  expect(await page.locator("#kind").inputValue()).toBe("wrong-link");
  expect(await page.locator("#subject").inputValue()).toBe("case:macronleaks/pol-op");
  expect(await page.locator("#object").inputValue()).toBe("case:macronleaks/emleaks");
  // A link that nothing else states.
  await fill("object", "pastebin:AbCd1234");
  await page.keyboard.press("Escape");
  await fill("said_by", "The papers");
  await fill("instead", "pastebin:gLpwpU2U");
  await page.keyboard.press("Escape");
  await fill("source", "The poster");
  await fill("dispute", "which paste");
  expect(await preview().locator("ol > li").count()).toBe(2);
  await write();
  await outcome().getByText("by statements: 2 seen = 2 imported").waitFor();
  expect(await verdict("/?from=pastebin:AbCd1234&to=twitter:@wikileaks")).toContain("disputed");
  expect(await page.locator(".disputes").innerText()).toContain("which paste");
  await visit(page, at("/case"));
  expect(await page.locator(".findings").innerText()).toContain("which paste: sources name 2");
});

it.each([
  ["edge", "links to"],
  ["time", "was"],
  ["item", "is a"],
  ["group", "has the member"],
  ["count", "Of"],
  ["told", "told"],
])("the form of %s shows what it will write, hostile words as text", async (kind, words) => {
  const hostile = "<script>window.attacked=1</script>";
  const given = new URLSearchParams({ kind, subject: hostile, object: hostile, source: hostile });
  await visit(page, at(`/note?${given}`));
  if (kind === "edge") await page.locator("#relation").selectOption("LINKS_TO");
  expect(await preview().innerText()).toContain(words);
  expect(await preview().innerText()).toContain(hostile);
  expect(await page.evaluate(LOOK)).toEqual(SOUND);
});

it.each([
  { width: 1280, colorScheme: "light" as const },
  { width: 390, colorScheme: "dark" as const },
])("has no serious finding in $colorScheme, $width wide", async ({ width, colorScheme }) => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await visit(page, at("/note?kind=same-as&subject=case:macronleaks/emleaks"));
  await write();
  expect(await serious(page)).toEqual([]);
  await fill("object", "pastebin:AbCd1234");
  await page.keyboard.press("Escape");
  await fill("source", "A reader");
  await write();
  await outcome().getByText("imported", { exact: true }).waitFor();
  expect(await serious(page)).toEqual([]);
});
