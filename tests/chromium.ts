/** The browser of the browser tests, where there is one. */
import { existsSync } from "node:fs";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const executable = [process.env["CHROMIUM"] ?? "", ...PROGRAMS].find((path) =>
  existsSync(path),
);
export const LACKING = `no chromium here: install it, or name its program in CHROMIUM (looked at ${PROGRAMS.join(", ")})`;
