/** SVG as text: whatever words it is given, they stay words. */
import type { Colours } from "../timeline/colours.ts";
import type { Caption } from "./caption.ts";

export const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** What is empty, or as it is without being said, is left out. */
export const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .filter(([name, value]) => value !== "" && !(name.endsWith("-opacity") && value === 1))
    .map(([name, value]) => {
      const written = typeof value === "number" ? String(Math.round(value * 100) / 100) : value;
      return ` ${name}="${escaped(written)}"`;
    })
    .join("");

export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A file that stands by itself, with what it rests on said in it. */
export function svgFile(
  { left, top, width, height }: Frame,
  body: readonly string[],
  { lines, hashes }: Caption,
  { sheet }: Colours,
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(lines[0] ?? "Headwater")}</title>`,
    `<desc>${escaped([...lines, ...hashes].join("\n"))}</desc>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${sheet}"/>`,
    ...body,
    "</svg>\n",
  ].join("\n");
}
