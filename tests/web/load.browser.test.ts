/** Loading on the page: drop, progress, reload, cancellation, the zone question, what fails, hostile files. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { holdStore, type Running, SEEDS, start } from "../api/server.ts";
import { serious } from "./axe.ts";
import { executable, settled, visit } from "./browser.ts";
import { ATTACK, writeHostileEvidence } from "./hostile-evidence.ts";
import { LOOK, SOUND } from "./inert.ts";
import { serverForEach } from "./served.ts";

let server: Running;
let context: BrowserContext;
let page: Page;
serverForEach(
  (held) => {
    ({ server, context, page } = held);
  },
  () => start({ empty: true }),
);
beforeEach(async () => {
  if (executable !== undefined) await visit(page, at("/load"));
});

const at = (path: string): string => new URL(path, server.url).href;
/** As a person drops what lies on this machine. */
async function drop(paths: readonly string[]): Promise<void> {
  const box = await page.getByRole("region", { name: "Files to load" }).boundingBox();
  if (box === null) throw new Error("there is nowhere to drop");
  const session = await context.newCDPSession(page);
  const where = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...where, data });
  }
}

const pick = (...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator("#pick-files").setInputFiles(files);
const textFile = (name: string, text: string) => ({
  ...{ name, mimeType: "text/plain", buffer: Buffer.from(text) },
});
const load = () => page.getByRole("button", { name: /^Load \d+ files?$/ }).click();
const ended = (name: string) => page.locator(".ended > li").filter({ hasText: name });

const PRESS = join(SEEDS, "press.csv");
const ITEMS = join(SEEDS, "items.csv");

describe("a folder that is dropped", () => {
  it("is loaded whole, each file with the manifest beside it, and answers rest on it", async () => {
    await drop([SEEDS]);
    await page.getByRole("heading", { name: "5 files to load" }).waitFor();
    const chosen = page.locator(".chosen li");
    expect(await chosen.filter({ hasText: "with the manifest beside it" }).count()).toBe(5);
    // With a manifest beside every file there is nothing to ask.
    expect(await page.getByLabel("Origin", { exact: true }).count()).toBe(0);
    await load();
    for (const name of ["items.csv", "press.csv", "measured.csv", "bbc-trending.csv"]) {
      await ended(name).getByText("imported", { exact: true }).waitFor();
    }
    await ended("Macron_201705_meta.xml").getByText("reconstruction").waitFor();
    expect(await page.getByText("provenance unknown").count()).toBe(0);
    expect(await ended("press.csv").innerText()).toMatch(
      /by statements: (\d+) seen = \1 imported \+ 0 skipped \+ 0 failed/,
    );
    await ended("press.csv").getByRole("link", { name: "press.csv" }).click();
    await page.getByRole("heading", { level: 1, name: "press.csv" }).waitFor();
    await visit(page, at("/?from=case:macronleaks/emleaks&to=twitter:@wikileaks"));
    expect(await page.locator(".verdict").innerText()).toContain("Order certain");
  });

  it("without hidden files, stores and what is no file", async () => {
    const folder = join(server.folder, "mine");
    await mkdir(join(folder, "old.db.evidence", "sha256"), { recursive: true });
    for (const name of [".DS_Store", "old.db", "old.db-wal", "old.db.evidence/sha256/x"]) {
      await writeFile(join(folder, name), "none of these");
    }
    await writeFile(join(folder, "one.txt"), "words");
    await drop([folder]);
    await page.getByRole("heading", { name: "1 file to load" }).waitFor();
    expect(await page.locator(".chosen li").innerText()).toContain("mine/one.txt");
  });
});

describe("a job under way", () => {
  it("tells its progress, outlives a reload, and ends with its report", async () => {
    const release = await holdStore(server);
    await drop([PRESS, `${PRESS}.manifest.json`]);
    await load();
    const job = page.locator("#under-way li").filter({ hasText: "Loading press.csv" });
    await job.getByRole("progressbar").waitFor();
    await page.reload();
    await settled(page);
    await job.getByRole("progressbar").waitFor();
    await page.getByRole("link", { name: "Case", exact: true }).click();
    await page.getByRole("link", { name: "1 job under way" }).waitFor();
    await page.getByText("Nothing is loaded yet.").waitFor();
    await release();
    // The view that is open is asked for again when the job has ended.
    await page.getByRole("link", { name: "1 evidence file" }).waitFor();
    await page.getByRole("link", { name: "Load", exact: true }).click();
    await ended("press.csv").getByText("imported", { exact: true }).waitFor();
    expect(await page.locator("#under-way").count()).toBe(0);
    await ended("press.csv").getByText("Full report").click();
    expect(await ended("press.csv").locator("dl").innerText()).toMatch(
      /records\s+\d+ seen = .* claims/,
    );
  });

  it("can be cancelled, and nothing of it stays", async () => {
    const release = await holdStore(server);
    await drop([PRESS, `${PRESS}.manifest.json`]);
    await load();
    await page.getByRole("button", { name: /^Cancel: loading press.csv/ }).click();
    await page.getByText("is being cancelled").waitFor();
    await release();
    await page.getByText("Cancelled: nothing of it stays.").waitFor();
    expect(await server.evidence()).toEqual([]);
  });
});

describe("the manifest", () => {
  it("is made in the form, and says what a reconstruction is", async () => {
    await pick(textFile("shot.txt", "a screenshot, say"));
    await page.getByLabel("Collected by").fill("A person");
    await load();
    expect(await page.getByLabel("Origin", { exact: true }).getAttribute("aria-invalid")).toBe(
      "true",
    );
    await page.getByLabel("Origin", { exact: true }).fill("https://example.org/shot");
    await page.getByLabel("Collected", { exact: true }).fill("2017-05-06");
    await page.getByRole("radio", { name: /Reconstruction/ }).check();
    await page.getByLabel("Which source attests which field").fill("words: Reuters: the wire");
    await load();
    await ended("shot.txt").getByText("kept without an importer").waitFor();
    expect((await server.evidence())[0]).toMatchObject({
      reconstruction: true,
      manifest: {
        ...{ origin: "https://example.org/shot", collected: "2017-05-06" },
        ...{ collectedBy: "A person", sources: { words: "Reuters: the wire" } },
      },
    });
  });

  it("may be left out, and of what may not be kept only the hash is", async () => {
    await pick(textFile("a.csv", await readFile(PRESS, "utf8")));
    await page.getByRole("radio", { name: /Only its hash/ }).check();
    await load();
    await ended("a.csv").getByText("provenance unknown").waitFor();
    expect((await server.evidence())[0]).toMatchObject({ hashOnly: true, manifest: null });
  });
});

it("asks for the zone of times that have none, and reads the file again in it", async () => {
  const path = new URL("../importers/twint/granted-zone/input.json", import.meta.url);
  await pick(textFile("zoneless.json", await readFile(path, "utf8")));
  await load();
  const question = page.getByRole("region", { name: "In which zone are its times?" });
  await question.waitFor();
  expect(await question.innerText()).toMatch(/written without a zone.*26 hours wide/s);
  const again = question.getByRole("button", { name: "Read it again in this zone" });
  expect(await again.isDisabled()).toBe(true);
  await question.getByLabel("Zone, if you know it").fill("Mars/Base");
  await again.click();
  await question
    .getByRole("alert")
    .getByText(/"Mars\/Base" is not a zone/)
    .waitFor();
  await question.getByLabel("Zone, if you know it").fill("Europe/Paris");
  await again.click();
  // Its new report stands first, and nothing is asked any more.
  const newest = page.locator(".ended > li").first();
  await newest.getByText("amended", { exact: true }).waitFor();
  await newest.getByText("Full report").click();
  expect(await newest.locator("dl").innerText()).toContain("Europe/Paris, granted");
  expect(await question.count()).toBe(0);
  expect((await server.evidence())[0]).toMatchObject({
    given: { zone: { name: "Europe/Paris", reason: "granted" } },
    manifest: null,
  });
});

it("asks once for the zone of files that were chosen together, or of one of them alone", async () => {
  const path = new URL("../importers/twint/granted-zone/input.json", import.meta.url);
  const text = await readFile(path, "utf8");
  await pick(
    ...["a", "b", "c"].map((name) =>
      textFile(`${name}.json`, `${text}${name === "a" ? "" : "\n".repeat(name === "b" ? 1 : 2)}`),
    ),
  );
  await load();
  const all = page.getByRole("region", { name: "In which zone are the times of these 3 files?" });
  await all.waitFor();
  expect(await page.getByRole("region", { name: "In which zone are its times?" }).count()).toBe(0);
  await ended("c.json").getByText("Answer for this file alone").click();
  await ended("c.json").getByLabel("Zone, if you know it").fill("Asia/Tokyo");
  await ended("c.json").getByRole("button", { name: "Read it again in this zone" }).click();
  const both = page.getByRole("region", { name: "In which zone are the times of these 2 files?" });
  await both.getByLabel("Zone of all of them").fill("Europe/Paris");
  await both.getByRole("button", { name: "Read all 2 again in this zone" }).click();
  await both.waitFor({ state: "detached" });
  const zones = async () =>
    (await server.evidence()).map(({ name, given }) => `${name} ${given?.zone?.name}`).sort();
  await expect
    .poll(zones, { timeout: 30_000 })
    .toEqual(["a.json Europe/Paris", "b.json Europe/Paris", "c.json Asia/Tokyo"]);
});

it("asks once for what the manifests of files chosen together do not say", async () => {
  const path = new URL("../importers/4chan-thread/no-board/input.json", import.meta.url);
  const text = await readFile(path, "utf8");
  await pick(
    ...[textFile("a.json", text), textFile("b.json", `${text}\n`), textFile("c.json", `${text} `)],
    textFile("c.json.manifest.json", JSON.stringify({ origin: "kept by a reader" })),
  );
  await load();
  const all = page.getByRole("region", { name: "Where do these 3 files come from?" });
  await all.getByLabel("Origin", { exact: true }).fill("a folder");
  await all.getByLabel(/^Platform/).fill("4chan/pol");
  await all.getByRole("button", { name: "Load all 3 again" }).click();
  await expect.poll(async () => (await server.evidence()).length, { timeout: 30_000 }).toBe(3);
  const manifests = (await server.evidence()).map(
    ({ name, manifest }) => [name, manifest] as const,
  );
  for (const [name, manifest] of manifests) {
    const origin = name === "c.json" ? "kept by a reader" : "a folder";
    expect(manifest).toMatchObject({ origin, platform: "4chan/pol" });
  }
  expect(await all.count()).toBe(0);
});

it("sends the mapping beside a file with it, and not as a file", async () => {
  const mapping = { basis: "reported", item: { field: "url" } };
  await pick(
    textFile("list.csv", "url\nhttps://a.example/\n"),
    textFile("list.mapping.json", JSON.stringify(mapping)),
  );
  await page.getByText("with the mapping beside it").waitFor();
  await load();
  await ended("list.csv").getByText("imported", { exact: true }).waitFor();
  expect(await server.evidence()).toMatchObject([{ importer: { id: "mapped" } }]);
});

it("tells warnings in the row of the file that has them", async () => {
  const path = new URL("../importers/4chan-thread/thread-state/input.json", import.meta.url);
  await pick(textFile("state.json", await readFile(path, "utf8")));
  await page.getByLabel("Origin", { exact: true }).fill("https://a.4cdn.org/pol/thread/1.json");
  await load();
  await ended("state.json").getByText("imported", { exact: true }).waitFor();
  const row = ended("state.json").getByText(/imported with a warning: 1 time-disagrees/);
  expect(await row.first().isVisible()).toBe(true);
});

it("asks for the zone on the file's own page too", async () => {
  const path = new URL("../importers/twint/granted-zone/input.json", import.meta.url);
  await pick(textFile("zoneless.json", await readFile(path, "utf8")));
  await load();
  await ended("zoneless.json").getByText("imported", { exact: true }).waitFor();
  const [record] = await server.evidence();
  await visit(page, at(`/evidence/${record?.hash}`));
  const question = page.getByRole("region", { name: "In which zone are its times?" });
  await question.getByLabel("Zone, if you know it").fill("Europe/Paris");
  await question.getByRole("button", { name: "Read it again in this zone" }).click();
  await page.getByText("Europe/Paris, granted").waitFor();
  expect(await question.count()).toBe(0);
});

it("asks whether to leave while chosen files are not sent", async () => {
  const other = await context.newPage();
  await visit(other, at("/load"));
  const asked: string[] = [];
  other.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await other.locator("#pick-files").setInputFiles([textFile("kept.txt", "words")]);
  await other.getByRole("textbox", { name: "Origin" }).click();
  await other.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  expect(await other.locator(".chosen li").count()).toBe(1);
  await other.getByRole("button", { name: "Do not load" }).click();
  const gone = other.waitForEvent("close");
  await other.close({ runBeforeUnload: true });
  await gone;
  expect(asked).toHaveLength(1);
});

describe("what fails", () => {
  it("says why and what to do, and is loaded again on other terms", async () => {
    await pick(textFile("broken.csv", `${(await readFile(PRESS, "utf8")).slice(0, 160)}`));
    await page.getByText("Importer, mapping, what it replaces").click();
    await page.getByLabel("Importer", { exact: true }).selectOption("archive-org-item");
    await load();
    const failed = ended("broken.csv");
    await failed.getByRole("alert").waitFor();
    expect(await failed.getByRole("alert").innerText()).toContain("keep it as a file");
    await failed.getByLabel("Load it again").selectOption("file");
    await failed.getByRole("button", { name: "Load it again" }).click();
    await page.getByText("kept without an importer").waitFor();
    expect(await server.evidence()).toHaveLength(1);
  });

  it("for being empty is not to be loaded in another way, which fails too", async () => {
    await pick(textFile("empty.json", ""));
    await load();
    const says = await ended("empty.json").getByRole("alert").innerText();
    expect(says).toMatch(/the file is empty\s+Save it again from where it came\.$/);
  });

  it("can be dismissed for good: neither a reload nor another tab brings it back", async () => {
    await pick(textFile("broken.csv", `${(await readFile(PRESS, "utf8")).slice(0, 160)}`));
    await page.getByText("Importer, mapping, what it replaces").click();
    await page.getByLabel("Importer", { exact: true }).selectOption("archive-org-item");
    await load();
    await ended("broken.csv").getByRole("alert").waitFor();
    await ended("broken.csv")
      .getByRole("button", { name: /^Dismiss/ })
      .click();
    expect(await page.locator("#ended").count()).toBe(0);
    await page.reload();
    await settled(page);
    await pick(textFile("items.csv", await readFile(ITEMS, "utf8")));
    await load();
    await ended("items.csv").waitFor();
    const other = await context.newPage();
    await visit(other, at("/load"));
    for (const one of [page, other]) {
      await one.locator(".ended > li").filter({ hasText: "items.csv" }).waitFor();
      expect(await one.locator(".ended > li").count()).toBe(1);
    }
  });

  it("for what its manifest does not say asks for just that, and is loaded with it", async () => {
    const path = new URL("../importers/4chan-thread/no-board/input.json", import.meta.url);
    await pick(textFile("thread.json", await readFile(path, "utf8")));
    await load();
    const failed = ended("thread.json").first();
    await failed
      .getByRole("alert")
      .getByText(/is enough, such as https:\/\/a\.4cdn\.org/)
      .waitFor();
    await failed.getByLabel(/^Platform/).fill("4chan/pol");
    const origin = failed.getByLabel("Origin", { exact: true });
    expect(await origin.getAttribute("required")).not.toBeNull();
    await origin.fill("a folder");
    await failed.getByRole("button", { name: "Load it again" }).click();
    await ended("thread.json").getByText("imported", { exact: true }).waitFor();
    expect((await server.evidence())[0]).toMatchObject({
      manifest: { origin: "a folder", platform: "4chan/pol" },
    });
    // What failed before is settled, and need not stay.
    const before = ended("thread.json").filter({ hasText: "failed, loaded since" });
    await before.getByText("A file of this name was loaded since.").waitFor();
    await before.getByRole("button", { name: /^Dismiss/ }).click();
    await expect.poll(() => ended("thread.json").count()).toBe(1);
    await page.reload();
    await settled(page);
    await ended("thread.json").getByText("imported", { exact: true }).waitFor();
    expect(await ended("thread.json").count()).toBe(1);
  });

  it("for a manifest without an origin says that it needs one beside the platform", async () => {
    const path = new URL("../importers/4chan-thread/no-board/input.json", import.meta.url);
    const beside = textFile("thread.json.manifest.json", '{"platform":"4chan/pol"}');
    await pick(textFile("thread.json", await readFile(path, "utf8")), beside);
    await load();
    const refused = ended("thread.json");
    await refused
      .getByRole("alert")
      .getByText(/needs "origin"/)
      .waitFor();
    await refused
      .getByLabel("Origin", { exact: true })
      .fill("https://a.4cdn.org/pol/thread/900001.json");
    await refused.getByRole("button", { name: "Load it again" }).click();
    await ended("thread.json").getByText("imported", { exact: true }).waitFor();
  });

  it("is refused at once where the terms are wrong, and can be sent again", async () => {
    await pick(textFile("a.txt", "words"));
    await page.getByText("Importer, mapping, what it replaces").click();
    await page.getByLabel("Mapping, as JSON").fill("{");
    await load();
    await page.getByText("not taken").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("the mapping is not JSON");
    expect(await server.evidence()).toEqual([]);
  });
});

it("a manifest that cannot be read any more keeps nothing else from being sent", async () => {
  await page.evaluate("Blob.prototype.text = () => Promise.reject(new Error('gone'))");
  await drop([PRESS, `${PRESS}.manifest.json`]);
  await load();
  await page.getByText("The manifest or mapping beside it cannot be read.").waitFor();
  await drop([ITEMS]);
  await load();
  await ended("items.csv").waitFor();
  expect((await server.evidence()).map(({ name }) => name)).toEqual(["items.csv"]);
});

it("a job whose end no stream told of has answers asked for again", async () => {
  await page.route("**/api/jobs/*/events", (route) => route.fulfill({ status: 404 }));
  await drop([ITEMS]);
  await load();
  await page.getByRole("link", { name: "Evidence", exact: true }).click();
  await page.locator("tr").filter({ hasText: "items.csv" }).waitFor();
});

it("hostile files and reports are inert", async () => {
  const folder = join(server.folder, "hostile");
  await writeHostileEvidence(folder);
  await drop([folder]);
  await page.getByRole("heading", { name: "3 files to load" }).waitFor();
  expect(await page.evaluate(LOOK)).toEqual(SOUND);
  await load();
  await expect.poll(() => page.locator(".ended > li").count(), { timeout: 30_000 }).toBe(3);
  for (const report of await page.getByText("Full report").all()) await report.click();
  expect(await page.evaluate(LOOK)).toEqual(SOUND);
  await pick(textFile(`${ATTACK.slice(0, 60).replaceAll("/", "∕")}.json`, "{"));
  await page.getByLabel("Origin", { exact: true }).fill(ATTACK);
  await load();
  await expect.poll(() => page.locator(".ended > li").count(), { timeout: 30_000 }).toBe(4);
  expect(await page.evaluate(LOOK)).toEqual(SOUND);
  expect(await page.innerText("body")).toContain("window.attacked=1");
});

it.each([
  { width: 1280, colorScheme: "light" as const },
  { width: 390, colorScheme: "dark" as const },
])("has no serious finding in $colorScheme, $width wide", async ({ width, colorScheme }) => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await pick(textFile("a.txt", "words"));
  await page.getByRole("radio", { name: /Reconstruction/ }).check();
  await page.getByText("Importer, mapping, what it replaces").click();
  expect(await serious(page)).toEqual([]);
  await page.getByLabel("Origin", { exact: true }).fill("a drawer");
  await load();
  await ended("a.txt").getByText("Full report").click();
  const release = await holdStore(server);
  await pick(textFile("b.txt", "more words"));
  // Without a manifest it would be refused before the store is asked for.
  await page.getByLabel("Origin", { exact: true }).fill("a drawer");
  await load();
  await page.locator("#under-way li").waitFor();
  expect(await serious(page)).toEqual([]);
  await release();
  await ended("b.txt").waitFor();
});
