/** Dates in XMP (ISO 16684-1), IPTC-IIM 4.2 and PNG's own chunks, with where in the file they stand. */
import type { Zone } from "../../model/time.ts";
import type { DatesRead, EmbeddedDate } from "./exif.ts";

/** With the prefixes that all writers use. */
const XMP_DATES: Readonly<Record<string, EmbeddedDate["kind"]>> = {
  "exif:DateTimeOriginal": "taken",
  "exif:DateTimeDigitized": "digitised",
  "photoshop:DateCreated": "created",
  "xmp:CreateDate": "created",
  "xmp:ModifyDate": "changed",
  "tiff:DateTime": "changed",
  "xmp:MetadataDate": "metadata-changed",
};
const NAME = Object.keys(XMP_DATES).join("|");
/** As an attribute or an element; dates have nothing in them that XML would write otherwise. */
const IN_XMP = new RegExp(
  `\\b(?<name>${NAME})(?:\\s{0,9}=\\s{0,9}["']|>)(?<value>[^"'<>&]{4,40})(?=["']|</)`,
  "gd",
);
const PLACE_IN_XMP = /\bexif:GPS(?:Latitude|Longitude)\b|\bphotoshop:City\b/;
const DEVICE_IN_XMP = /\b(?:aux|exifEX):(?:Body|Lens)?SerialNumber\b|\baux:OwnerName\b/;
const MAX_DATES = 50;

/** The text of a byte each, so that a place in it is one in the file. */
const oneByOne = (block: Uint8Array): string => new TextDecoder("latin1").decode(block);

/** What a date of XMP is, by its name; undefined for names that are none. */
export const kindOfXmpDate = (name: string): EmbeddedDate["kind"] | undefined =>
  Object.hasOwn(XMP_DATES, name) ? XMP_DATES[name] : undefined;

/** At most 50; places are counted from the beginning of the text. */
export function datesInXmp(xmp: string): { name: string; date: EmbeddedDate }[] {
  const dates: { name: string; date: EmbeddedDate }[] = [];
  for (const match of xmp.matchAll(IN_XMP)) {
    const [from, to] = match.indices?.groups?.["value"] ?? [0, 0];
    const { name = "", value = "" } = match.groups ?? {};
    const kind = kindOfXmpDate(name);
    if (kind === undefined || !/^\d{4}/.test(value)) continue;
    dates.push({ name, date: { kind, text: value, asWritten: value, from, to } });
    if (dates.length === MAX_DATES) break;
  }
  return dates;
}

/** @param base where in the file the packet begins */
export function readXmp(packet: Uint8Array, base: number): DatesRead {
  const xmp = oneByOne(packet);
  const dates = datesInXmp(xmp).map(({ date }) => ({
    ...date,
    from: base + date.from,
    to: base + date.to,
  }));
  return { dates, hasPlace: PLACE_IN_XMP.test(xmp), hasDevice: DEVICE_IN_XMP.test(xmp) };
}

/** Dates of the second record, each with the time that stands in a data set of its own. */
const IIM_DATES = [
  { date: 55, time: 60, kind: "created" },
  { date: 62, time: 63, kind: "digitised" },
] as const;
const RESOURCE = "8BIM\x04\x04";

/** The data sets of record 2 by number, each the first, with where it stands: alone, or among Photoshop's resources. */
function dataSets(text: string): Map<number, { value: string; from: number }> {
  const found = new Map<number, { value: string; from: number }>();
  const start = text.startsWith("\x1c") ? 0 : text.indexOf(RESOURCE);
  for (let at = text.indexOf("\x1c", start); start !== -1 && at !== -1 && text[at] === "\x1c"; ) {
    const [record = 0, number = 0, high = 0, low = 0] = [1, 2, 3, 4].map((i) =>
      text.charCodeAt(at + i),
    );
    const length = high * 256 + low;
    const from = at + 5;
    if (Number.isNaN(length) || high > 0x7f || from + length > text.length) break;
    if (record === 2 && !found.has(number)) {
      found.set(number, { value: text.slice(from, from + length), from });
    }
    at = from + length;
  }
  return found;
}

export function readIptc(block: Uint8Array, base: number): EmbeddedDate[] {
  const sets = dataSets(oneByOne(block));
  return IIM_DATES.flatMap(({ date, time, kind }): EmbeddedDate[] => {
    const day = sets.get(date);
    const [, year, month, date_] = /^(\d{4})(\d\d)(\d\d)$/.exec(day?.value ?? "") ?? [];
    if (day === undefined || year === undefined || /^0+$/.test(day.value)) return [];
    const clock = sets.get(time)?.value ?? "";
    const [, hours, minutes, seconds, zone = ""] =
      /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(clock) ?? [];
    const at = hours === undefined ? "" : ` ${hours}:${minutes}:${seconds}${zone}`;
    const asWritten = hours === undefined ? day.value : `${day.value} ${clock}`;
    const [from, to] = [base + day.from, base + day.from + day.value.length];
    return [{ kind, text: `${year}-${month}-${date_}${at}`, asWritten, from, to }];
  });
}

/** `Creation Time` among PNG's texts. */
export function readPngText(block: Uint8Array, base: number): EmbeddedDate[] {
  const name = "Creation Time\0";
  const text = oneByOne(block.subarray(0, name.length + 60));
  const value = text.slice(name.length);
  if (!text.startsWith(name) || value.trim() === "" || value.length > 40) return [];
  const from = base + name.length;
  return [{ kind: "created", text: value, asWritten: value, from, to: from + value.length }];
}

/** When a PNG was last changed, which is written in UTC. */
export function readPngTime(block: Uint8Array, base: number): EmbeddedDate[] {
  const [high = 0, low = 0, ...rest] = block;
  const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, "0"));
  const year = String(high * 256 + low).padStart(4, "0");
  const asWritten = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  const zone: Zone = { name: "UTC", reason: "documented" };
  const [from, to] = [base, base + block.length];
  return [{ kind: "changed", text: asWritten, asWritten, zone, from, to }];
}
