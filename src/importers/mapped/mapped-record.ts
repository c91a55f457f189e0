/** One record of a file of no known format, as a mapping tells it. */
import type { Fact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import { canBeOn, isAddress, type Key, kindOfKey, platformOfKey } from "../../model/key.ts";
import type { KeyField, Mapping, RelationField, TimeField } from "../../model/mapping.ts";
import {
  formatInstant,
  intersect,
  isEmpty,
  type Time,
  TimeFormatError,
  type Zone,
} from "../../model/time.ts";
import { addUrl, createEdges, RecordError } from "../reading/records.ts";
import type { Said } from "../reading/said.ts";
import { linksInText } from "../reading/text-links.ts";
import type { Reading, Warning } from "../reading/told.ts";
import {
  keyOf,
  PERHAPS_SEVERAL,
  SAY_SEPARATOR,
  SEVERAL,
  shown,
  whyNoAccount,
} from "./mapped-key.ts";
import { mappedTime } from "./mapped-time.ts";

/** The values of a record's fields, by the names that a mapping uses. */
export interface MappedRecord {
  values: (field: string) => readonly Said[];
}

interface Reader {
  record: MappedRecord;
  mapping: Mapping;
  zone: Zone;
  warnings: Warning[];
}

const valuesOf = ({ record, mapping }: Reader, field: string): readonly Said[] =>
  mapping.empty.length === 0
    ? record.values(field)
    : record.values(field).filter(({ value }) => !mapping.empty.includes(value.trim()));

/** As tools fill fields of which they know nothing; somebody may have such a name. */
const FILLER = /^(?:null|none|nan|nil|undefined|n\/?a)$/i;
const IF_NOTHING = 'if it stands for nothing, name it in the mapping\'s "empty"';

function watchFiller({ warnings }: Reader, { value, at }: Said): void {
  if (FILLER.test(value.trim())) warnings.push(["filler", `${shown(value)}: ${IF_NOTHING}`, at]);
}

/** @throws RecordError when there are several */
function findOne(reader: Reader, field: string): Said | undefined {
  const [first, ...others] = valuesOf(reader, field);
  if (others.length === 0) return first;
  const message = `the field "${field}" holds ${others.length + 1} values where one is read`;
  throw new RecordError("several-values", message, first?.at);
}

const isThing = (key: Key): boolean => ["item", "case"].includes(kindOfKey(key));

/** @throws RecordError when there is none, or it is no key of an item */
function itemOf(reader: Reader): Said & { key: Key } {
  const { field, prefix } = reader.mapping.item;
  const found = findOne(reader, field);
  if (found === undefined) throw new RecordError("no-item", `the field "${field}" is empty`, field);
  const key = keyOf(found.value, prefix);
  if (key !== undefined && isThing(key)) return { ...found, key };
  const is = key === undefined ? "no URL or key" : `of the kind ${kindOfKey(key)}, and no item`;
  const message = `${shown((prefix ?? "") + found.value)} is ${is}`;
  throw new RecordError("bad-item", message, found.at);
}

/** @throws RecordError with the words that are no time of the format */
function findTime(
  reader: Reader,
  field: TimeField | undefined,
): { time: Time; at: string } | undefined {
  const found = field && findOne(reader, field.field);
  if (field === undefined || found === undefined) return undefined;
  try {
    return { time: mappedTime(found.value, field, reader.zone), at: found.at };
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    const hint =
      FILLER.test(found.value.trim()) || /^0+$/.test(found.value) ? `; ${IF_NOTHING}` : "";
    throw new RecordError("bad-time", `${error.message}${hint}`, found.at);
  }
}

function findAccount(
  reader: Reader,
  field: KeyField | undefined,
): (Said & { key: Key }) | undefined {
  const found = field && findOne(reader, field.field);
  if (field === undefined || found === undefined) return undefined;
  const key = keyOf(found.value, field.prefix);
  if (key !== undefined && kindOfKey(key) === "account") {
    watchFiller(reader, found);
    return { ...found, key };
  }
  const message = `${shown(found.value)} is no account${whyNoAccount(found.value, field.prefix)}`;
  reader.warnings.push(["bad-account", message, found.at]);
  return undefined;
}

function accountFacts(reader: Reader, item: Key): Fact[] {
  const { account: field, platform } = reader.mapping;
  const account = findAccount(reader, field);
  if (field === undefined || account === undefined) return [];
  const { key, at } = account;
  const handle = findAccount(reader, field.handle);
  const name = field.name === undefined ? undefined : findOne(reader, field.name);
  const on = platform === undefined || !canBeOn(key, platform) ? {} : { platform };
  const place = platform ?? platformOfKey(item);
  if (place !== undefined && !canBeOn(key, place)) {
    const hint =
      platform === undefined && isAddress(item)
        ? `; if the page is, say "platform": ${JSON.stringify(platformOfKey(key))} in the mapping`
        : "";
    const message = `${key.slice(0, 200)} is not on ${place}${hint}`;
    reader.warnings.push(["platform-differs", message, at]);
  }
  const facts: Fact[] = [
    { fact: "account", account: key, ...on, at },
    { fact: "edge", relation: "POSTED_BY", subject: item, object: key, at },
  ];
  if (handle !== undefined && handle.key !== key) {
    facts.push({ fact: "account", account: key, handle: handle.key, at: handle.at });
  }
  if (name !== undefined) {
    watchFiller(reader, name);
    facts.push({ fact: "account", account: key, name: name.value, at: name.at });
  }
  return facts;
}

const FITS: Readonly<Partial<{ [relation in RelationField["relation"]]: readonly string[] }>> = {
  MENTIONS: ["account", "item"],
  TAGGED: ["tag"],
};

const whyNothing = (part: string, relation: string): string =>
  SEVERAL.test(part.trim())
    ? `holds several addresses: ${SAY_SEPARATOR}`
    : `is nothing for ${relation}`;

function* targets(reader: Reader, field: RelationField): Iterable<{ key: Key; at: string }> {
  const { relation, separator, prefix } = field;
  const isTag = relation === "TAGGED";
  for (const { value, at } of valuesOf(reader, field.field)) {
    for (const part of separator === undefined ? [value] : value.split(separator)) {
      if (part.trim() === "") continue;
      const key = keyOf(part, isTag ? (prefix ?? "tag:") : prefix);
      const fits = FITS[relation] ?? ["item", "case", "account"];
      if (key !== undefined && fits.includes(kindOfKey(key))) {
        watchFiller(reader, { value: part, at });
        if (PERHAPS_SEVERAL.test(part)) {
          const message = `${shown(part)} is read as one address; if it is several, ${SAY_SEPARATOR}`;
          reader.warnings.push(["several-addresses", message, at]);
        }
        yield { key, at };
      } else {
        reader.warnings.push(["bad-relation", `${shown(part)} ${whyNothing(part, relation)}`, at]);
      }
    }
  }
}

function relationFacts(reader: Reader, item: Key, text: Said | undefined): Fact[] {
  const facts: Fact[] = [];
  const add = createEdges(item, facts);
  for (const field of reader.mapping.relations) {
    const { relation } = field;
    for (const { key, at } of targets(reader, field)) {
      if (kindOfKey(key) === "account") {
        if (relation === "LINKS_TO" || relation === "MENTIONS") add("MENTIONS", key, at);
        else reader.warnings.push(["bad-relation", `${key} is an account`, at]);
      } else if (relation !== "RESHARED_BY") add(relation, key, at);
      else if (key !== item) facts.push({ fact: "edge", relation, subject: key, object: item, at });
    }
  }
  for (const url of linksInText(text?.value ?? "")) addUrl(add, url, text?.at ?? "");
  return facts;
}

function itemFacts(
  reader: Reader,
  { key: item, at }: { key: Key; at: string },
  text: Said | undefined,
) {
  const { platform, type, title: titleField } = reader.mapping;
  const title = titleField === undefined ? undefined : findOne(reader, titleField);
  const isOn = platform !== undefined && canBeOn(item, platform);
  if (platform !== undefined && !isOn) {
    reader.warnings.push(["platform-differs", `${item.slice(0, 200)} is not on ${platform}`, at]);
  }
  const facts: Fact[] = [
    {
      fact: "item",
      item,
      ...(type === undefined ? {} : { type }),
      ...(isOn ? { platform } : {}),
      at,
    },
  ];
  if (title !== undefined) facts.push({ fact: "item", item, title: title.value, at: title.at });
  if (text !== undefined) facts.push({ fact: "item", item, text: text.value, at: text.at });
  return facts;
}

/** Some ids hold the time at which they were given out. */
function auditTime(
  { warnings }: Reader,
  item: Key,
  { time, at }: { time: Time; at: string },
): void {
  const byId = publishedByKey(item);
  if (byId === undefined || !isEmpty(intersect(time, { earliest: byId, latest: byId }))) return;
  const message = `${shown(time.asWritten ?? "")} is not the time of the id, ${formatInstant(byId)}: see to the format and zone`;
  warnings.push(["times-differ", message, at]);
}

function timeFacts(reader: Reader, item: Key): Fact[] {
  return (["published", "edited", "captured"] as const).flatMap((kind): Fact[] => {
    const found = findTime(reader, reader.mapping[kind]);
    if (found === undefined) return [];
    if (kind === "published") auditTime(reader, item, found);
    return [{ fact: "time", item, kind, ...found.time, at: found.at }];
  });
}

/** A field may hold words without end that are nothing for its relation. */
const MAX_WARNINGS = 50;

/**
 * @param collected by when the file was there, in UTC milliseconds
 * @throws RecordError when there is no item, or a time does not fit its format
 */
export function readMapped(
  record: MappedRecord,
  mapping: Mapping,
  zone: Zone,
  collected: number | undefined,
): Reading {
  const warnings: Warning[] = [];
  const reader: Reader = { record, mapping, zone, warnings };
  const item = itemOf(reader);
  const { key } = item;
  const text = mapping.text === undefined ? undefined : findOne(reader, mapping.text);
  const facts = [
    ...itemFacts(reader, item, text),
    ...timeFacts(reader, key),
    ...accountFacts(reader, key),
    ...relationFacts(reader, key, text),
  ];
  const captured = facts.find((fact) => fact.fact === "time" && fact.kind === "captured");
  const latest = captured?.fact === "time" ? (captured.latest ?? undefined) : undefined;
  const { basis, source: name } = mapping;
  return {
    told: [
      {
        subject: key,
        basis,
        ...(name === undefined ? {} : { source: { name } }),
        ...(latest === undefined ? {} : { shownBy: Math.min(latest, collected ?? latest) }),
        quoteAt: text?.at ?? item.at,
        facts,
      },
    ],
    warnings: warnings.slice(0, MAX_WARNINGS),
  };
}
