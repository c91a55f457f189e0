/**
 * Pastes as Pastebin's scraping API lists them (api_scraping.php, api_scrape_item_meta.php): an
 * array, one object, or one per line as collectors keep them. Documented in Pastebin's "Scraping
 * API". Times are UTC seconds; `expire` 0 is never; `user` is empty for a guest. The words are not
 * in the list: collectors join them as `content`, `body` or `raw_paste`.
 */
import type { Fact } from "../../model/claim.ts";
import { findKey, type Key } from "../../model/key.ts";
import { instant, type Time } from "../../model/time.ts";
import type { Importer } from "../importer.ts";
import { roughUtf8 } from "../reading/bytes.ts";
import { fieldTable } from "../reading/fields.ts";
import { readJsonFile } from "../reading/json-file.ts";
import { sampleJsonRecords } from "../reading/json-records.ts";
import {
  collectedBy,
  type Fields,
  findText,
  isFields,
  quoted,
  RecordError,
  scalarText,
} from "../reading/records.ts";
import { textAt } from "../reading/said.ts";
import { MAX_SECONDS } from "../reading/seconds.ts";
import type { Reading } from "../reading/told.ts";
import { type Paste, pasteFacts, pasteOfUrl } from "./pastebin-facts.ts";

const WORDS = ["content", "body", "raw_paste"];
/** Read only to see that they are of the same paste. */
const ADDRESSES = ["scrape_url", "full_url"];
const FIELDS = fieldTable(
  `key date expire title syntax user hits ${WORDS.join(" ")} ${ADDRESSES.join(" ")}`,
  { size: "its words, where they are kept, show how long it is" },
);

/** Undefined for a field that is absent or 0. */
function secondsAt(paste: Fields, name: string): Time | undefined {
  const written = paste[name];
  if (written === undefined || written === null || written === "") return undefined;
  const digits = typeof written === "string" || typeof written === "number" ? `${written}` : "";
  if (!/^\d{1,12}$/.test(digits) || Number(digits) >= MAX_SECONDS) {
    throw new RecordError("bad-time", `${quoted(written)} is no time in seconds`, `/${name}`);
  }
  return Number(digits) === 0 ? undefined : instant(Number(digits) * 1000, "second", digits);
}

function keyOf(paste: Fields): Key {
  const written = paste["key"];
  if (written === undefined) throw new RecordError("no-key", "the paste has no key", "/key");
  const key = typeof written === "string" ? findKey(`pastebin:${written}`) : undefined;
  if (key === undefined || key.startsWith("pastebin:@")) {
    throw new RecordError("bad-key", `${quoted(written)} is no key of a paste`, "/key");
  }
  for (const name of ADDRESSES) {
    const named = pasteOfUrl(scalarText(paste[name]));
    if (named === undefined || named === key) continue;
    throw new RecordError(
      "key-differs",
      `the key is of ${key}, the address of ${named}`,
      `/${name}`,
    );
  }
  return key;
}

function pasteOf(paste: Fields): Paste {
  const words = WORDS.find((name) => findText(paste[name]) !== undefined);
  const [syntax, hits] = [textAt(paste, "syntax", ""), scalarText(paste["hits"])];
  const remarks: Paste["remarks"] = [];
  if (syntax) remarks.push({ kind: "attribute", relation: "syntax", ...syntax });
  if (/^\d{1,15}$/.test(hits)) {
    remarks.push({ kind: "count", relation: "views", value: hits, at: "/hits" });
  }
  return {
    key: keyOf(paste),
    keyAt: { at: "/key" },
    title: textAt(paste, "title", ""),
    text: words === undefined ? undefined : textAt(paste, words, ""),
    author: paste["user"] === "" ? { guest: true } : textAt(paste, "user", ""),
    remarks,
  };
}

function expiryOf(subject: Key, paste: Fields): Fact[] {
  const time = secondsAt(paste, "expire");
  const written = paste["expire"];
  if (written === undefined || written === null || written === "") return [];
  const value = time?.asWritten ?? "never";
  const remark = { fact: "remark", kind: "attribute", subject, relation: "expires" } as const;
  return [{ ...remark, value, ...(time ? { time } : {}), at: "/expire" }];
}

function readPaste(value: Fields): Reading {
  const paste = pasteOf(value);
  const published = secondsAt(value, "date");
  const facts = pasteFacts(paste);
  if (published) {
    facts.push({ fact: "time", item: paste.key, kind: "published", ...published, at: "/date" });
  }
  facts.push(...expiryOf(paste.key, value));
  const quoteAt = (paste.text ?? paste.title)?.at;
  return {
    told: [{ subject: paste.key, quoteAt, facts }],
    warnings: published ? [] : [["no-time", "the paste has no date", "/date"]],
  };
}

const OF_PASTEBIN = /^https?:\/\/(?:[\w-]+\.)?pastebin\.com\//;

const looksLikePaste = (value: unknown): boolean =>
  isFields(value) &&
  typeof value["key"] === "string" &&
  ADDRESSES.some((name) => OF_PASTEBIN.test(scalarText(value[name])));

/** A first paste that breaks off, is longer than the sample, or cannot be read. */
const BEGINS_WITH_PASTE =
  /^[\uFEFF\s]*(?:\[\s*)?\{\s*"(?:scrape_url|full_url)"\s*:\s*"https?:\\?\/\\?\/(?:[\w-]+\.)?pastebin\.com\\?\//;

export const pastebinScrape: Importer = {
  id: "pastebin-scrape",
  version: 3,
  label: "Pastebin pastes (scraping API)",
  reads:
    "Pastes in the JSON of Pastebin's scraping API, with their words where a collector joined them.",
  example: '[{"scrape_url": "…", "key": "AbCd1234", "date": "1494004500", …}]',
  checkedAgainst: "documentation only",

  detects(sample, whole) {
    const values = sampleJsonRecords(sample, whole).flatMap((record) =>
      record.error === undefined ? [record.value] : [],
    );
    if (values.length > 0) return values.some(looksLikePaste);
    return BEGINS_WITH_PASTE.test(roughUtf8(sample.subarray(0, 1024)));
  },

  parse: (bytes, { manifest }) =>
    readJsonFile(bytes, { fields: FIELDS, read: readPaste, shownBy: collectedBy(manifest) }),
};
