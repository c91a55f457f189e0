/** The picture that is on the screen as a PNG file, with its caption written under it. */
import type { Colours } from "../timeline/colours.ts";
import { FONT } from "../timeline/text-width.ts";
import { type Caption, captionLines, TIERS } from "./svg.ts";

const LINE = 18;

/** Null where the browser gives none. */
export function pngOf(
  picture: HTMLCanvasElement,
  width: number,
  colours: Colours,
  caption: Caption,
): Promise<Blob | null> {
  const density = picture.width / width;
  const height = picture.height / density;
  const lines = captionLines(caption, width);
  const sheet = document.createElement("canvas");
  sheet.width = picture.width;
  sheet.height = Math.round((height + LINE * (lines.length + 3)) * density);
  const context = sheet.getContext("2d");
  if (!context) return Promise.resolve(null);
  context.fillStyle = colours.sheet;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(picture, 0, 0);
  context.setTransform(density, 0, 0, density, 0, 0);
  context.font = FONT;
  for (const [i, tier] of TIERS.entries()) {
    context.fillStyle = colours[tier];
    context.beginPath();
    context.arc(18 + i * 110, height + LINE - 4, 5, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = colours.ink;
    context.fillText(tier === "unknown" ? "tier unknown" : tier, 28 + i * 110, height + LINE);
  }
  for (const [i, line] of lines.entries()) context.fillText(line, 12, height + LINE * (i + 2.5));
  return new Promise((resolve) => sheet.toBlob(resolve));
}
