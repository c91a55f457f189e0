/**
 * Messages that stand twice in one file, as in files that were collected again and joined: other
 * words, or another time of an edit, mean that the message was edited in between. Only the last
 * messages are remembered, so that memory stays the same however long the file is: an edit may go
 * unseen, none is made up.
 */

export type Again = "other words" | "another edit" | undefined;

/** At least so many, and less than twice as many. */
const REMEMBERED = 50_000;

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

/** Says how a message differs from the last that had its id; undefined for a new or the same one. */
export function createAgainWatch() {
  let recent = new Map<string, number>();
  let former = new Map<string, number>();

  /** Forgets many at a time, since a map whose oldest is taken out again and again becomes slow. */
  function remember(id: string, version: number): void {
    recent.set(id, version);
    if (recent.size < REMEMBERED) return;
    former = recent;
    recent = new Map();
  }

  return (id: string, words: string, edit = ""): Again => {
    const before = recent.get(id) ?? former.get(id);
    const now = sumOf(words) * EDIT + (sumOf(edit) >>> 11);
    remember(id, now);
    if (before === undefined || before === now) return undefined;
    return Math.floor(before / EDIT) === Math.floor(now / EDIT) ? "another edit" : "other words";
  };
}

export type AgainWatch = ReturnType<typeof createAgainWatch>;
