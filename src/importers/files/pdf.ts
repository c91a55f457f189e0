/**
 * PDF documents: title and author as they say them, the dates that they say of themselves, which are
 * remarks and date nothing, and what they link to. Their words are not read.
 */
import type { Claim, Fact, Place } from "../../model/claim.ts";
import type { FieldNote } from "../../model/evidence.ts";
import { keyOfUrl } from "../../model/key.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { addUrl, createEdges, imported, skipped } from "../reading/records.ts";
import { kindOfXmpDate } from "./embedded-dates.ts";
import {
  type FileReading,
  fileClaim,
  findDate,
  noteZones,
  type WrittenDate,
} from "./file-claims.ts";
import { type PdfEntries, readPdf } from "./pdf-entries.ts";
import { fileResult, keyOfFile } from "./whole-file.ts";

const ENDING = /(?:^|\.)pdf$/i;

const DATE = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?/;

/** As ISO 8601 writes it; an hour alone is left out, which only widens it. */
function isoOf(written: string): string {
  const [whole, year, month, day, hour, minute, second, z, hours, minutes = "00"] =
    DATE.exec(written.trim()) ?? [];
  if (whole === undefined) return written;
  const date = [year, month, day].filter((part) => part !== undefined).join("-");
  if (day === undefined || hour === undefined || minute === undefined) return date;
  const clock = second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
  return `${date}T${clock}${z ?? (hours === undefined ? "" : `${hours}:${minutes}`)}`;
}

const INFO_DATES = [
  ["info/CreationDate", "created"],
  ["info/ModDate", "changed"],
] as const;

function* datesIn(entries: PdfEntries): Iterable<WrittenDate & { at: string }> {
  for (const [at, kind] of INFO_DATES) {
    const asWritten = entries.get(at);
    if (asWritten !== undefined) yield { kind, text: isoOf(asWritten), asWritten, at };
  }
  for (const [at, asWritten] of entries) {
    const kind = at.startsWith("xmp/") ? kindOfXmpDate(at.slice("xmp/".length)) : undefined;
    if (kind !== undefined) yield { kind, text: asWritten, asWritten, at };
  }
}

const dataOf = (at: string): string => (at.startsWith("xmp/") ? "XMP data" : "properties");

function saidFacts({ key }: FileReading, entries: PdfEntries): Fact[] {
  const [title, author] = ["info/Title", "info/Author"].map((at) => entries.get(at));
  const facts: Fact[] = [];
  if (title !== undefined) {
    facts.push({ fact: "item", item: key, title: title.trim(), at: "info/Title" });
  }
  if (author !== undefined) {
    const remark = { fact: "remark", kind: "attribute", subject: key, relation: "author" } as const;
    facts.push({ ...remark, value: author.trim(), at: "info/Author" });
  }
  return facts;
}

function linkFacts({ key }: FileReading, entries: PdfEntries): Fact[] {
  const facts: Fact[] = [];
  const edges = createEdges(key, facts);
  for (const [at, url] of entries) {
    if (at.startsWith("page ") && keyOfUrl(url) !== undefined) addUrl(edges, url, at);
  }
  return facts;
}

function claimsOf(reading: FileReading, entries: PdfEntries, place: Place): Claim[] {
  const claimOf = (data: string, facts: Fact[]): Claim[] => {
    const quoteAt = facts.find(({ at }) => at !== undefined)?.at;
    const item = {
      fact: "item",
      item: reading.key,
      type: "file",
      ...(quoteAt ? { at: quoteAt } : {}),
    } as const;
    if (facts.length === 0 || quoteAt === undefined) return [];
    return [{ ...fileClaim(reading, place, data, [item, ...facts]), quoteAt }];
  };
  const dates = [...datesIn(entries)].flatMap((date) => {
    const fact = findDate(reading, date, date.at);
    return fact ? claimOf(dataOf(date.at), [fact]) : [];
  });
  return [
    ...claimOf("properties", saidFacts(reading, entries)),
    ...dates,
    ...claimOf("links", linkFacts(reading, entries)),
  ];
}

const REST: FieldNote = {
  field: "all but title, author, dates and links",
  reason: "the words of a document, its pictures and what made it are not read",
};

async function pdfResult(
  bytes: Uint8Array<ArrayBuffer>,
  context: ImportContext,
): Promise<RecordResult> {
  const entries = await readPdf(bytes);
  const key = await keyOfFile(bytes, context.manifest, ENDING);
  const reading: FileReading = { key, context, diagnostics: [] };
  const place: Place = { bytes: [0, bytes.length], record: 1, as: "pdf" };
  const claims = claimsOf(reading, entries, place);
  noteZones(reading, claims);
  const fields = [REST];
  if (claims.length > 0) return { ...imported(1, claims, reading.diagnostics), fields };
  const none = skipped(
    1,
    "says-nothing",
    "the document says nothing of itself and links to nothing",
  );
  return { ...none, diagnostics: [...none.diagnostics, ...reading.diagnostics], fields };
}

const isPdf = (sample: Uint8Array): boolean =>
  String.fromCharCode(...sample.subarray(0, 5)) === "%PDF-";

export const pdf: Importer = {
  id: "pdf",
  version: 1,
  label: "PDF document",
  reads: "A PDF document: its title, author and dates as it says them, and what it links to.",
  example: "%PDF-1.7 …",
  checkedAgainst: "real files",
  detects: isPdf,
  authored: true,
  async *parse(bytes, context) {
    yield [await fileResult(bytes, (whole) => pdfResult(whole, context))];
  },
};
