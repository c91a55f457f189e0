/** Pictures that look alike on the page of one: by hash, size and file, and no picture of evidence shown. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Running } from "../api/server.ts";
import { discs, pngOf } from "../importers/drawn-pictures.ts";
import { serious } from "./axe.ts";
import { visit, watch } from "./browser.ts";
import { LOOK, SOUND } from "./inert.ts";
import { browserOn, LOOKS, startWith } from "./served.ts";

const MILL = "https://mill.example/mill.png";

async function savePictures(folder: string): Promise<void> {
  const picture = await pngOf(discs(1));
  const copy = await sharp(picture).resize(150).jpeg({ quality: 50 }).toBuffer();
  const files = [
    { name: "mill.png", bytes: picture, origin: MILL },
    { name: "<img src=x>.jpg", bytes: copy, origin: "https://copy.example/copy.jpg" },
  ];
  for (const { name, bytes, origin } of files) {
    await writeFile(join(folder, name), bytes);
    const manifest = { origin, collected: "2017-05-10T12:00:00Z" };
    await writeFile(join(folder, `${name}.manifest.json`), JSON.stringify(manifest));
  }
}

let server: Running;
const browser = browserOn(
  (running) => {
    server = running;
  },
  () => startWith(savePictures),
);

describe.each(LOOKS)(
  "pictures that look alike, $colorScheme, $width wide",
  ({ width, colorScheme }) => {
    it("stand side by side by hash, size and file, and none of them is shown", async () => {
      const context = await browser().newContext({ viewport: { width, height: 900 }, colorScheme });
      const { page, misdeeds } = await watch(context, new URL(server.url).origin);
      await visit(page, new URL(`/items/${encodeURIComponent(`web:${MILL}`)}`, server.url).href);
      const alike = page.locator("#look-alikes");
      await alike.locator("summary").click();
      const told = await alike.innerText();
      expect(told).toMatch(/looking (?:much )?the same/);
      expect(told).toContain("their times do not tell which was there first");
      expect(told).toContain("240 × 180 pixels");
      expect(told).toContain("<img src=x>.jpg");
      const saved = alike.getByRole("link", { name: "its bytes" });
      expect(await saved.first().getAttribute("href")).toMatch(
        /^\/api\/evidence\/sha256.*\/bytes$/,
      );
      expect(await page.locator("main img").count()).toBe(0);
      expect(await serious(page)).toEqual([]);
      expect(await page.evaluate(LOOK)).toEqual(SOUND);
      expect(misdeeds).toEqual([]);
      await context.close();
    });
  },
);
