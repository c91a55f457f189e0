/**
 * What Bellingcat's Auto Archiver says of one address that it archived (auto_archiver/core/metadata.py
 * and media.py): the post as its extractors found it, the copies that it had made, and the files that
 * it kept. All of it is reported by the archiver. `_processed_at` is UTC: the archiver was given the
 * address by then. What it found is no older than that, so it bounds only that the post was there.
 * Times without a zone are those of the site, as the extractors found them.
 */
import type { Fact } from "../../model/claim.ts";
import { publishedByKey } from "../../model/id-time.ts";
import { type Key, keyOfUrl, kindOfKey, originalOfCopy } from "../../model/key.ts";
import {
  highOf,
  instant,
  lowOf,
  parseTime,
  type Time,
  TimeFormatError,
  type Zone,
} from "../../model/time.ts";
import { parsePageTime } from "../pages/page-dates.ts";
import {
  addUrl,
  createEdges,
  type Fields,
  findFields,
  findText,
  listOf,
  quoted,
  RecordError,
} from "../reading/records.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import { linksInText } from "../reading/text-links.ts";
import type { Reading, Skip, Told, Warning } from "../reading/told.ts";
import {
  type Archived,
  mediaFacts,
  type PlaceOf,
  REMARKED,
  remarkFacts,
} from "./archiver-remarks.ts";

const SOURCE = "Auto Archiver";

export const METADATA_READ = [
  ..."url original_url _processed_at timestamp upload_date title content wayback comments tags ghostarchive".split(
    " ",
  ),
  ...REMARKED,
];
/** @throws TimeFormatError */
function timeOf(written: unknown, zone: Zone): Time {
  if (typeof written === "number" && written > 0 && written < MAX_SECONDS) {
    return instant(Math.floor(written) * 1000, "second", String(written));
  }
  return parsePageTime(typeof written === "string" ? written : quoted(written), zone);
}

function findTime(
  { metadata, at, warnings }: Archived,
  name: string,
  zone: Zone,
): Time | undefined {
  const written = metadata[name];
  if (written === undefined || written === null || written === "") return undefined;
  try {
    return timeOf(written, zone);
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    warnings.push(["bad-time", error.message.slice(0, 200).toWellFormed(), at(["metadata", name])]);
    return undefined;
  }
}

/** A day, at whose midnight the archiver writes UTC whatever its zone. */
function findDay({ metadata }: Archived, name: string): Time | undefined {
  const written = findText(metadata[name]) ?? "";
  const [, ...day] = /^(\d{4})-?(\d{2})-?(\d{2})(?: 00:00:00|$)/.exec(written) ?? [];
  if (day.length === 0) return undefined;
  try {
    return { ...parseTime(day.join("-"), { reason: "unknown" }), asWritten: written };
  } catch (error) {
    if (error instanceof TimeFormatError) return undefined;
    throw error;
  }
}

const isWithin = (ms: number, time: Time): boolean => ms >= lowOf(time) && ms <= highOf(time);

function timeFacts(archived: Archived): Fact[] {
  const { key, at, warnings } = archived;
  const [name, time] = [
    ["timestamp", findTime(archived, "timestamp", archived.zone)] as const,
    ["upload_date", findDay(archived, "upload_date")] as const,
  ].find(([, found]) => found !== undefined) ?? ["", undefined];
  const facts: Fact[] = [];
  if (time === undefined) {
    warnings.push(["no-time", "the archiver does not say when it was posted"]);
  } else {
    facts.push({ fact: "time", item: key, kind: "published", ...time, at: at(["metadata", name]) });
    const byId = publishedByKey(key);
    if (byId !== undefined && !isWithin(byId, time)) {
      const message = "the time that the archiver gives is not that of the id";
      warnings.push(["times-differ", message, at(["metadata", name])]);
    }
  }
  return facts;
}

const GHOSTARCHIVE = /^https?:\/\/(?:www\.)?ghostarchive\.org\/archive\/\w+/i;

/** A copy that another archive made for the archiver, or had already. */
function copiesOf(archived: Archived, source: Told["source"]): Told[] {
  const { key, metadata, at, warnings } = archived;
  return ["wayback", "ghostarchive"].flatMap((name): Told[] => {
    const written = metadata[name];
    const place = at(["metadata", name]);
    const url = findText(written);
    const copy = url === undefined ? undefined : keyOfUrl(url);
    const isCopy =
      copy !== undefined && (copy.startsWith("wayback:") || GHOSTARCHIVE.test(url ?? ""));
    if (copy === undefined || !isCopy) {
      if (written !== undefined && written !== null && written !== "") {
        warnings.push(["no-copy", `${name} gives no address of a copy: ${quoted(written)}`, place]);
      }
      return [];
    }
    const original = originalOfCopy(copy);
    if (original !== undefined && original !== key) {
      warnings.push([
        "copy-of-another",
        `the copy is of ${original.slice(0, 200).toWellFormed()}`,
        place,
      ]);
    }
    const facts: Fact[] = [{ fact: "item", item: copy, type: "page", at: place }];
    const isOfItem = kindOfKey(key) === "item";
    if (isOfItem && (original === undefined || original === key)) {
      facts.push({ fact: "edge", relation: "COPY_OF", subject: copy, object: key, at: place });
    }
    return [{ subject: copy, basis: "reported", source, quoteAt: place, facts }];
  });
}

/** JSON or a Python literal, alone or within other words. */
const IS_DUMP = /^\s*(?:\{\s*["'}]|\[\s*[[{"'])|"\w+"\s*:\s*(?:["[{\d-]|true\b|false\b|null\b)/;
const DUMP =
  "what the site's API gave stands in place of the words, with what others said: only its title is read";

/** What stands at a place of the archiver's file. */
interface Words {
  value: string;
  at: string;
}

/**
 * The title and words of the post, and what they link to. Some extractors put all that a site's API
 * gave in place of the words, and the words into the title.
 */
export function wordFacts(
  item: Key,
  { title, words }: { title: Words | undefined; words: Words | undefined },
  warnings: Warning[],
): Fact[] {
  const facts: Fact[] = [];
  const isDump = words !== undefined && IS_DUMP.test(words.value);
  const text = isDump ? undefined : words;
  if (isDump) warnings.push(["words-not-read", DUMP, words.at]);
  if (title) facts.push({ fact: "item", item, title: title.value, at: title.at });
  if (text) facts.push({ fact: "item", item, text: text.value, at: text.at });
  const linking = isDump && !title?.value.startsWith("RT @") ? title : text;
  const add = createEdges(item, facts);
  for (const url of linksInText(linking?.value ?? "")) addUrl(add, url, linking?.at ?? "");
  return facts;
}

/** The address as it was given, where the archiver followed it to another. */
function leadFacts({ key, metadata, at }: Archived): Fact[] {
  const written = findText(metadata["original_url"]);
  const given = written === undefined ? undefined : keyOfUrl(written);
  const isOther = given !== undefined && given !== key && kindOfKey(given) === "item";
  return isOther
    ? [{ fact: "leads-to", a: given, b: key, at: at(["metadata", "original_url"]) }]
    : [];
}

const isSuccess = (status: string | undefined): boolean => status?.includes("success") === true;

function keyOf(metadata: Fields, at: PlaceOf): Key {
  const url = findText(metadata["url"]);
  const key = url === undefined ? undefined : keyOfUrl(url);
  if (key !== undefined) return key;
  throw new RecordError(
    "no-address",
    `${quoted(metadata["url"])} is no address`,
    at(["metadata", "url"]),
  );
}

/** Older versions write no zone behind it (`datetime.utcnow()`). */
const UTC: Zone = { name: "UTC", reason: "documented" };

function capturedFacts(archived: Archived): Fact[] {
  const time = findTime(archived, "_processed_at", UTC);
  const at = archived.at(["metadata", "_processed_at"]);
  return time ? [{ fact: "time", item: archived.key, kind: "captured", ...time, at }] : [];
}

/**
 * One address and what became of it. An address that could not be archived is skipped.
 * @throws RecordError when there is no address
 */
export function readArchived(record: Fields, at: PlaceOf, zone: Zone): Reading | Skip {
  const metadata = findFields(record["metadata"]) ?? {};
  const key = keyOf(metadata, at);
  const status = findText(record["status"]);
  const warnings: Warning[] = [];
  const archived: Archived = { key, metadata, at, warnings, zone };
  const name = `${SOURCE}${status === undefined ? "" : ` (${status.slice(0, 100)})`}`;
  const source = { name: name.toWellFormed() };
  const copies = copiesOf(archived, source);
  const files = mediaFacts(archived, listOf(record["media"]));
  if (!isSuccess(status) && copies.length === 0 && files.length === 0) {
    return {
      skip: "not-archived",
      why: `nothing was archived of it: ${status === undefined ? "no status" : quoted(status)}`,
    };
  }
  const place = at(["metadata", "url"]);
  const about = [...remarkFacts(archived), ...files];
  if (kindOfKey(key) === "account") {
    warnings.push([
      "account",
      "the address is of an account: what was found there is not told",
      place,
    ]);
    const facts: Fact[] = [{ fact: "account", account: key, at: place }, ...about];
    return { told: [{ basis: "reported", source, quoteAt: place, facts }, ...copies], warnings };
  }
  const facts: Fact[] = [{ fact: "item", item: key, at: place }];
  const wordsOf = (name: string): Words | undefined => {
    const value = findText(metadata[name]);
    return value === undefined ? undefined : { value, at: at(["metadata", name]) };
  };
  const said = { title: wordsOf("title"), words: wordsOf("content") };
  facts.push(...wordFacts(key, said, warnings));
  facts.push(...timeFacts(archived), ...capturedFacts(archived), ...leadFacts(archived), ...about);
  return {
    told: [{ subject: key, basis: "reported", source, quoteAt: place, facts }, ...copies],
    warnings,
  };
}
