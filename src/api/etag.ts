/** Strong entity tags: one for each version of the store, software and question. */
import { createHash } from "node:crypto";

export const tagOf = (
  version: string,
  software: string,
  route: string,
  canonical: string,
): string =>
  `"${createHash("sha256")
    .update(JSON.stringify([version, software, route, canonical]))
    .digest("base64url")
    .slice(0, 27)}"`;

/** Whether the client has it already, by its If-None-Match. */
export function isHeld(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const held = ifNoneMatch.split(",").map((one) => one.trim().replace(/^W\//, ""));
  return held.includes("*") || held.includes(tag);
}
