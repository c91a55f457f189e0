/**
 * Messages that stand twice in one file, as in exports that were joined: other words the second time
 * mean that the message was edited in between.
 */
import { type Fields, findText } from "./records.ts";

export type Again = "other words" | "another edit" | undefined;

/** FNV-1a, 32 bits. */
function sumOf(text: string): number {
  let sum = 0x811c_9dc5;
  for (let i = 0; i < text.length; i += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(i), 0x0100_0193);
  }
  return sum >>> 0;
}

/** Above the bits of the edit stand those of the words. */
const EDIT = 2 ** 21;

/** What of a message changes when it is edited, as one number: a file holds millions of messages. */
function versionOf(message: Fields): number {
  const words = sumOf(findText(message["content"]) ?? "");
  return words * EDIT + (sumOf(String(message["timestampEdited"] ?? "")) >>> 11);
}

/** How a message differs from the last that had its id; undefined for a new or the same one. */
export function createAgainWatch() {
  const last = new Map<string, number>();
  return (id: string, message: Fields): Again => {
    const [former, now] = [last.get(id), versionOf(message)];
    last.set(id, now);
    if (former === undefined || former === now) return undefined;
    return Math.floor(former / EDIT) === Math.floor(now / EDIT) ? "another edit" : "other words";
  };
}
