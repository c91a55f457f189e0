/**
 * What a PDF document (ISO 32000) says of itself and links to, as entries with names: `info/Title`,
 * `xmp/xmp:CreateDate`, `page 2/link 3`. Read by Mozilla's pdf.js; nothing in a document is run.
 */
import { RecordError } from "../reading/records.ts";
import { datesInXmp } from "./embedded-dates.ts";
import { checkBounds } from "./pdf-bounds.ts";

export type PdfEntries = ReadonlyMap<string, string>;

const INFO = ["Title", "Author", "CreationDate", "ModDate"];
const MAX_PAGES = 1000;
const MAX_LINKS = 5000;
const MAX_LENGTH = 4096;

const BROKEN = "the document is broken, or no PDF at all";
const ENCRYPTED = "the document can be read with a password alone";

/** What pdf.js throws of a document; all else is a fault of ours. */
function failureOf(error: unknown): RecordError | undefined {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return new RecordError("encrypted", ENCRYPTED);
  return name.endsWith("Exception") ? new RecordError("bad-structure", BROKEN) : undefined;
}

/** The last read: answers quote many entries of one document. */
let last: { bytes: WeakRef<Uint8Array>; entries: PdfEntries } | undefined;

const isSame = (bytes: Uint8Array, other: Uint8Array | undefined): boolean =>
  other?.length === bytes.length && bytes.every((byte, index) => byte === other[index]);

async function openDocument(bytes: Uint8Array) {
  const { getDocument, VerbosityLevel } = await import("unpdf/pdfjs");
  // A copy, which it takes for itself, and which must be no Buffer.
  const data = new Uint8Array(bytes);
  const task = getDocument({
    data,
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    maxImageSize: 0,
  });
  return { task, document: await task.promise };
}

type PdfDocument = Awaited<ReturnType<typeof openDocument>>["document"];

async function* linksOf(document: PdfDocument): AsyncIterable<[name: string, url: string]> {
  let count = 0;
  for (let number = 1; number <= Math.min(document.numPages, MAX_PAGES); number += 1) {
    const page = await document.getPage(number);
    let index = 0;
    for (const { subtype, url } of await page.getAnnotations()) {
      if (subtype !== "Link" || typeof url !== "string") continue;
      index += 1;
      count += 1;
      if (count > MAX_LINKS) return;
      if (url.length <= MAX_LENGTH) yield [`page ${number}/link ${index}`, url];
    }
  }
}

async function entriesOf(document: PdfDocument): Promise<Map<string, string>> {
  const entries = new Map<string, string>();
  const { info, metadata } = await document.getMetadata();
  const said: ReadonlyMap<string, unknown> = new Map(Object.entries(info));
  for (const name of INFO) {
    const value = said.get(name);
    if (typeof value === "string" && value.trim() !== "" && value.length <= MAX_LENGTH) {
      entries.set(`info/${name}`, value.toWellFormed());
    }
  }
  const xmp: unknown = metadata?.getRaw();
  for (const { name, date } of typeof xmp === "string" ? datesInXmp(xmp) : []) {
    if (!entries.has(`xmp/${name}`)) entries.set(`xmp/${name}`, date.asWritten);
  }
  for await (const [name, url] of linksOf(document)) entries.set(name, url.toWellFormed());
  return entries;
}

/** @throws RecordError when the document is broken, encrypted or packed too far */
export async function readPdf(bytes: Uint8Array): Promise<PdfEntries> {
  if (last && isSame(bytes, last.bytes.deref())) return last.entries;
  await checkBounds(bytes);
  try {
    const { task, document } = await openDocument(bytes);
    try {
      const entries = await entriesOf(document);
      last = { bytes: new WeakRef(bytes), entries };
      return entries;
    } finally {
      await task.destroy();
    }
  } catch (error) {
    throw failureOf(error) ?? error;
  }
}
