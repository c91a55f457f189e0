/** Builds the page as it stands, so that browser tests see no older one. */
import { fileURLToPath } from "node:url";
import { build } from "vite";

export default async function buildPage(): Promise<void> {
  const configFile = fileURLToPath(new URL("../../tools/web/vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "warn" });
}
