/**
 * TimeMaps: the copies of one page that an archive, or several, has, with when each was taken. In
 * link-format (RFC 7089, section 5) or in the JSON of Memento aggregators (MemGator, Time Travel). No
 * TimeMap says what a copy holds, the page or word that there is none: a Memento stands for a former state of
 * its original by definition, so it is taken for one, and a warning says so. The copies of the archive that
 * gave the list itself are recorded; others are reported by whoever gathered the list.
 */
import type { Claim, Fact } from "../../model/claim.ts";
import { ImportError } from "../../model/errors.ts";
import type { Manifest } from "../../model/evidence.ts";
import { takenByKey } from "../../model/id-time.ts";
import { type Key, keyOfUrl, kindOfKey, originalOfCopy } from "../../model/key.ts";
import { hull, type Time, TimeFormatError } from "../../model/time.ts";
import type { Importer, RecordResult } from "../importer.ts";
import { type Placed, timeOfStamp } from "../pages/page-copy.ts";
import { parsePageTime } from "../pages/page-dates.ts";
import { bomLength, findUtf8, roughUtf8 } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { readPageBytes } from "../reading/html.ts";
import { type Part, readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findFields,
  findText,
  isFields,
  listOf,
  RecordError,
} from "../reading/records.ts";
import { placed, textAt } from "../reading/said.ts";
import {
  type Reading,
  readingResult,
  type Skip,
  type Told,
  type Warning,
} from "../reading/told.ts";
import { isTimemapOfArchiveToday, isWaybackOrigin } from "./capture-index.ts";
import { namedFact } from "./capture-told.ts";
import { linksIn, type WebLink } from "./link-format.ts";

interface Memento {
  address: Placed<string>;
  datetime: Placed<string> | undefined;
}

const STATUS_UNKNOWN =
  "a TimeMap does not say what the copy holds: that it shows its original is the archive's word alone";
const OTHER_TIME = "the time beside the copy is not that of its own address";
const DIFFERS = "the copy's own address says that it is of another page than the list";

function timeOf({ value, at }: Placed<string>): Time {
  try {
    return parsePageTime(value, { name: "UTC", reason: "documented" });
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new RecordError("bad-time", `"${value.slice(0, 80)}" is no time that exists`, at);
  }
}

/** As archives of all kinds write it before the address of the page. */
function stampIn(address: string): number | undefined {
  const digits = /\/(\d{14})(?:[a-z]{2}_)?\/https?:/i.exec(address)?.[1];
  return digits === undefined ? undefined : (timeOfStamp(digits)?.earliest ?? undefined);
}

/** With the second in the copy's own address, where they differ: which of them is wrong, nothing says. */
function heldWith(time: Time, stamped: number | undefined): Time {
  if (stamped === undefined || stamped === time.earliest) return time;
  return { ...time, ...hull(time, { earliest: stamped, latest: stamped + 999 }) };
}

/** Whether the archive that has the copy gave the list. */
function isItsOwn(copy: Key, origin: string): boolean {
  if (copy.startsWith("wayback:")) return isWaybackOrigin(origin);
  return copy.startsWith("web:https://archive.today/") && isTimemapOfArchiveToday(origin);
}

function saidBy(copy: Key, manifest: Manifest | null): Pick<Claim, "basis" | "source"> {
  if (isItsOwn(copy, manifest?.origin ?? "")) return { basis: "recorded" };
  const host = URL.parse(manifest?.origin ?? "")?.hostname;
  const name =
    host === undefined ? "a TimeMap that does not say whose it is" : `the TimeMap of ${host}`;
  return { basis: "reported", source: { name } };
}

function mementoReading(memento: Memento, original: Key, manifest: Manifest | null): Reading {
  const { address, datetime } = memento;
  const copy = keyOfUrl(address.value);
  if (copy === undefined || copy === original || kindOfKey(copy) === "account") {
    throw new RecordError("no-copy", "what is linked to as a copy is none", address.at);
  }
  const written = datetime && timeOf(datetime);
  const ofKey = takenByKey(copy);
  const stamped = ofKey ?? stampIn(address.value);
  const time = written && heldWith(written, stamped);
  const isDisputed = time !== undefined && time !== written;
  const own = originalOfCopy(copy);
  const of = own ?? original;
  const said = saidBy(copy, manifest);
  const facts: Fact[] = [{ fact: "item", item: copy, type: "page", ...placed(address.at) }];
  if (datetime && time && (ofKey === undefined || isDisputed)) {
    facts.push({ fact: "time", item: copy, kind: "published", ...time, ...placed(datetime.at) });
  }
  if (kindOfKey(of) !== "account") {
    const edge = { relation: "COPY_OF", subject: copy, object: of } as const;
    facts.push({ fact: "edge", ...edge, ...placed(address.at) });
  }
  const shownBy = time?.latest ?? (stamped === undefined ? undefined : stamped + 999);
  const shown: Told = {
    subject: of,
    quoteAt: address.at,
    ...(shownBy === undefined ? {} : { shownBy }),
    facts: [namedFact(of, address.at)],
    ...said,
  };
  const warnings: Warning[] = [["status-unknown", STATUS_UNKNOWN, address.at]];
  if (own !== undefined && own !== original) {
    warnings.push(["original-differs", DIFFERS, address.at]);
  }
  if (isDisputed) {
    warnings.push(["time-disagrees", OTHER_TIME, datetime?.at]);
  }
  if (shownBy === undefined) warnings.push(["no-time", "nothing says when the copy was taken"]);
  return { told: [{ subject: copy, quoteAt: address.at, facts, ...said }, shown], warnings };
}

/** @throws RecordError */
function needOriginal(address: string | undefined): Key {
  const key = address === undefined ? undefined : keyOfUrl(address);
  if (key !== undefined) return key;
  throw new RecordError("no-original", "nothing says which page the copies are of");
}

const MORE: Skip = {
  skip: "more-pages",
  why: "another TimeMap has more of the copies: it is to be saved on its own",
};
const NO_MEMENTO: Skip = {
  skip: "no-copy",
  why: "the link leads to no copy: it is the page, or the list",
};

function readLink(link: WebLink, original: string | undefined, manifest: Manifest | null) {
  const { rel, address, datetime } = link;
  if (rel.includes("memento")) {
    const when = datetime === undefined ? undefined : { value: datetime };
    return mementoReading(
      { address: { value: address }, datetime: when },
      needOriginal(original),
      manifest,
    );
  }
  return rel.includes("timemap") && !rel.includes("self") ? MORE : NO_MEMENTO;
}

function* linkResults(
  text: string,
  start: number,
  manifest: Manifest | null,
): Iterable<RecordResult> {
  const shownBy = collectedBy(manifest);
  const links = linksIn(text);
  const original = links.find(({ rel }) => rel.includes("original"))?.address;
  const encoder = new TextEncoder();
  let at = start;
  let read = 0;
  for (const [index, link] of links.entries()) {
    const [from, to] = link.span;
    const begin = at + encoder.encode(text.slice(read, from)).length;
    at = begin + encoder.encode(text.slice(from, to)).length;
    read = to;
    const place = { bytes: [begin, at], record: index + 1, as: "text" } satisfies Claim["place"];
    yield readingResult({ place, shownBy }, [], () => readLink(link, original, manifest));
  }
}

const IS_LINKS = /^\uFEFF?[\s,]*<[^<>\s]+>\s*;[^<]*\brel\s*=/i;
const IS_TIMEMAP = /\brel\s*=\s*"?[^"<>]*\b(?:memento|original|timegate)\b/i;

const FIELDS = fieldTable(
  `original_uri mementos.list.uri mementos.list.datetime mementos.first.uri mementos.first.datetime
   mementos.last.uri mementos.last.datetime mementos.closest.uri mementos.closest.datetime
   mementos.next.uri mementos.next.datetime mementos.prev.uri mementos.prev.datetime`,
  {
    "self timegate_uri timemap_uri timemap_index pages":
      "where the aggregator gives this list and others",
    "mementos.closest.http_status_code": "how the aggregator was answered when it looked",
  },
);

const NAMED = ["first", "prev", "closest", "next", "last"];

/** Of a list the first and last stand in it. */
function partsOf(page: Fields): Part[] {
  const mementos = findFields(page["mementos"]);
  const list = listOf(mementos?.["list"]);
  if (list.length > 0)
    return list.map((value, index) => ({ value, at: `/mementos/list/${index}` }));
  return NAMED.flatMap((name) =>
    isFields(mementos?.[name]) ? [{ value: mementos[name], at: `/mementos/${name}` }] : [],
  );
}

function readJsonMemento(
  fields: Fields,
  at: string,
  page: Fields,
  manifest: Manifest | null,
): Reading {
  const uris = Array.isArray(fields["uri"]) ? fields["uri"] : undefined;
  const first = uris && findText(uris[0]);
  const address = uris ? first && { value: first, at: `${at}/uri/0` } : textAt(fields, "uri", at);
  if (!address) throw new RecordError("no-copy", "the copy has no address", `${at}/uri`);
  const original = needOriginal(findText(page["original_uri"]));
  return mementoReading({ address, datetime: textAt(fields, "datetime", at) }, original, manifest);
}

const isJsonTimemap = (value: unknown): boolean =>
  isFields(value) && typeof value["original_uri"] === "string" && isFields(value["mementos"]);
const BEGINS_JSON = /^\uFEFF?\s*\{\s*"original_uri"\s*:\s*"/;

function isJson(sample: Uint8Array, whole: boolean): boolean {
  const [first] = sampleJsonRecords(sample, whole);
  if (first !== undefined && first.error === undefined) return isJsonTimemap(first.value);
  return !whole && BEGINS_JSON.test(roughUtf8(sample.subarray(0, 512)));
}

async function* linkFile(
  whole: Uint8Array,
  manifest: Manifest | null,
): AsyncIterable<RecordResult[]> {
  const start = bomLength(whole);
  const text = findUtf8(whole.subarray(start));
  if (text === undefined) throw new ImportError("bad-structure", "the file is not valid UTF-8");
  const results = [...linkResults(text, start, manifest)];
  if (results.length === 0) throw new ImportError("bad-structure", "the file holds no link");
  yield results;
}

export const timemap: Importer = {
  id: "timemap",
  version: 2,
  label: "TimeMap (Memento)",
  reads:
    "The copies of one page that an archive or several have, in link-format (RFC 7089) or an aggregator's JSON.",
  example:
    '<http://example.org/>; rel="original", <https://web.archive.org/web/…>; rel="memento"; datetime="…"',
  checkedAgainst: "documentation only",

  recordedByOrigin: true,

  detects(sample, whole) {
    const text = roughUtf8(sample.subarray(0, 8192));
    return (IS_LINKS.test(text) && IS_TIMEMAP.test(text)) || isJson(sample, whole);
  },

  async *parse(bytes, { manifest }) {
    const whole = await readPageBytes(bytes);
    if (!/^\uFEFF?\s*[[{]/.test(roughUtf8(whole.subarray(0, 512)))) {
      yield* linkFile(whole, manifest);
      return;
    }
    async function* again() {
      yield whole;
    }
    yield* readJsonFile(again(), {
      fields: FIELDS,
      partsOf,
      read: (fields, at, page) => readJsonMemento(fields, at, page, manifest),
      shownBy: collectedBy(manifest),
    });
  },
};
