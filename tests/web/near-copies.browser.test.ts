/** Near copies on the page of a thing: side by side, marked, and mere text whatever they are. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import { serious } from "./axe.ts";
import { visit, watch } from "./browser.ts";
import { LOOK, SOUND } from "./inert.ts";
import { browserOn, LOOKS, startWith } from "./served.ts";

const ATTACK = "&lt;img src=x onerror=window.attacked=1&gt; \u202e";
const TEXT =
  "Whoever put these files on an archive site wrote to joe.smith@mail.example that nobody would read them";
const post = (no: number, com: string) => ({
  posts: [
    {
      no,
      now: "05/05/17(Fri)14:35:00",
      name: "Anonymous",
      time: 1_494_009_300 + no,
      resto: 0,
      com,
    },
  ],
});

async function writeThreads(folder: string): Promise<void> {
  const file = join(folder, "threads.json");
  const threads = [
    post(1, TEXT),
    post(2, `${ATTACK} ${TEXT.replace("files", "papers")} ${ATTACK}`),
  ];
  await writeFile(file, JSON.stringify(threads));
  await writeFile(
    `${file}.manifest.json`,
    JSON.stringify({ origin: "https://boards.4chan.org/pol/" }),
  );
}

let server: Running;
const browser = browserOn(
  (running) => {
    server = running;
  },
  () => startWith(writeThreads),
);

describe.each(LOOKS)("near copies, $colorScheme, $width wide", ({ width, colorScheme }) => {
  it("stand side by side with what both have marked, inert and readable", async () => {
    const context = await browser().newContext({ viewport: { width, height: 900 }, colorScheme });
    const { page, misdeeds } = await watch(context, new URL(server.url).origin);
    await visit(page, new URL("/items/4chan:pol%2F2", server.url).href);
    const copies = page.locator("#near-copies");
    await copies.locator("summary").click();
    expect(await copies.innerText()).toContain("it had the text before this");
    expect(await copies.locator("mark").first().innerText()).toBe("Whoever put these");
    expect(await copies.innerText()).toContain("<img src=x onerror=window.attacked=1> \\u{202e}");
    expect(await copies.innerText()).not.toContain("joe.smith");
    expect(await serious(page)).toEqual([]);
    expect(await page.evaluate(LOOK)).toEqual(SOUND);
    expect(misdeeds).toEqual([]);
    await context.close();
  });

  it("are the words of a hop that is inferred from them, which lead there", async () => {
    const context = await browser().newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await visit(page, new URL("/?from=4chan:pol/1&to=4chan:pol/2&basis=inferred", server.url).href);
    await page
      .getByRole("link", { name: /runs of 3 words/ })
      .first()
      .click();
    await page.locator("#near-copies").waitFor();
    await context.close();
  });
});
