/**
 * Metadata of one archive.org item: JSON as the metadata API gives it ({"metadata": {...}, "files":
 * [...]}), its bare `metadata` object, or the item's _meta.xml. Documented in archive.org's
 * "Item Metadata API" and "Metadata Schema".
 * Dates carry no zone: a person may grant one. What the archive sets (dates, its malware check)
 * is recorded; what the uploader writes and can edit (title, words, language, subjects) is reported.
 * An uploader given by e-mail address is left out. Fields not named here are not read.
 */
import type { Claim } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { ImportContext, Importer, RecordResult } from "../importer.ts";
import { bomLength, findUtf8, joinBytes, MAX_RECORD_BYTES, roughUtf8 } from "../reading/bytes.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  imported,
  recordResult,
} from "../reading/records.ts";
import { readXml, XmlError } from "../reading/xml.ts";
import { type ArchiveField, archiveFieldsIn, readArchiveItem } from "./archive-org-facts.ts";

async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_RECORD_BYTES) throw broken(`the file is longer than ${MAX_RECORD_BYTES} bytes`);
    parts.push(chunk);
  }
  return joinBytes(parts);
}

const broken = (message: string, cause?: unknown): ImportError =>
  new ImportError("bad-structure", message, cause === undefined ? {} : { cause });

const isXml = (text: string): boolean => /^[\uFEFF\s]*</.test(text);

const metadataOf = (json: Fields): { fields: Fields; at: string } | undefined => {
  const inner = findFields(json["metadata"]);
  if (inner !== undefined) return { fields: inner, at: "/metadata" };
  return json["identifier"] === undefined ? undefined : { fields: json, at: "" };
};

function fieldsOfJson(text: string): ArchiveField[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw broken(`the file is not JSON: ${String(cause)}`, cause);
  }
  const metadata = metadataOf(findFields(json) ?? {});
  if (metadata === undefined) throw broken('there is neither "metadata" nor "identifier"');
  return archiveFieldsIn(metadata.fields, metadata.at);
}

function fieldsOfXml(text: string): ArchiveField[] {
  try {
    const elements = readXml(text);
    if (elements[0]?.path !== "metadata") throw new XmlError("its root is not <metadata>");
    return elements.flatMap(({ path, text: value }) => {
      const name = /^metadata\/([^/[]+)(?:\[\d+\])?$/.exec(path)?.[1];
      return name === undefined ? [] : [{ name, value, at: path }];
    });
  } catch (cause) {
    if (cause instanceof XmlError) throw broken(`the file is not XML: ${cause.message}`, cause);
    throw cause;
  }
}

function itemResult(whole: Uint8Array, context: ImportContext): RecordResult {
  const start = bomLength(whole);
  const text = findUtf8(whole.subarray(start));
  if (text === undefined) throw broken("the file is not valid UTF-8");
  const as = isXml(text) ? "xml" : "json";
  const fields = as === "xml" ? fieldsOfXml(text) : fieldsOfJson(text);
  const shownBy = collectedBy(context.manifest);
  return recordResult(1, () => {
    const { key, parts, warnings } = readArchiveItem(fields, context.zone);
    const claims = parts.map(
      (part): Claim => ({
        subject: key,
        place: { bytes: [start, whole.length], record: 1, as },
        ...(shownBy === undefined ? {} : { shownBy }),
        ...part,
      }),
    );
    return imported(1, claims, warnings);
  });
}

const PROLOGUE =
  /^[\uFEFF\s]*(?:<\?(?:(?!\?>)[\s\S])*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>\s*)*/i;

function isItemXml(text: string): boolean {
  const root = text.slice(PROLOGUE.exec(text)?.[0].length ?? 0);
  return root.startsWith("<metadata>") && root.includes("<identifier>");
}

/** An item with many files: before its metadata stands where the archive keeps them. */
const ITEM_FOLDER = /"dir"\s*:\s*"\\?\/\d+\\?\/items\\?\//;
const METADATA_FIRST = /^[\uFEFF\s]*\{\s*"metadata"\s*:\s*\{/;

const beginsItemJson = (text: string): boolean =>
  (ITEM_FOLDER.test(text) && text.includes('"files"')) ||
  (METADATA_FIRST.test(text) && text.includes('"identifier"') && text.includes('"mediatype"'));

function isItemJson(text: string): boolean {
  try {
    const metadata = metadataOf(findFields(JSON.parse(text.replace(/^\uFEFF/, ""))) ?? {});
    const { identifier, mediatype } = metadata?.fields ?? {};
    return typeof identifier === "string" && (metadata?.at !== "" || typeof mediatype === "string");
  } catch {
    return beginsItemJson(text);
  }
}

export const archiveOrgItem: Importer = {
  id: "archive-org-item",
  version: 3,
  label: "archive.org item metadata",
  reads: "Metadata of one archive.org item, in JSON (metadata API) or XML (_meta.xml).",
  example: '{"metadata": {"identifier": "…"}, "files": […]} or <identifier>_meta.xml',
  checkedAgainst: "real files",

  detects(sample, whole) {
    const text = roughUtf8(sample);
    if (isXml(text)) return isItemXml(text);
    if (!/^[\uFEFF\s]*\{/.test(text)) return false;
    return whole ? isItemJson(text) : beginsItemJson(text);
  },

  async *parse(bytes, context) {
    yield [itemResult(await readWhole(bytes), context)];
  },
};
