/** What stands under a picture that is handed on: its tiers, its caption, what its signs mean. */
import type { Colours } from "../timeline/colours.ts";
import { FONT } from "../timeline/font.ts";
import type { Pen } from "./pen.ts";

const TIERS = ["fringe", "bridge", "mainstream", "unknown"] as const;
const LINE = 18;
const CHARACTER = 6.4;
const SIDE = 12;

/** A text in lines of at most so many characters; one word may be longer. */
function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < length) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** On paper of this width. */
export const linesUnder = (says: readonly string[], width: number): string[] =>
  says.flatMap((line) => wrapped(line, Math.floor((width - 2 * SIDE) / CHARACTER)));

export const heightUnder = (lines: readonly string[]): number => LINE * (lines.length + 3);

export function paintUnder(
  pen: Pen,
  lines: readonly string[],
  at: { left: number; top: number },
  colours: Colours,
): void {
  pen.save();
  pen.translate(at.left + SIDE, at.top + LINE);
  pen.font = FONT;
  pen.textAlign = "start";
  pen.textBaseline = "alphabetic";
  for (const [i, tier] of TIERS.entries()) {
    pen.fillStyle = colours[tier];
    pen.beginPath();
    pen.arc(6 + i * 110, -4, 5, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = colours.ink;
    pen.fillText(tier === "unknown" ? "tier unknown" : tier, 16 + i * 110, 0);
  }
  for (const [i, line] of lines.entries()) pen.fillText(line, 0, LINE * (i + 1.5));
  pen.restore();
}
