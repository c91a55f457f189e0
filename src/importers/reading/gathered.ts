/** What one record tells of several posts, gathered as it is read. */
import { type CollectedPost, readingOf } from "./collected-post.ts";
import { RecordError } from "./records.ts";
import type { Told, Warning } from "./told.ts";

export interface Gathered {
  told: Told[];
  warnings: Warning[];
}

export function gather(post: CollectedPost, into: Gathered): void {
  const { told, warnings } = readingOf(post);
  into.told.push(...told);
  into.warnings.push(...warnings);
}

/** Has a post within a post be left out where it cannot be read, with a warning. */
export function tellWithin(into: Gathered, tell: () => void): void {
  try {
    tell();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const message = `a post within the post is left out: ${error.message}`;
    into.warnings.push([error.code, message, error.field]);
  }
}
