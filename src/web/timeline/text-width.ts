/** How wide words are on the canvas. */
import { FONT } from "./font.ts";

let context: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, number>();
const MOST_KNOWN = 10_000;

export function widthOf(text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return 0;
  context.font = FONT;
  const { width } = context.measureText(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, width);
  return width;
}
