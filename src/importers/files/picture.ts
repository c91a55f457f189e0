/**
 * Pictures (JPEG, PNG, WebP, GIF, AVIF, TIFF, HEIC): the dates that they say of themselves in Exif, XMP,
 * IPTC and PNG's chunks, and what they look like, in 64 bits, by which near copies are found. Both are
 * remarks about the file, and date nothing. HEIC, which sharp cannot decode, and TIFF, which can pack
 * pictures in dozens of ways, each a way to attack, give dates alone.
 */
import type { Claim, Place } from "../../model/claim.ts";
import type { FieldNote } from "../../model/evidence.ts";
import { LOOK, type PictureSize, remarksOfLook } from "../../model/picture-look.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { collectedBy, imported, skipped, warning } from "../reading/records.ts";
import { readIptc, readPngText, readPngTime, readXmp } from "./embedded-dates.ts";
import { type DatesRead, type EmbeddedDate, readExif } from "./exif.ts";
import { type FileReading, fileClaim, findDate, noteZones } from "./file-claims.ts";
import { type Block, findBlocks, isPicture, isTiff } from "./picture-blocks.ts";
import { isHeic } from "./picture-heif.ts";
import type { Seen } from "./picture-look.ts";
import { fileResult, keyOfFile } from "./whole-file.ts";

const ENDING = /(?:^|\.)(?:jpe?g|jpe|png|webp|gif|avif|hei[cf]|tiff?)$/i;

interface Read extends DatesRead {
  data: string;
  as: Place["as"];
}

const datesOnly = (data: string, dates: EmbeddedDate[], as: Place["as"] = "text"): Read => ({
  data,
  as,
  dates,
  hasPlace: false,
  hasDevice: false,
});

function readBlock(bytes: Uint8Array, { kind, from, to }: Block): Read {
  const block = bytes.subarray(from, to);
  switch (kind) {
    case "exif":
      return { data: "Exif data", as: "text", ...readExif(block, from) };
    case "xmp":
      return { data: "XMP data", as: "text", ...readXmp(block, from) };
    case "iptc":
      return datesOnly("IPTC data", readIptc(block, from));
    case "png-text":
      return datesOnly("PNG text", readPngText(block, from));
    case "png-time":
      return datesOnly("PNG time", readPngTime(block, from), "bytes");
    case "packed":
      return datesOnly("packed data", []);
  }
}

const MAX_DATES = 100;
const PLACE = "where a picture was taken is not kept: Headwater infers no place of a person";
const DEVICE = "numbers and owners of devices are not kept: they lead to a person";
const REST = "how the picture was made is not read";

function fieldsOf(reads: readonly Read[]): FieldNote[] {
  return [
    ...(reads.some(({ hasPlace }) => hasPlace) ? [{ field: "GPS", reason: PLACE }] : []),
    ...(reads.some(({ hasDevice }) => hasDevice) ? [{ field: "device", reason: DEVICE }] : []),
    ...(reads.length > 0 ? [{ field: "all but dates", reason: REST }] : []),
  ];
}

function claimsOf(reading: FileReading, reads: readonly Read[]): Claim[] {
  const dates = reads.flatMap(({ data, as, dates }) => dates.map((date) => ({ data, as, date })));
  if (dates.length > MAX_DATES) {
    const message = `only the first ${MAX_DATES} dates are read`;
    reading.diagnostics.push(warning(1, "dates-cut", message));
  }
  return dates.slice(0, MAX_DATES).flatMap(({ data, as, date }) => {
    const fact = findDate(reading, date);
    const place = { bytes: [date.from, date.to] as [number, number], record: 1, as };
    const item = { fact: "item", item: reading.key, type: "file" } as const;
    return fact ? [fileClaim(reading, place, data, [item, fact])] : [];
  });
}

const UNSEEN: Readonly<Record<Extract<Seen, { why: string }>["why"], string>> = {
  "not-decoded": "the picture cannot be decoded whole: it is not compared with others",
  "too-many-pixels": "the picture has more than 50 million pixels: it is not compared with others",
  "too-little-shown": "the picture shows too little to be compared with others",
};

/** What the whole of it looks like: computed, and so inferred. */
function lookClaim(
  { key, context }: FileReading,
  length: number,
  look: string,
  size: PictureSize,
): Claim {
  const shownBy = collectedBy(context.manifest);
  return {
    subject: key,
    place: { bytes: [0, length], record: 1, as: "picture" },
    basis: "inferred",
    source: { name: "Headwater, by sharp-phash from the picture itself" },
    ...(shownBy === undefined ? {} : { shownBy }),
    quoteAt: LOOK,
    facts: [{ fact: "item", item: key, type: "file", at: LOOK }, ...remarksOfLook(key, look, size)],
  };
}

const HEVC =
  "HEIC is packed by HEVC, for which there is no decoder here: the picture is not compared with others; a copy as JPEG or PNG would be";
const TIFF =
  "TIFF is not decoded: the picture is not compared with others; a copy as JPEG or PNG would be";

/** Why a picture is not decoded, whatever it shows. */
function whyUndecoded(bytes: Uint8Array): string | undefined {
  if (isHeic(bytes)) return HEVC;
  return isTiff(bytes) ? TIFF : undefined;
}

async function findLookClaim(reading: FileReading, bytes: Uint8Array): Promise<Claim[]> {
  const undecoded = whyUndecoded(bytes);
  if (undecoded !== undefined) {
    reading.diagnostics.push(warning(1, "not-decoded", undecoded));
    return [];
  }
  // Loaded with its decoders only where there is a picture.
  const { lookAt } = await import("./picture-look.ts");
  const seen = await lookAt(bytes);
  if ("look" in seen) return [lookClaim(reading, bytes.length, seen.look, seen.size)];
  reading.diagnostics.push(warning(1, seen.why, UNSEEN[seen.why]));
  return [];
}

async function pictureResult(
  bytes: Uint8Array<ArrayBuffer>,
  context: ImportContext,
): Promise<RecordResult> {
  const blocks = findBlocks(bytes);
  const reads = blocks.map((block) => readBlock(bytes, block));
  const key = await keyOfFile(bytes, context.manifest, ENDING);
  const reading: FileReading = { key, context, diagnostics: [] };
  if (blocks.some(({ kind }) => kind === "packed")) {
    const message = "part of what the picture says of itself is packed, and not read";
    reading.diagnostics.push(warning(1, "packed-data", message));
  }
  const claims = [...claimsOf(reading, reads), ...(await findLookClaim(reading, bytes))];
  noteZones(reading, claims);
  const result =
    claims.length > 0
      ? imported(1, claims, reading.diagnostics)
      : skipped(1, "no-embedded-date", "the picture says no date of itself: kept as a file");
  const diagnostics =
    claims.length > 0 ? result.diagnostics : [...result.diagnostics, ...reading.diagnostics];
  const fields = fieldsOf(reads);
  return { ...result, diagnostics, ...(fields.length > 0 ? { fields } : {}) };
}

export const picture: Importer = {
  id: "picture",
  // Goes up with sharp, with sharp-phash and with whatever else changes a hash (`picture-look.ts`).
  version: 3,
  label: "Picture",
  reads:
    "A picture (JPEG, PNG, WebP, GIF, AVIF; TIFF and HEIC but for their looks): the dates that it says of itself, which date nothing else, and what it looks like, in 64 bits.",
  example:
    "a file that begins with FF D8 FF, 89 PNG, GIF8, RIFF … WEBP, II*, MM.* or … ftypavif, ftypheic",
  checkedAgainst: "documentation only",
  detects: isPicture,
  authored: true,
  async *parse(bytes, context) {
    yield [await fileResult(bytes, (whole) => pictureResult(whole, context))];
  },
};
