/** What axe-core finds on a page. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { z } from "zod";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const foundSchema = z.array(
  z.object({ id: z.string(), impact: z.string(), at: z.array(z.string()) }),
);

/** Its findings that are serious or worse, on the page or in one part of it. */
export async function serious(page: Page, part = "html"): Promise<z.infer<typeof foundSchema>> {
  if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(axe);
  const found = foundSchema.parse(
    await page.evaluate(
      `axe.run("${part}", { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact: impact ?? '', at: nodes.map(({ html }) => html.slice(0, 160)) })))`,
    ),
  );
  return found.filter(({ impact }) => impact === "serious" || impact === "critical");
}
