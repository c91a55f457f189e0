/** Builds the page as it is shipped, so that browser tests see no older one. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function build(...options: string[]): Promise<void> {
  // In a process of its own: in this one React would be built for tests.
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)("npm", ["run", "build:web", "--", ...options], { cwd: root, env });
}

export default (): Promise<void> => build();

/** The same page in another folder, with what Vite says of its files in `manifest.json`. */
export const buildApart = (folder: string): Promise<void> =>
  build("--outDir", folder, "--manifest", "manifest.json");
