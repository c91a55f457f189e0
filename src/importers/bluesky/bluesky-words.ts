/**
 * Links in the words of a post of Bluesky, where no facet makes them links: facets stand at offsets
 * of UTF-8 bytes, and the words there show an address shortened, or other words.
 */
import { type Fields, findFields, listOf } from "../reading/records.ts";
import { linksInText } from "../reading/text-links.ts";

const SPACE = 0x20;

const offsetOf = (index: Fields, name: string, snake: string): number => {
  const value = index[name] ?? index[snake];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? value
    : Number.NaN;
};

/** Takes no longer than words and facets are long, however they overlap. */
export function linksBesideFacets(text: string, record: Fields): string[] {
  const bytes = new TextEncoder().encode(text);
  const covered = new Int32Array(bytes.length + 1);
  for (const facet of listOf(record["facets"])) {
    const index = findFields(findFields(facet)?.["index"]);
    if (index === undefined) continue;
    const start = offsetOf(index, "byteStart", "byte_start");
    const end = Math.min(offsetOf(index, "byteEnd", "byte_end"), bytes.length);
    if (!(start < end)) continue;
    covered[start] = (covered[start] ?? 0) + 1;
    covered[end] = (covered[end] ?? 0) - 1;
  }
  let depth = 0;
  const beside = bytes.map((byte, at) => {
    depth += covered[at] ?? 0;
    return depth > 0 ? SPACE : byte;
  });
  return linksInText(new TextDecoder().decode(beside));
}
