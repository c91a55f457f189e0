/** What the metadata of an archive.org item says, as facts. */
import type { Claim, Fact, TimeFact } from "../../model/claim.ts";
import type { Diagnostic } from "../../model/errors.ts";
import { findKey, type Key } from "../../model/key.ts";
import { parseTime, type Time, TimeFormatError, type Zone } from "../../model/time.ts";
import { pointerToken } from "../reading/json-pointer.ts";
import {
  addUrl,
  createEdges,
  type Fields,
  findScalar,
  findText,
  RecordError,
  warning,
} from "../reading/records.ts";
import { linksInHtml } from "../reading/text-links.ts";

/** One value of a metadata field; a field may have several. */
export interface ArchiveField {
  name: string;
  value: string;
  /** JSON Pointer or element path. */
  at: string;
}

/** The values of an object of metadata, those of lists each on its own. */
export const archiveFieldsIn = (fields: Fields, at: string): ArchiveField[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const place = `${at}/${pointerToken(name)}`;
    const values = Array.isArray(value) ? value : [value];
    return values.flatMap((one, index) => {
      const text = findScalar(one);
      const inList = Array.isArray(value) ? `${place}/${index}` : place;
      return text === undefined ? [] : [{ name, value: text, at: inList }];
    });
  });

type Part = Pick<Claim, "basis" | "facts" | "quoteAt" | "source">;

interface ArchiveItem {
  key: Key;
  parts: Part[];
  warnings: Diagnostic[];
}

const first = (fields: readonly ArchiveField[], name: string): ArchiveField | undefined =>
  fields.find((field) => field.name === name && field.value.trim() !== "");

function keyOf(fields: readonly ArchiveField[]): { key: Key; at: string } {
  const identifier = first(fields, "identifier");
  if (identifier === undefined) {
    throw new RecordError("no-identifier", "the metadata has no identifier", "identifier");
  }
  const key = findKey(`archive.org:item/${identifier.value.trim()}`);
  if (key !== undefined) return { key, at: identifier.at };
  const message = `"${identifier.value}" is no identifier of archive.org`;
  throw new RecordError("bad-identifier", message, identifier.at);
}

function timeOf(field: ArchiveField, zone: Zone): Time {
  try {
    return parseTime(field.value.trim(), zone);
  } catch (error) {
    if (error instanceof TimeFormatError) {
      throw new RecordError("bad-time", error.message, field.at);
    }
    throw error;
  }
}

/**
 * Public by `publicdate`. An item that was added at another time was not public before, which
 * bounds the same moment from below.
 */
function publications(item: Key, fields: readonly ArchiveField[], zone: Zone): TimeFact[] {
  const shown = first(fields, "publicdate");
  const added = first(fields, "addeddate");
  const main = shown ?? added;
  if (main === undefined) return [];
  const fact = { fact: "time", item, kind: "published" } as const;
  const time = timeOf(main, zone);
  const times: TimeFact[] = [{ ...fact, ...time, at: main.at }];
  const before = added && timeOf(added, zone);
  if (added && before && before.earliest !== time.earliest) {
    times.push({ ...fact, ...before, latest: null, at: added.at });
  }
  return times;
}

/** The uploader's account, unless it is given by e-mail address, which is kept nowhere. */
function uploaderFacts(item: Key, fields: readonly ArchiveField[]): Fact[] {
  const uploader = first(fields, "uploader");
  const name = uploader?.value.trim().replace(/^@/, "") ?? "";
  if (uploader === undefined || name.includes("@")) return [];
  const account = findKey(`archive.org:@${name}`);
  if (account === undefined) return [];
  const { at } = uploader;
  return [
    { fact: "account", account, platform: "archive.org", name, at },
    { fact: "edge", relation: "POSTED_BY", subject: item, object: account, at },
  ];
}

const attribute = (subject: Key, relation: string, value: string) =>
  ({ fact: "remark", kind: "attribute", subject, relation, value }) as const;

const CURATION = /\[date\](\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\[\/date\]/;

interface Curation {
  facts: Fact[];
  warnings: Diagnostic[];
}

/**
 * When the archive looked at the item, and what it noted. Who did stays out: so the fact has no
 * place of its own, whose words would show the address.
 */
function curationOf(item: Key, fields: readonly ArchiveField[], zone: Zone): Curation {
  const curation = first(fields, "curation");
  const match = CURATION.exec(curation?.value ?? "");
  if (curation === undefined || match === null) return { facts: [], warnings: [] };
  const [written, year, month, day, hour, minute, second] = match;
  const digits = written.replace(/\D/g, "");
  const comment = /\[comment\]([^[]*)\[\/comment\]/.exec(curation.value)?.[1]?.trim();
  const remark = attribute(item, "curation", comment || digits);
  const date = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  try {
    const time: Time = { ...parseTime(date, zone), asWritten: digits };
    return { facts: [{ ...remark, time }], warnings: [] };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    return { facts: [remark], warnings: [warning(1, "bad-time", error.message, curation.at)] };
  }
}

function recordedFacts(item: Key, at: string, fields: readonly ArchiveField[]): Fact[] {
  return [
    { fact: "item", item, type: "archived-item", platform: "archive.org", at },
    ...uploaderFacts(item, fields),
  ];
}

const REMARKS = new Set(["mediatype", "collection", "subject", "creator", "date", "source"]);

/** Plain words, or HTML, in which uploaders may write. */
function describedFacts(item: Key, text: string, at: string): Fact[] {
  const { text: words, links } = linksInHtml(text);
  const value = /<[a-z/]/i.test(text) ? findText(words.trim()) : text;
  const facts: Fact[] = value === undefined ? [] : [{ fact: "item", item, text: value, at }];
  const add = createEdges(item, facts);
  for (const link of links) addUrl(add, link, at);
  return facts;
}

function sourceFacts(item: Key, url: string, at: string): Fact[] {
  const facts: Fact[] = [];
  if (/^https?:\/\//i.test(url)) addUrl(createEdges(item, facts), url, at);
  return facts;
}

/** What the uploader wrote: `creator` and `date` are those of the work, by the uploader's word. */
function writtenFacts(item: Key, fields: readonly ArchiveField[]): Fact[] {
  return fields.flatMap(({ name, value, at }): Fact[] => {
    const text = findText(value.trim());
    if (text === undefined) return [];
    if (name === "title") return [{ fact: "item", item, title: text, at }];
    if (name === "description") return describedFacts(item, text, at);
    if (name === "language") return [{ fact: "item", item, language: text, at }];
    if (!REMARKS.has(name)) return [];
    const linked = name === "source" ? sourceFacts(item, text, at) : [];
    return [{ ...attribute(item, name, text), at }, ...linked];
  });
}

const ZONE_UNKNOWN =
  "the dates carry no zone, so they are widened over all zones: a manifest may grant one";

function warningsOf(times: readonly TimeFact[]): Diagnostic[] {
  const [main] = times;
  if (main === undefined) {
    return [warning(1, "no-time", "there is neither publicdate nor addeddate", "publicdate")];
  }
  return main.zone?.reason === "unknown" ? [warning(1, "zone-unknown", ZONE_UNKNOWN, main.at)] : [];
}

/**
 * The item, what the archive recorded of it, and what its uploader wrote.
 * @throws RecordError without an identifier, or with a date of its own that does not exist
 */
export function readArchiveItem(fields: readonly ArchiveField[], zone: Zone): ArchiveItem {
  const { key, at } = keyOf(fields);
  const [published, ...bounds] = publications(key, fields, zone);
  const curation = curationOf(key, fields, zone);
  const written = writtenFacts(key, fields);
  const quoted = written.find((fact) => fact.fact === "item");
  const parts: Part[] = [
    {
      basis: "recorded",
      quoteAt: published?.at ?? at,
      facts: [
        ...recordedFacts(key, at, fields),
        ...curation.facts,
        ...(published ? [published] : []),
      ],
    },
    ...bounds.map(
      (bound): Part => ({
        basis: "recorded",
        ...(bound.at === undefined ? {} : { quoteAt: bound.at }),
        facts: [bound],
      }),
    ),
  ];
  if (written.length > 0) {
    parts.push({
      basis: "reported",
      source: { name: `uploader of ${key}` },
      ...(quoted?.at === undefined ? {} : { quoteAt: quoted.at }),
      facts: written,
    });
  }
  const warnings = [...warningsOf(published ? [published] : []), ...curation.warnings];
  return { key, parts, warnings };
}
