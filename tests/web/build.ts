/** Builds the page as it is shipped, so that browser tests see no older one. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default async function buildPage(): Promise<void> {
  // In a process of its own: in this one React would be built for tests.
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)("npm", ["run", "build:web"], { cwd: root, env });
}
