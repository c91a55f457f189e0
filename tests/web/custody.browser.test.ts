/** Custody on the page: verify, amend, retract and purge, and what each does to answers. */
import { appendFile, readdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { EvidenceFolder } from "../../src/ingest/evidence-folder.ts";
import type { Running } from "../api/server.ts";
import { TRACE_PAGE } from "../macronleaks.ts";
import { serious } from "./axe.ts";
import { settled, visit } from "./browser.ts";
import { serverForEach } from "./served.ts";

let server: Running;
let page: Page;
serverForEach((held) => {
  ({ server, page } = held);
});

const at = (path: string): string => new URL(path, server.url).href;
const hashOf = async (name: string): Promise<string> => {
  const found = (await server.evidence()).find((record) => record.name === name);
  if (found === undefined) throw new Error(`${name} is not loaded`);
  return found.hash;
};
const dialog = () => page.getByRole("dialog");
const act = (name: string) => page.getByRole("button", { name, exact: true });
const open = async (name: string): Promise<string> => {
  const hash = await hashOf(name);
  await visit(page, at(`/evidence/${hash}`));
  return hash;
};

it("the files of one case are shown alone, where there are several", async () => {
  await visit(page, at("/evidence"));
  expect(await page.locator(".cases").count()).toBe(0);
  const body = "url\nhttps://a.example/\n";
  const manifest = JSON.stringify({ origin: "a list", case: "another" });
  const mapping = JSON.stringify({ basis: "reported", item: { field: "url" } });
  const query = new URLSearchParams({ name: "list.csv", manifest, mapping });
  const sent = await page.request.post(at(`/api/evidence?${query}`), {
    headers: { "Content-Type": "application/octet-stream" },
    data: Buffer.from(body),
  });
  expect(sent.ok()).toBe(true);
  await expect.poll(async () => (await server.evidence()).length, { timeout: 30_000 }).toBe(6);
  await visit(page, at("/evidence"));
  expect(await page.locator("table.files tbody tr").count()).toBe(6);
  await page.locator(".cases").getByRole("link", { name: "another 1" }).click();
  await page.waitForURL(/case=another/);
  await expect.poll(() => page.locator("table.files tbody tr").count()).toBe(1);
  await page.getByRole("link", { name: "list.csv" }).waitFor();
  await page.locator(".cases").getByRole("link", { name: "All files" }).click();
  await expect.poll(() => page.locator("table.files tbody tr").count()).toBe(6);
});

describe("a file", () => {
  it("that is retracted is as never seen: answers change, its bytes stay", async () => {
    await visit(page, at(TRACE_PAGE));
    const before = await page.locator("main").innerText();
    expect(before).toContain("Mother Jones");
    expect(before).toContain("5 evidence files");
    const hash = await open("press.csv");
    await act("Retract…").click();
    expect(await dialog().innerText()).toMatch(/Takes its \d+ claims back/);
    await dialog().getByLabel("Reason").fill("loaded by mistake");
    await dialog().getByRole("button", { name: "Retract", exact: true }).click();
    await dialog().getByText("as if they had never been seen").waitFor();
    await page.locator("h1", { hasText: "Retracted" }).waitFor();
    expect(await page.locator("main .problem").count()).toBe(0);
    await dialog().getByRole("button", { name: "Close" }).click();
    await page.waitForURL(/\/evidence$/);
    await settled(page);
    await page.getByText("4 files", { exact: false }).waitFor();
    expect(await page.getByRole("link", { name: "press.csv" }).count()).toBe(0);
    await visit(page, at(TRACE_PAGE));
    const after = await page.locator("main").innerText();
    expect(after).not.toContain("Mother Jones");
    expect(after).toContain("4 evidence files");
    expect(await new EvidenceFolder(server.site.evidence).hashes()).toContain(hash);
  });

  it("is purged only by whoever typed its hash, and told what stays out of reach", async () => {
    const hash = await open("press.csv");
    await act("Purge…").click();
    const warning = await dialog().innerText();
    for (const words of ["cannot be undone", "destroys the kept bytes", "It cannot reach copies"]) {
      expect(warning).toContain(words);
    }
    const destroy = dialog().getByRole("button", { name: "Destroy it for good" });
    expect(await destroy.isDisabled()).toBe(true);
    const confirm = dialog().getByLabel(/^To confirm/);
    await confirm.fill("00000000");
    expect(await destroy.isDisabled()).toBe(true);
    await confirm.fill(hash.slice("sha256:".length).slice(0, 8));
    await destroy.click();
    await dialog().getByText("its bytes are destroyed").waitFor();
    expect(await dialog().locator(".left").innerText()).toContain("backups");
    expect(await new EvidenceFolder(server.site.evidence).hashes()).not.toContain(hash);
    expect((await readdir(server.site.evidence, { recursive: true })).join()).not.toContain(
      hash.slice("sha256:".length),
    );
  });

  it("that is retracted is not seen once more on the way back", async () => {
    await visit(page, at(TRACE_PAGE));
    await page.getByRole("link", { name: "Evidence", exact: true }).click();
    const row = page.locator("tr").filter({ hasText: "press.csv" });
    await row.getByText("Custody").click();
    await row.getByRole("button", { name: "Retract…" }).click();
    await dialog().getByRole("button", { name: "Retract", exact: true }).click();
    await dialog().getByText("as if they had never been seen").waitFor();
    await page.keyboard.press("Escape");
    await page.route("**/api/trace?**", () => undefined);
    await page.goBack();
    await page.getByText("Asking…").waitFor();
    expect(await page.locator("main").innerText()).not.toContain("Mother Jones");
  });

  it("is amended by the form that holds its manifest", async () => {
    const hash = await open("press.csv");
    await act("Amend…").click();
    const origin = dialog().getByLabel("Origin", { exact: true });
    expect(await origin.inputValue()).not.toBe("");
    await origin.fill("");
    await dialog().getByRole("button", { name: "Amend", exact: true }).click();
    expect(await origin.getAttribute("aria-invalid")).toBe("true");
    await origin.fill("<b>another</b> origin");
    await dialog().getByRole("button", { name: "Amend", exact: true }).click();
    await dialog().getByText("read again under the new manifest").waitFor();
    await page.keyboard.press("Escape");
    // The page beneath is asked for again, and nobody is sent away from it.
    await page.locator(".custody").getByText("<b>another</b> origin").waitFor();
    expect(decodeURIComponent(page.url())).toContain(hash);
    const amended = (await server.evidence()).find((record) => record.hash === hash);
    expect(amended?.manifest).toMatchObject({
      origin: "<b>another</b> origin",
      case: "macronleaks",
    });
  });

  it("is verified, and told when its bytes were altered", async () => {
    const hash = await open("press.csv");
    await act("Verify").click();
    await dialog().getByRole("button", { name: "Verify", exact: true }).click();
    await dialog().getByText("1 of 1 file is intact").waitFor();
    await page.keyboard.press("Escape");
    await appendFile(new EvidenceFolder(server.site.evidence).pathOf(hash), "x");
    await visit(page, at("/evidence"));
    await page.getByRole("button", { name: /^Verify all/ }).click();
    await page.getByText("4 of 5 files are intact").waitFor();
    expect(await page.locator(".verify-all li").innerText()).toMatch(/press\.csv: ALTERED/);
  });
});

it("each file of the list has the same", async () => {
  await visit(page, at("/evidence"));
  const row = page.locator("tr").filter({ hasText: "items.csv" });
  await row.getByText("Custody").click();
  await row.getByRole("button", { name: "Retract…" }).click();
  expect(await dialog().innerText()).toContain("Retract items.csv");
  await dialog().getByRole("button", { name: "Retract", exact: true }).click();
  await dialog().getByText("as if they had never been seen").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("4 files", { exact: false }).waitFor();
});

it.each([
  { width: 1280, colorScheme: "light" as const },
  { width: 390, colorScheme: "dark" as const },
])("no dialog has a serious finding in $colorScheme, $width wide", async (given) => {
  await page.emulateMedia({ colorScheme: given.colorScheme });
  await page.setViewportSize({ width: given.width, height: 900 });
  await open("press.csv");
  for (const name of ["Verify", "Amend…", "Retract…", "Purge…"]) {
    await act(name).first().click();
    await dialog().waitFor();
    expect({ name, found: await serious(page) }).toEqual({ name, found: [] });
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  }
});
