/**
 * Messages that stand twice in one file, as in exports that were joined: other words the second time
 * mean that the message was edited in between.
 */
import { type Fields, findText } from "./records.ts";

/** What of a message changes when it is edited. */
interface Version {
  /** Of the words: they may be long, and a file holds millions. */
  sum: string;
  edited: unknown;
}

/** The length of a text and two 32-bit sums over it (FNV-1a and one of another factor). */
function sumOf(text: string): string {
  let [a, b] = [0x811c_9dc5, 0x9747_b28c];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x0100_0193);
    b = Math.imul(b ^ unit, 0x85eb_ca6b) ^ (b >>> 15);
  }
  return `${text.length} ${a} ${b}`;
}

const versionOf = (message: Fields): Version => ({
  sum: sumOf(findText(message["content"]) ?? ""),
  edited: message["timestampEdited"] ?? null,
});

export type Again = "other words" | "another edit" | undefined;

/** How a message differs from the last that had its key; undefined for a new or the same one. */
export function createAgainWatch() {
  const last = new Map<string, Version>();
  return (key: string, message: Fields): Again => {
    const [former, now] = [last.get(key), versionOf(message)];
    last.set(key, now);
    if (former === undefined) return undefined;
    if (former.sum !== now.sum) return "other words";
    return former.edited === now.edited ? undefined : "another edit";
  };
}
