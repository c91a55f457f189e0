/** The picture that is on the screen as a PNG file, with its caption written under it. */
import type { Caption } from "../saving/caption.ts";
import { heightUnder, linesUnder, paintUnder } from "../saving/under.ts";
import type { Colours } from "../timeline/colours.ts";
import { SIGNS } from "./svg.ts";

/** Null where the browser gives none. */
export function pngOf(
  picture: HTMLCanvasElement,
  width: number,
  colours: Colours,
  caption: Caption,
): Promise<Blob | null> {
  const density = picture.width / width;
  const height = picture.height / density;
  const lines = linesUnder([...caption.lines, SIGNS], width);
  const sheet = document.createElement("canvas");
  sheet.width = picture.width;
  sheet.height = Math.round((height + heightUnder(lines)) * density);
  const context = sheet.getContext("2d");
  if (!context) return Promise.resolve(null);
  context.fillStyle = colours.sheet;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(picture, 0, 0);
  context.setTransform(density, 0, 0, density, 0, 0);
  paintUnder(context, lines, { left: 0, top: height }, colours);
  return new Promise((resolve) => sheet.toBlob(resolve));
}
